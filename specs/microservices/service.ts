import { reply, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, emit, raise, setup } from 'xstate';
import { fencing, isFresh } from '../redis-lock/fencing.ts';
import { duties, whileAvailable, whileSoldOut } from '../saga/duties.ts';
import type { CompOk, Effect, Entry, Fail, Ok } from '../saga/messages.ts';
import type { Ledger } from '../saga/service.ts';
import type { FencedComp, FencedExec, Refused } from './messages.ts';

/** What survives a crash of a service. */
export interface Stored {
  readonly ledger: Ledger;
  /** The greatest fence that has come with a request; 0 before the first. */
  readonly last: number;
}

/**
 * A service of a saga that looks at the fence of each request first.
 *
 * Source: the service of the saga; Kleppmann 2016, "Making the lock safe with fencing".
 */
export const service = setup({
  types: {
    input: {} as { readonly recovered: Stored | undefined },
    context: {} as Stored,
    events: {} as Received<FencedExec | FencedComp> | { type: 'sellOut' } | { type: 'restock' },
    emitted: {} as Sent<Ok | Fail | CompOk | Refused> | Effect,
  },
  guards: {
    isLate: ({ context, event }) => 'fence' in event && !isFresh(context.last, event.fence),
    isAhead: ({ context, event }) => 'fence' in event && event.fence > context.last,
    isNew: ({ context }, { saga }: { readonly saga: ProcessId }) =>
      context.ledger[saga] === undefined,
    isInEffect: ({ context }, { saga }: { readonly saga: ProcessId }) =>
      context.ledger[saga] === 'executed',
    wasInEffect: ({ context }, { saga }: { readonly saga: ProcessId }) =>
      context.ledger[saga] === 'executed' || context.ledger[saga] === 'compensated',
  },
  actions: {
    keepFence: assign({
      last: ({ context, event }) => ('fence' in event ? event.fence : context.last),
    }),
    takeAgain: raise(({ event }) => event),
    record: assign({
      ledger: ({ context, event }, entry: Entry) =>
        'saga' in event ? { ...context.ledger, [event.saga]: entry } : context.ledger,
    }),
    observe: emit(({ event }, type: Effect['type']) => ({
      type,
      saga: 'saga' in event ? event.saga : '',
    })),
    refuse: reply(({ event }) => ({ type: 'stale', fence: 'fence' in event ? event.fence : 0 })),
    answerOk: reply({ type: 'ok' }),
    answerFail: reply({ type: 'fail' }),
    answerCompOk: reply({ type: 'compOk' }),
  },
}).createMachine({
  id: 'service',
  context: ({ input: { recovered } }) => recovered ?? { ledger: {}, last: 0 },
  initial: 'available',
  on: { exec: duties.exec, comp: [...fencing, ...duties.comp] },
  states: {
    available: { on: { exec: [...fencing, whileAvailable], sellOut: 'soldOut' } },
    soldOut: { on: { exec: [...fencing, whileSoldOut], restock: 'available' } },
  },
});
