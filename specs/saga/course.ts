import type { ProcessId } from '#faultline';
import { theEvent } from './event.ts';

/** Where a log says that a saga under way, or over, has come to. */
export const asLogged = [
  { guard: { type: 'isIn', params: 'forward' }, target: 'forward' },
  { guard: { type: 'isIn', params: 'compensating' }, target: 'compensating' },
  { guard: { type: 'isIn', params: 'done' }, target: 'done' },
  { guard: { type: 'isIn', params: 'aborted' }, target: 'aborted' },
] as const;

/**
 * The states that a saga goes through, for the chart of whoever sees to it. That chart says what the words
 * mean: where the log is, and how the services are asked.
 *
 * Source: Garcia-Molina & Salem 1987: a saga, its compensating transactions, backward recovery.
 */
export const course = {
  // The log is written before the message is sent.
  forward: {
    entry: [{ type: 'log', params: 'forward' }, 'sendExec'],
    on: {
      ok: {
        guard: { type: 'isAwaited', params: theEvent },
        target: 'stepDone',
        actions: 'goOn',
      },
      // The step that failed has no effect: the one before it is the first to be undone.
      fail: {
        guard: { type: 'isAwaited', params: theEvent },
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
        guard: { type: 'isAwaited', params: theEvent },
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
} as const;

/** Which service has its turn; the first one when none has. */
export function serviceAt({
  services,
  position,
}: {
  readonly services: readonly [ProcessId, ...ProcessId[]];
  readonly position: number;
}): ProcessId {
  return services[position] ?? services[0];
}
