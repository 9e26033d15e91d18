import { defineProtocol, integer, role } from '#faultline';
import { assign, setup } from 'xstate';
import { indices, listsOf } from './lists.ts';

type Color = 'white' | 'black';

/** Every variable of EWD840.tla; nodes are indices and count from 0. */
interface Ring {
  readonly active: readonly boolean[];
  readonly color: readonly Color[];
  readonly tpos: number;
  readonly tcolor: Color;
}

/** Why the token may be passed. For two reasons it is passed in two steps, because TLC counts so. */
type Reason = 'inactive' | 'node is black' | 'token is black';

type Action =
  | { readonly type: 'initiateProbe'; readonly because: Exclude<Reason, 'inactive'> }
  | { readonly type: 'passToken'; readonly i: number; readonly because: Reason }
  | { readonly type: 'sendMsg'; readonly i: number; readonly j: number }
  | { readonly type: 'deactivate'; readonly i: number };

/**
 * All nodes in one chart: a message activates its receiver in the step that sends it, and a token is
 * never between two nodes.
 */
const ring = setup({
  types: { input: {} as Ring, context: {} as Ring, events: {} as Action },
}).createMachine({
  id: 'ring',
  context: ({ input }) => input,
  on: {
    initiateProbe: {
      guard: ({ context, event: { because } }) => context.tpos === 0 && isTrue(context, 0, because),
      actions: assign(({ context: { active, color } }) => ({
        tpos: active.length - 1,
        tcolor: 'white',
        color: color.with(0, 'white'),
      })),
    },
    passToken: {
      guard: ({ context, event: { i, because } }) =>
        context.tpos === i && isTrue(context, i, because),
      actions: assign(({ context: { color, tcolor }, event: { i } }) => ({
        tpos: i - 1,
        tcolor: color[i] === 'black' ? 'black' : tcolor,
        color: color.with(i, 'white'),
      })),
    },
    sendMsg: {
      guard: ({ context, event: { i } }) => context.active[i] === true,
      actions: assign(({ context: { active, color }, event: { i, j } }) => ({
        active: active.with(j, true),
        color: j > i ? color.with(i, 'black') : color,
      })),
    },
    deactivate: {
      guard: ({ context, event: { i } }) => context.active[i] === true,
      actions: assign(({ context: { active }, event: { i } }) => ({
        active: active.with(i, false),
      })),
    },
  },
});

/**
 * Dijkstra's detection of termination on a ring, from any initial state whose token is black.
 *
 * Left out: TypeOK, which the compiler checks; Liveness, which is asked in `ltl.test.ts`.
 */
export const terminationDetection = defineProtocol({
  id: 'published-termination-detection',
  title: 'Termination detection on a ring (EWD840.tla)',
  source: 'Merz, EWD840.tla; Dijkstra, Feijen & van Gasteren 1983, EWD 840',
  parameters: { nodes: integer({ min: 2, max: 4, default: 3, says: 'how many nodes (`N`)' }) },
  roles: ({ nodes }) => ({
    ring: role(ring, { inputs: initialStates(nodes), stimuli: actionsOf(indices(nodes)) }),
  }),
  properties: ({ invariant, reachable }) => ({
    terminationDetection: invariant(
      'when node 0 detects termination, every node is inactive',
      (view) => {
        const { context } = view.process('ring');
        return !isDetected(context) || !context.active.includes(true);
      },
      { source: 'EWD840.tla, TerminationDetection' },
    ),
    invariant: invariant(
      'nodes that the token has passed are inactive, or it will be or is black',
      (view) => {
        const { active, color, tpos, tcolor } = view.process('ring').context;
        return (
          !active.slice(tpos + 1).includes(true) ||
          color.slice(0, tpos + 1).includes('black') ||
          tcolor === 'black'
        );
      },
      { source: 'Dijkstra, Feijen & van Gasteren 1983; EWD840.tla, Inv' },
    ),
    canDetect: reachable('node 0 detects termination', (view) =>
      isDetected(view.process('ring').context),
    ),
  }),
});

/** Whatever is active, whatever is black, wherever the token is. */
function initialStates(nodes: number): readonly Ring[] {
  return listsOf<boolean>(nodes, [false, true]).flatMap((active) =>
    listsOf<Color>(nodes, ['white', 'black']).flatMap((color) =>
      indices(nodes).map((tpos): Ring => ({ active, color, tpos, tcolor: 'black' })),
    ),
  );
}

/** One stimulus for each way in which TLC can find an action enabled. */
function actionsOf(nodes: readonly number[]): readonly Action[] {
  const blackReasons = ['node is black', 'token is black'] as const;
  const reasons = ['inactive', ...blackReasons] as const;
  return [
    ...blackReasons.map((because) => ({ type: 'initiateProbe' as const, because })),
    ...nodes.slice(1).flatMap((i) =>
      reasons.map((because): Action => {
        return { type: 'passToken', i, because };
      }),
    ),
    ...nodes.flatMap((i): Action[] => [
      ...nodes.filter((j) => j !== i).map((j) => ({ type: 'sendMsg' as const, i, j })),
      { type: 'deactivate', i },
    ]),
  ];
}

function isTrue({ active, color, tcolor }: Ring, i: number, reason: Reason): boolean {
  switch (reason) {
    case 'inactive':
      return active[i] === false;
    case 'node is black':
      return color[i] === 'black';
    case 'token is black':
      return tcolor === 'black';
  }
}

/** What node 0 looks at. */
function isDetected({ active, color, tpos, tcolor }: Ring): boolean {
  return tpos === 0 && tcolor === 'white' && color[0] === 'white' && active[0] === false;
}
