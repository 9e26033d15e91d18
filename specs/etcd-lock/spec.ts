import { defineProtocol } from '#faultline';
import { monitors } from './monitors.ts';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** The lock of the etcd client library: a queue of keys, each of which lives as long as a lease. */
export const etcdLock = defineProtocol({
  id: 'etcd-lock',
  title: 'etcd lock',
  source: 'etcd 2024; Kingsbury 2020',
  parameters,
  sizes: {
    tiny: { clients: 2, expiries: 1 },
    small: { clients: 2, rounds: 2, expiries: 1, writes: false },
    medium: { clients: 3, expiries: 1, writes: false },
  },
  roles,
  // A call has a stream of its own, so that nothing keeps the order. What is asked again, and has not
  // arrived, is there once.
  network: { order: 'set' },
  properties,
  monitors,
  // A client goes on believing that it holds the lock when its lease has expired.
  expectations: ({ expiries, writes }) => ({
    ...(expiries > 0
      ? { mutualExclusion: 'violated' }
      : { canInherit: 'violated', canFindItselfGone: 'violated' }),
    ...((expiries === 0 || !writes) && { canBeRefused: 'violated' }),
  }),
  mutations,
});
