import { reply, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Acquire, Granted, Refused, Renew, Renewed } from './messages.ts';

/**
 * A store that does one request after another, with one lease that runs out.
 *
 * Source: Gray & Cheriton 1989, §2; Burrows 2006, §2.4 and §2.8, for the number of the lease.
 * Left out: crashes of the store; giving a lease back before it runs out.
 */
export const store = setup({
  types: {
    context: {} as {
      /** Who has the lease; `null` while it is free. */
      readonly owner: ProcessId | null;
      /** How often the lease has been given. */
      readonly epoch: number;
    },
    events: {} as Received<Acquire | Renew>,
    emitted: {} as Sent<Granted | Renewed | Refused>,
  },
  guards: {
    isOwner: ({ context: { owner, epoch } }, renew: Received<Renew>) =>
      renew.from === owner && renew.epoch === epoch,
  },
  actions: {
    give: assign({
      owner: (_, { from }: { readonly from: ProcessId }) => from,
      epoch: ({ context }) => context.epoch + 1,
    }),
    takeBack: assign({ owner: null }),
    grant: reply(({ context }) => ({ type: 'granted', epoch: context.epoch })),
    confirm: reply({ type: 'renewed' }),
    refuse: reply({ type: 'refused' }),
  },
  delays: { ttl: 40 },
}).createMachine({
  id: 'store',
  context: { owner: null, epoch: 0 },
  initial: 'free',
  states: {
    free: {
      on: {
        acquire: {
          target: 'leased',
          actions: [{ type: 'give', params: ({ event }) => event }, 'grant'],
        },
        renew: { actions: 'refuse' },
      },
    },
    leased: {
      after: { ttl: { target: 'free', actions: 'takeBack' } },
      on: {
        acquire: { actions: 'refuse' },
        renew: [
          {
            guard: { type: 'isOwner', params: ({ event }) => event },
            target: 'leased',
            reenter: true,
            actions: 'confirm',
          },
          { actions: 'refuse' },
        ],
      },
    },
  },
});
