import { reply, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, emit, setup } from 'xstate';
import { duties, whileAvailable, whileSoldOut } from './duties.ts';
import type { Comp, CompOk, Effect, Entry, Exec, Fail, Ok } from './messages.ts';

/** What a service remembers of each saga that it has heard of: it survives a crash. */
export type Ledger = Readonly<Record<ProcessId, Entry>>;

/**
 * A service: carries out one step of each saga and undoes it when told to, each of them once, however
 * often and in whatever order it is told.
 *
 * Source: Garcia-Molina & Salem 1987: a transaction of a saga and its compensating transaction.
 * Differs: there the database system runs the transactions itself. Here they are asked for by messages
 * that get lost, come twice and come late, so that a service has to remember what became of each saga.
 */
export const service = setup({
  types: {
    /** What the ledger holds when the service restarts. */
    input: {} as { readonly recovered: { readonly ledger: Ledger } | undefined },
    context: {} as { readonly ledger: Ledger },
    events: {} as Received<Exec | Comp> | { type: 'sellOut' } | { type: 'restock' },
    emitted: {} as Sent<Ok | Fail | CompOk> | Effect,
  },
  guards: {
    isNew: ({ context }, { from }: Received<Exec | Comp>) => context.ledger[from] === undefined,
    isInEffect: ({ context }, { from }: Received<Exec | Comp>) =>
      context.ledger[from] === 'executed',
    wasInEffect: ({ context }, { from }: Received<Exec | Comp>) =>
      context.ledger[from] === 'executed' || context.ledger[from] === 'compensated',
  },
  actions: {
    record: assign({
      ledger: ({ context, event }, entry: Entry) =>
        'from' in event ? { ...context.ledger, [event.from]: entry } : context.ledger,
    }),
    observe: emit(({ event }, type: Effect['type']) => ({
      type,
      saga: 'from' in event ? event.from : '',
    })),
    answerOk: reply({ type: 'ok' }),
    answerFail: reply({ type: 'fail' }),
    answerCompOk: reply({ type: 'compOk' }),
  },
}).createMachine({
  id: 'service',
  context: ({ input: { recovered } }) => ({ ledger: recovered?.ledger ?? {} }),
  initial: 'available',
  on: duties,
  states: {
    available: { on: { exec: whileAvailable, sellOut: 'soldOut' } },
    soldOut: { on: { exec: whileSoldOut, restock: 'available' } },
  },
});
