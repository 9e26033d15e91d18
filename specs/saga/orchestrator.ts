import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
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
      always: [
        { guard: { type: 'isIn', params: 'forward' }, target: 'forward' },
        { guard: { type: 'isIn', params: 'compensating' }, target: 'compensating' },
        { guard: { type: 'isIn', params: 'done' }, target: 'done' },
        { guard: { type: 'isIn', params: 'aborted' }, target: 'aborted' },
        { target: 'idle' },
      ],
    },
    idle: { on: { begin: 'forward' } },
    // The log is written before the message is sent.
    forward: {
      entry: [{ type: 'log', params: 'forward' }, 'sendExec'],
      on: {
        ok: {
          guard: { type: 'isAwaited', params: ({ event }) => event },
          target: 'stepDone',
          actions: 'goOn',
        },
        // The step that failed has no effect: the one before it is the first to be undone.
        fail: {
          guard: { type: 'isAwaited', params: ({ event }) => event },
          target: 'stepUndone',
          actions: 'goBack',
        },
      },
      after: {
        retryTimeout: { target: 'forward', reenter: true },
        // Nobody knows whether the step has been, or will be, carried out: it is undone as well.
        stepTimeout: 'compensating',
      },
    },
    stepDone: { always: [{ guard: 'allExecuted', target: 'done' }, { target: 'forward' }] },
    // A compensation may take long, but it may not fail: it is asked for until it is confirmed.
    compensating: {
      entry: [{ type: 'log', params: 'compensating' }, 'sendComp'],
      on: {
        compOk: {
          guard: { type: 'isAwaited', params: ({ event }) => event },
          target: 'stepUndone',
          actions: 'goBack',
        },
      },
      after: { retryTimeout: { target: 'compensating', reenter: true } },
    },
    stepUndone: {
      always: [{ guard: 'nothingLeft', target: 'aborted' }, { target: 'compensating' }],
    },
    done: { entry: { type: 'log', params: 'done' } },
    aborted: { entry: { type: 'log', params: 'aborted' } },
  },
});

function serviceAt({
  services,
  position,
}: {
  readonly services: readonly [ProcessId, ...ProcessId[]];
  readonly position: number;
}): ProcessId {
  return services[position] ?? services[0];
}
