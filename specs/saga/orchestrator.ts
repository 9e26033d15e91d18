import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import { asLogged, course, serviceAt } from './course.ts';
import type { Comp, CompOk, Exec, Fail, Mode, Ok } from './messages.ts';

/** What an orchestrator keeps in its log: it survives a crash. */
export interface Log {
  readonly mode: Mode;
  /** Which service has its turn, counted from 0; -1 when nothing is left to undo. */
  readonly position: number;
}

/**
 * The orchestrator of one saga: has each service carry out its step, and when one of them does not, has
 * all steps so far undone, the last one first.
 *
 * Source: Garcia-Molina & Salem 1987: a saga, its compensating transactions, backward recovery.
 * Left out: save-points and forward recovery; steps in parallel.
 */
export const orchestrator = setup({
  types: {
    input: {} as {
      /** The services, in the order of their steps. */
      readonly services: readonly [ProcessId, ...ProcessId[]];
      /** What the log holds when the orchestrator restarts. */
      readonly recovered?: Log;
    },
    context: {} as Log & { readonly services: readonly [ProcessId, ...ProcessId[]] },
    events: {} as { type: 'begin' } | Received<Ok | Fail | CompOk>,
    emitted: {} as Sent<Exec | Comp>,
  },
  guards: {
    isIn: ({ context }, mode: Mode) => context.mode === mode,
    isAwaited: ({ context }, { from }: Received<Ok | Fail | CompOk>) =>
      context.services[context.position] === from,
    allExecuted: ({ context }) => context.position === context.services.length,
    nothingLeft: ({ context }) => context.position < 0,
  },
  actions: {
    log: assign((_, mode: Mode) => ({ mode })),
    goOn: assign({ position: ({ context }) => context.position + 1 }),
    goBack: assign({ position: ({ context }) => context.position - 1 }),
    sendExec: send(({ context }) => serviceAt(context), { type: 'exec' }),
    sendComp: send(({ context }) => serviceAt(context), { type: 'comp' }),
  },
  delays: { retryTimeout: 1000, stepTimeout: 5000 },
}).createMachine({
  id: 'orchestrator',
  context: ({ input: { services, recovered } }) => ({
    services,
    mode: recovered?.mode ?? 'idle',
    position: recovered?.position ?? 0,
  }),
  initial: 'starting',
  states: {
    // An orchestrator that restarts goes where its log says, and sends its last message again.
    starting: {
      always: [...asLogged, { target: 'idle' }],
    },
    idle: { on: { begin: 'forward' } },
    ...course,
  },
});
