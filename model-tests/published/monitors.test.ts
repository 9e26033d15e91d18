import { checkSync, monitor, weak, type Fairness } from '#faultline';
import { describe, expect, it } from 'vitest';
import { setup, type AnyStateMachine } from 'xstate';
import { watchedPeterson } from './peterson.ts';

interface Heard {
  readonly type: 'wants' | 'enters' | 'leaves';
  readonly by: 1 | 2;
}

const { createMachine: createWatch } = setup({
  types: { events: {} as Heard },
  guards: { isFirst: ({ event }) => event.by === 1 },
});

/** A critical section is occupied by one at a time. */
const occupied = createWatch({
  id: 'occupied',
  initial: 'free',
  states: {
    free: { on: { enters: 'taken' } },
    taken: { on: { leaves: 'free', enters: 'crowded' } },
    crowded: { tags: 'violation' },
  },
});

/** Who wants to enter does not wait for ever. */
const waiting = createWatch({
  id: 'waiting',
  initial: 'content',
  states: {
    content: { on: { wants: { guard: 'isFirst', target: 'waiting' } } },
    waiting: { tags: 'hot', on: { enters: { guard: 'isFirst', target: 'content' } } },
  },
});

/** The second never enters twice while the first waits: it is overtaken once at most. */
const overtaking = createWatch({
  id: 'overtaking',
  initial: 'content',
  states: {
    content: { on: { wants: { guard: 'isFirst', target: 'waiting' } } },
    waiting: {
      on: { enters: [{ guard: 'isFirst', target: 'content' }, { target: 'overtaken' }] },
    },
    overtaken: {
      on: { enters: [{ guard: 'isFirst', target: 'content' }, { target: 'overtakenTwice' }] },
    },
    overtakenTwice: {
      on: { enters: [{ guard: 'isFirst', target: 'content' }, { target: 'overtakenThrice' }] },
    },
    overtakenThrice: { tags: 'violation' },
  },
});

function verdictOf(chart: AnyStateMachine, fairness?: readonly Fairness[]) {
  const notes = fairness === undefined ? {} : { fairness };
  const result = checkSync(watchedPeterson({ watch: monitor('it goes well', chart, notes) }));
  return result.properties.map(({ verdict }) => verdict);
}

describe("A monitor of Peterson's algorithm", () => {
  const bothGoOn = [
    weak({ kind: 'stimulus', event: 'p1' }),
    weak({ kind: 'stimulus', event: 'p2' }),
  ];

  // Peterson 1981: mutual exclusion.
  it('sees one process at a time in its critical section', () => {
    expect(verdictOf(occupied)).toEqual(['holds']);
  });

  // Peterson 1981: no process is locked out, if both go on.
  it('sees who waits enter, while both processes go on, and not when they may stop', () => {
    expect(verdictOf(waiting, bothGoOn)).toEqual(['holds']);
    expect(verdictOf(waiting, [])).toEqual(['violated']);
  });

  // Peterson 1981 sets the turn when a process has claimed its interest: from then on it is overtaken
  // once at most. Between wanting and claiming, any number of times.
  it('sees who has not claimed its interest yet overtaken again and again', () => {
    expect(verdictOf(overtaking)).toEqual(['violated']);
  });
});
