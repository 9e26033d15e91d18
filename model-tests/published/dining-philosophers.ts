import { defineProtocol, integer, processIds, role } from '#faultline';
import { assign, setup } from 'xstate';

type Philosopher = `p${number}`;

interface Fork {
  readonly holder: Philosopher;
  readonly clean: boolean;
}

/** Where a philosopher sits: the forks beside it, and who is on the other side of them. */
interface Seat {
  readonly self: Philosopher;
  readonly left: { readonly fork: number; readonly neighbor: Philosopher };
  readonly right: { readonly fork: number; readonly neighbor: Philosopher };
}

const { createMachine, createStateConfig } = setup({
  types: {
    context: {} as { readonly forks: readonly Fork[] },
    /** A philosopher takes its next step: each of its labels has only one. */
    events: {} as { readonly type: Philosopher },
  },
  guards: {
    canEat: ({ context: { forks } }, { self, left, right }: Seat) =>
      [forks[left.fork], forks[right.fork]].every((fork) => fork?.holder === self && fork.clean),
  },
  actions: {
    handOver: assign(({ context }, seat: Seat) => ({ forks: handedOver(context.forks, seat) })),
    dirtyForks: assign(({ context }, { left, right }: Seat) => ({
      forks: context.forks.map((fork, index) =>
        index === left.fork || index === right.fork ? { ...fork, clean: false } : fork,
      ),
    })),
  },
});

/**
 * One philosopher. It is at label Loop while `hungry` or `full`, at Eat while `eating`, at Think while
 * `thinking`; the variable `hungry` of the source is true in the first and in the third of these.
 */
const philosopher = (seat: Seat) => {
  const { self } = seat;
  const handOver = { type: 'handOver', params: seat } as const;
  return createStateConfig({
    initial: 'hungry',
    states: {
      hungry: {
        on: {
          [self]: [
            { guard: { type: 'canEat', params: seat }, target: 'eating' },
            { actions: handOver },
          ],
        },
      },
      full: { on: { [self]: { target: 'thinking', actions: handOver } } },
      eating: { on: { [self]: { target: 'full', actions: { type: 'dirtyForks', params: seat } } } },
      thinking: { on: { [self]: 'hungry' } },
    },
  });
};

/** All philosophers and the forks: a fork that is handed over has arrived. */
const table = (philosophers: readonly Philosopher[]) =>
  createMachine({
    id: 'table',
    context: {
      // Every fork begins with the lower of its two philosophers.
      forks: philosophers.map((_, fork) => {
        const holder = philosophers[fork === 1 ? 0 : fork] as Philosopher;
        return { holder, clean: false };
      }),
    },
    type: 'parallel',
    states: Object.fromEntries(
      philosophers.map((self, index) => [self, philosopher(seatAt(philosophers, index))]),
    ),
  });

/**
 * The dining philosophers as Chandy and Misra let them dine: who has eaten cleans the forks and hands
 * them to the neighbors.
 *
 * Left out: TypeOK, which the compiler checks; NobodyStarves, which is asked in
 * `liveness.test.ts`.
 */
export const diningPhilosophers = defineProtocol({
  id: 'published-dining-philosophers',
  title: 'Dining philosophers (DiningPhilosophers.tla)',
  source: 'Hemphill, DiningPhilosophers.tla; Chandy & Misra 1984, TOPLAS 6(4)',
  parameters: {
    philosophers: integer({ min: 2, max: 6, default: 5, says: 'how many (`NP`)' }),
  },
  roles: (parameters) => {
    const philosophers = processIds('p', parameters.philosophers);
    return {
      table: role(table(philosophers), { stimuli: philosophers.map((type) => ({ type })) }),
    };
  },
  properties: ({ invariant, reachable, deadlockFree }) => ({
    exclusiveAccess: invariant(
      'two philosophers who share a fork do not eat at the same time',
      (view) => {
        const philosophers = processIds('p', view.parameters.philosophers);
        const eats = (index: number) =>
          view.process('table').matches({ [philosophers.at(index) as Philosopher]: 'eating' });
        return philosophers.every((_, index) => !(eats(index) && eats(index - 1)));
      },
      { source: 'DiningPhilosophers.tla, ExclusiveAccess' },
    ),
    eats: reachable('the second philosopher eats', (view) =>
      view.process('table').matches({ p2: 'eating' }),
    ),
    alive: deadlockFree('some philosopher can always go on'),
  }),
});

function seatAt(philosophers: readonly Philosopher[], index: number): Seat {
  const rightIndex = (index + 1) % philosophers.length;
  return {
    self: philosophers[index] as Philosopher,
    left: { fork: index, neighbor: philosophers.at(index - 1) as Philosopher },
    right: { fork: rightIndex, neighbor: philosophers[rightIndex] as Philosopher },
  };
}

/** The forks after the first dirty one that the philosopher holds is cleaned and handed over. */
function handedOver(forks: readonly Fork[], { self, left, right }: Seat): readonly Fork[] {
  const given = [left, right].find(({ fork }) => {
    const { holder, clean } = forks[fork] as Fork;
    return holder === self && !clean;
  });
  if (given === undefined) return forks;
  return forks.with(given.fork, { holder: given.neighbor, clean: true });
}
