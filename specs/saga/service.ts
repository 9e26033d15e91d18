import { reply, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, emit, setup } from 'xstate';
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
  on: {
    // The step of this saga has been asked for before, or is not to be carried out any more.
    exec: [
      { guard: { type: 'wasInEffect', params: ({ event }) => event }, actions: 'answerOk' },
      { actions: 'answerFail' },
    ],
    comp: [
      {
        guard: { type: 'isInEffect', params: ({ event }) => event },
        actions: [
          { type: 'record', params: 'compensated' },
          { type: 'observe', params: 'compensated' },
          'answerCompOk',
        ],
      },
      // Nothing is to be undone yet, and a message that asks for the step may still be on its way.
      {
        guard: { type: 'isNew', params: ({ event }) => event },
        actions: [{ type: 'record', params: 'tombstone' }, 'answerCompOk'],
      },
      { actions: 'answerCompOk' },
    ],
  },
  states: {
    available: {
      on: {
        exec: {
          guard: { type: 'isNew', params: ({ event }) => event },
          actions: [
            { type: 'record', params: 'executed' },
            { type: 'observe', params: 'executed' },
            'answerOk',
          ],
        },
        sellOut: 'soldOut',
      },
    },
    // A failure is for good: a message that comes twice must not find the service restocked.
    soldOut: {
      on: {
        exec: {
          guard: { type: 'isNew', params: ({ event }) => event },
          actions: [{ type: 'record', params: 'failed' }, 'answerFail'],
        },
        restock: 'available',
      },
    },
  },
});
