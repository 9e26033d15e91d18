import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** The election of the etcd client library: a queue of keys, whose create revisions are epochs. */
export const etcdElection = defineProtocol({
  id: 'etcd-election',
  title: 'etcd election',
  source: 'etcd 2024',
  parameters,
  sizes: {
    tiny: { candidates: 2, expiries: 1 },
    small: { candidates: 2, expiries: 0, proclaims: false, observes: true },
    medium: { candidates: 3, expiries: 1, proclaims: false },
  },
  roles,
  // A call has a stream of its own, so that nothing keeps the order. What is asked again, and has not
  // arrived, is there once.
  network: { order: 'set' },
  properties,
  // A candidate goes on believing that it leads when its lease has expired.
  expectations: ({ candidates, expiries, proclaims, observes }) => ({
    ...(expiries > 0
      ? candidates > 1 && { oneLeader: 'violated' }
      : { canInherit: 'violated', canLeadWithoutKey: 'violated' }),
    ...((expiries === 0 || !proclaims) && { canBeRefused: 'violated' }),
    ...(!observes && { canObserve: 'violated' }),
  }),
  mutations,
});
