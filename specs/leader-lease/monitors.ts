import { monitor, type ProcessId, type Received } from '#faultline';
import { assign, setup } from 'xstate';
import type { Elected } from './messages.ts';

const epochs = setup({
  types: {
    context: {} as { readonly leaders: Readonly<Record<string, ProcessId>> },
    events: {} as Received<Elected>,
    tags: {} as 'violation',
  },
  guards: { isNew: ({ context, event }) => context.leaders[event.epoch] === undefined },
  actions: {
    note: assign({
      leaders: ({ context, event: { epoch, from } }) => ({ ...context.leaders, [epoch]: from }),
    }),
  },
}).createMachine({
  id: 'epochs',
  context: { leaders: {} },
  initial: 'watching',
  states: {
    watching: { on: { elected: [{ guard: 'isNew', actions: 'note' }, { target: 'violated' }] } },
    violated: { tags: 'violation' },
  },
});

/** What is promised of the numbers of leases, whatever fails. */
export const monitors = {
  epochUnique: monitor('no epoch has two leaders, or one twice', epochs, {
    source: 'Burrows 2006, §2.4, "lock generation number"',
  }),
};
