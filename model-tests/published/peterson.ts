import { defineProtocol, role, type Monitor, type Protocol } from '#faultline';
import { assign, emit, setup } from 'xstate';

type Process = 1 | 2;
type Label = 'a0' | 'a1' | 'a2' | 'a3' | 'cs' | 'a4';

const other = (self: Process): Process => (self === 1 ? 2 : 1);

const { createMachine, createStateConfig } = setup({
  types: {
    /** The shared variables; `c1` and `c2` are c[1] and c[2]. */
    context: {} as { readonly c1: boolean; readonly c2: boolean; readonly turn: Process },
    /** A process takes its next step: each of its labels has only one. */
    events: {} as { type: 'p1' } | { type: 'p2' },
    /** What a monitor hears: a process wants to be in its critical section, is in it, has left it. */
    emitted: {} as { readonly type: 'wants' | 'enters' | 'leaves'; readonly by: Process },
  },
  guards: {
    mayEnter: ({ context }, self: Process) => !context[`c${other(self)}`] || context.turn === self,
  },
  actions: {
    claim: assign((_, self: Process) => ({ [`c${self}`]: true })),
    giveWay: assign((_, self: Process) => ({ turn: other(self) })),
    release: assign((_, self: Process) => ({ [`c${self}`]: false })),
    wants: emit((_, by: Process) => ({ type: 'wants', by })),
    enters: emit((_, by: Process) => ({ type: 'enters', by })),
    leaves: emit((_, by: Process) => ({ type: 'leaves', by })),
  },
});

/** One of the two processes; its states are the labels of the algorithm. */
const process = (self: Process) =>
  createStateConfig({
    initial: 'a0',
    states: {
      a0: { on: { [`p${self}`]: { target: 'a1', actions: { type: 'wants', params: self } } } },
      a1: { on: { [`p${self}`]: { target: 'a2', actions: { type: 'claim', params: self } } } },
      a2: { on: { [`p${self}`]: { target: 'a3', actions: { type: 'giveWay', params: self } } } },
      a3: { on: { [`p${self}`]: { target: 'cs', guard: { type: 'mayEnter', params: self } } } },
      cs: {
        entry: { type: 'enters', params: self },
        on: { [`p${self}`]: 'a4' },
      },
      a4: {
        exit: { type: 'leaves', params: self },
        on: { [`p${self}`]: { target: 'a0', actions: { type: 'release', params: self } } },
      },
    },
  });

/** Both processes and the memory that they share. */
const processes = createMachine({
  id: 'processes',
  context: { c1: false, c2: false, turn: 1 },
  type: 'parallel',
  states: { p1: process(1), p2: process(2) },
});

interface Memory {
  matches(state: { readonly p1?: Label; readonly p2?: Label }): boolean;
}

/** Whether process `self` is at one of these labels. */
function isAt(memory: Memory, self: Process, ...labels: readonly Label[]): boolean {
  return labels.some((label) => memory.matches({ [`p${self}`]: label }));
}

/** Peterson's mutual exclusion, watched by monitors. */
export function watchedPeterson(monitors: Readonly<Record<string, Monitor>>): Protocol {
  return defineProtocol({
    id: 'peterson',
    title: "Peterson's algorithm, watched",
    source: 'Peterson, "Myths about the mutual exclusion problem", 1981',
    roles: () => ({ processes: role(processes, { stimuli: [{ type: 'p1' }, { type: 'p2' }] }) }),
    monitors,
  });
}

/** Peterson's mutual exclusion of two processes that share three variables. */
export const peterson = defineProtocol({
  id: 'peterson',
  title: "Peterson's algorithm (Peterson.tla)",
  source: 'Differdange, Peterson.tla; Peterson, "Myths about the mutual exclusion problem", 1981',
  roles: () => ({
    processes: role(processes, { stimuli: [{ type: 'p1' }, { type: 'p2' }] }),
  }),
  properties: ({ invariant, reachable, deadlockFree }) => ({
    claimed: invariant(
      'c[p] is set exactly while p wants to be or is in its critical section',
      (view) => {
        const memory = view.process('processes');
        return ([1, 2] as const).every(
          (p) => memory.context[`c${p}`] === isAt(memory, p, 'a2', 'a3', 'cs', 'a4'),
        );
      },
      { source: 'Peterson.tla, Inv, first conjunct' },
    ),
    entitled: invariant(
      'who is in its critical section has the turn, or the other has not come to wait yet',
      (view) => {
        const memory = view.process('processes');
        return ([1, 2] as const).every(
          (p) =>
            !isAt(memory, p, 'cs', 'a4') ||
            memory.context.turn === p ||
            isAt(memory, other(p), 'a0', 'a1', 'a2'),
        );
      },
      { source: 'Peterson.tla, Inv, second conjunct' },
    ),
    mutualExclusion: invariant(
      'the processes are never both in their critical sections',
      (view) => {
        const memory = view.process('processes');
        return !(isAt(memory, 1, 'cs', 'a4') && isAt(memory, 2, 'cs', 'a4'));
      },
      { source: 'Peterson.tla, Inv, third conjunct' },
    ),
    enters: reachable('the second process is in its critical section', (view) =>
      view.process('processes').matches({ p2: 'cs' }),
    ),
    alive: deadlockFree('some process can always go on'),
  }),
});
