import { assign, setup } from 'xstate';

/**
 * What any election comes to, seen from outside: candidates become leaders, each under an epoch that nobody else ever has,
 * and step down. There may be several leaders at once, of different epochs.
 *
 * Source: Ongaro & Ousterhout 2014, fig. 3, Election Safety.
 */
export const leadership = setup({
  types: {
    input: {} as { readonly candidates: readonly string[]; readonly epochs: number },
    context: {} as {
      /** Who has become leader under each epoch, from 1 on; `null` where nobody has. */
      readonly leaders: readonly (string | null)[];
      /** Under which epoch each candidate leads; 0 while it does not. */
      readonly leading: Readonly<Record<string, number>>;
    },
    events: {} as
      | { type: 'becomeLeader'; readonly candidate: string; readonly epoch: number }
      | { type: 'stepDown'; readonly candidate: string },
  },
  guards: {
    // A leader may lead again under the same epoch, if nobody else does.
    isFree: (
      { context: { leaders, leading } },
      { candidate, epoch }: { readonly candidate: string; readonly epoch: number },
    ) =>
      leading[candidate] === 0 && (leaders[epoch - 1] === null || leaders[epoch - 1] === candidate),
  },
  actions: {
    lead: assign(
      (
        { context: { leaders, leading } },
        { candidate, epoch }: { readonly candidate: string; readonly epoch: number },
      ) => ({
        leaders: leaders.map((leader, index) => (index === epoch - 1 ? candidate : leader)),
        leading: { ...leading, [candidate]: epoch },
      }),
    ),
    stepDown: assign({
      leading: ({ context: { leading } }, candidate: string) => ({ ...leading, [candidate]: 0 }),
    }),
  },
}).createMachine({
  id: 'leadership',
  context: ({ input: { candidates, epochs } }) => ({
    leaders: Array.from({ length: epochs }, () => null),
    leading: Object.fromEntries(candidates.map((candidate) => [candidate, 0])),
  }),
  initial: 'open',
  states: {
    open: {
      on: {
        becomeLeader: {
          guard: { type: 'isFree', params: ({ event }) => event },
          actions: { type: 'lead', params: ({ event }) => event },
        },
        stepDown: { actions: { type: 'stepDown', params: ({ event }) => event.candidate } },
      },
    },
  },
});
