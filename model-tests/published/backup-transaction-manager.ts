import { boolean, defineProtocol, integer, processIds, role } from '#faultline';
import { and, assign, setup, stateIn } from 'xstate';

type ResourceManager = `rm${number}`;
type RmState = 'working' | 'prepared' | 'committed' | 'aborted' | 'failed';

/** The variables that all processes share; their labels are the states of the chart. */
interface Memory {
  readonly rmState: Readonly<Record<ResourceManager, RmState>>;
  readonly tmState: 'init' | 'commit' | 'abort' | 'hidden';
  /** RMMAYFAIL. */
  readonly rmMayFail: boolean;
  /** TMMAYFAIL. */
  readonly tmMayFail: boolean;
}

interface Input {
  readonly rms: readonly ResourceManager[];
  readonly rmMayFail: boolean;
  readonly tmMayFail: boolean;
}

/** What a resource manager does next. */
type RmStep = 'prepare' | 'commit' | 'abortAtWork' | 'abortAsTold' | 'fail' | 'finish';

/** What a manager decides: `way` counts from 0 in how many ways its condition is true. */
interface Decision {
  readonly type: 'ts.commit' | 'ts.abort' | 'bts.commit' | 'bts.abort';
  readonly way: number;
}

const { createMachine, createStateConfig } = setup({
  types: {
    input: {} as Input,
    context: {} as Memory,
    events: {} as
      | { readonly type: RmStep; readonly rm: ResourceManager }
      | Decision
      /** The only step from the present label of a manager; of everybody, that all are done. */
      | { readonly type: 'tm' | 'btm' | 'terminating' },
  },
  guards: {
    is: ({ context, event }, { self, at }: { self: ResourceManager; at: readonly RmState[] }) =>
      'rm' in event && event.rm === self && at.includes(context.rmState[self] as RmState),
    isTold: ({ context }, decision: 'commit' | 'abort') => context.tmState === decision,
    mayFail: ({ context }) => context.rmMayFail && count(context, 'failed') === 0,
    canCommit: ({ context, event }) => 'way' in event && event.way < waysToCommit(context),
    canAbort: ({ context, event }) => 'way' in event && event.way < waysToAbort(context),
    isHidden: ({ context }) => context.tmState === 'hidden',
  },
  actions: {
    become: assign(({ context }, { self, next }: { self: ResourceManager; next: RmState }) => ({
      rmState: { ...context.rmState, [self]: next },
    })),
    decide: assign((_, decision: 'commit' | 'abort') => ({ tmState: decision })),
    hide: assign(({ context }) => ({ tmState: context.tmMayFail ? 'hidden' : context.tmState })),
  },
});

const resourceManager = (self: ResourceManager) => {
  const is = (...at: readonly RmState[]) => ({ type: 'is', params: { self, at } }) as const;
  const become = (next: RmState) => ({ type: 'become', params: { self, next } }) as const;
  const isUndecided = is('working', 'prepared');
  const isTold = (decision: 'commit' | 'abort') => ({ type: 'isTold', params: decision }) as const;
  return createStateConfig({
    initial: 'RS',
    states: {
      RS: {
        on: {
          prepare: { guard: is('working'), actions: become('prepared') },
          commit: { guard: and([isUndecided, isTold('commit')]), actions: become('committed') },
          // A disjunction that is true twice is two steps, because TLC counts it so.
          abortAtWork: { guard: is('working'), actions: become('aborted') },
          abortAsTold: { guard: and([isUndecided, isTold('abort')]), actions: become('aborted') },
          fail: [
            { guard: and([isUndecided, 'mayFail']), actions: become('failed') },
            // Otherwise it does nothing, which is a step too.
            { guard: isUndecided, target: 'RS' },
          ],
          finish: { guard: is('committed', 'aborted', 'failed'), target: 'Done' },
        },
      },
      Done: {},
    },
  });
};

const transactionManager = createStateConfig({
  initial: 'TS',
  states: {
    TS: {
      on: {
        'ts.commit': { guard: 'canCommit', target: 'TC' },
        'ts.abort': { guard: 'canAbort', target: 'TA' },
      },
    },
    TC: { on: { tm: { target: 'F1', actions: { type: 'decide', params: 'commit' } } } },
    TA: { on: { tm: { target: 'F2', actions: { type: 'decide', params: 'abort' } } } },
    F1: { on: { tm: { target: 'Done', actions: 'hide' } } },
    F2: { on: { tm: { target: 'Done', actions: 'hide' } } },
    Done: {},
  },
});

const backup = createStateConfig({
  initial: 'BTS',
  states: {
    BTS: {
      on: {
        'bts.commit': { guard: and(['canCommit', 'isHidden']), target: 'BTC' },
        'bts.abort': { guard: and(['canAbort', 'isHidden']), target: 'BTA' },
      },
    },
    BTC: { on: { btm: { target: 'Done', actions: { type: 'decide', params: 'commit' } } } },
    BTA: { on: { btm: { target: 'Done', actions: { type: 'decide', params: 'abort' } } } },
    Done: {},
  },
});

/** Every process is a region, for each looks at what the others have in memory. */
const managers = (rms: readonly ResourceManager[]) =>
  createMachine({
    id: 'managers',
    context: ({ input }) => ({
      rmState: Object.fromEntries(input.rms.map((rm) => [rm, 'working'])),
      tmState: 'init',
      rmMayFail: input.rmMayFail,
      tmMayFail: input.tmMayFail,
    }),
    type: 'parallel',
    states: {
      ...Object.fromEntries(rms.map((rm) => [rm, resourceManager(rm)])),
      tm: transactionManager,
      btm: backup,
    },
    on: {
      terminating: {
        guard: and(['tm', 'btm', ...rms].map((process) => stateIn({ [process]: 'Done' }))),
        actions: assign({}),
      },
    },
  });

/**
 * Two-phase commit with a backup transaction manager, which decides when the first one hides.
 *
 * Left out: TypeOK, which the compiler checks; Termination, which is about liveness.
 */
export const backupTransactionManager = defineProtocol({
  id: 'published-backup-transaction-manager',
  title: 'Two-phase commit with a backup transaction manager (2PCwithBTM.tla)',
  source: 'Demirbas, 2PCwithBTM.tla; after Gray & Lamport 2006',
  parameters: {
    resourceManagers: integer({ min: 1, max: 3, default: 3, says: 'how many (`RM`)' }),
    rmMayFail: boolean({ default: true, says: 'whether one of them may fail (`RMMAYFAIL`)' }),
    tmMayFail: boolean({ default: true, says: 'whether the first manager hides (`TMMAYFAIL`)' }),
  },
  roles: ({ resourceManagers, rmMayFail, tmMayFail }) => {
    const rms = processIds('rm', resourceManagers);
    return {
      managers: role(managers(rms), {
        input: { rms, rmMayFail, tmMayFail },
        stimuli: [
          ...rms.flatMap((rm) => rmSteps.map((type) => ({ type, rm }))),
          ...decisions('commit', rms.length ** rms.length),
          ...decisions('abort', rms.length),
          ...(['tm', 'btm', 'terminating'] as const).map((type) => ({ type })),
        ],
      }),
    };
  },
  properties: ({ invariant, reachable }) => ({
    consistency: invariant(
      'no resource manager aborts while another commits',
      (view) => {
        const { context } = view.process('managers');
        return count(context, 'aborted') === 0 || count(context, 'committed') === 0;
      },
      { source: '2PCwithBTM.tla, Consistency' },
    ),
    committed: reachable(
      'a resource manager commits',
      (view) => count(view.process('managers').context, 'committed') > 0,
      { source: '2PCwithBTM.tla, NotCommitted, which is meant to be violated' },
    ),
    backupCommits: reachable('the backup manager decides to commit', (view) => {
      const { context, matches } = view.process('managers');
      return matches({ btm: 'Done' }) && context.tmState === 'commit';
    }),
  }),
});

const rmSteps = ['prepare', 'commit', 'abortAtWork', 'abortAsTold', 'fail', 'finish'] as const;

function decisions(what: 'commit' | 'abort', waysMax: number): readonly Decision[] {
  return Array.from({ length: waysMax }, (_, way) => way).flatMap((way) => [
    { type: `ts.${what}` as const, way },
    { type: `bts.${what}` as const, way },
  ]);
}

/** canCommit: for each resource manager, that it is prepared, or any one that is committed. */
function waysToCommit(memory: Memory): number {
  const committed = count(memory, 'committed');
  return Object.values(memory.rmState).reduce(
    (ways, state) => ways * (committed + (state === 'prepared' ? 1 : 0)),
    1,
  );
}

/** canAbort: any one resource manager that is aborted or failed, while none is committed. */
function waysToAbort(memory: Memory): number {
  if (count(memory, 'committed') > 0) return 0;
  return count(memory, 'aborted') + count(memory, 'failed');
}

function count({ rmState }: Memory, wanted: RmState): number {
  return Object.values(rmState).filter((state) => state === wanted).length;
}
