import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** The lock of the ZooKeeper recipes: a queue of nodes, in which each client watches the one before its own. */
export const zookeeperLock = defineProtocol({
  id: 'zookeeper-lock',
  title: 'ZooKeeper lock',
  source: 'Apache ZooKeeper 2022; Hunt et al. 2010',
  parameters,
  sizes: {
    tiny: { clients: 2, crashes: 1 },
    small: { clients: 2, crashes: 1, partitions: 1 },
    asynchronous: { clients: 2, crashes: 0, accurate: false },
    medium: { clients: 3, crashes: 1 },
    large: { clients: 3, crashes: 1, partitions: 1 },
  },
  roles,
  // A connection keeps the order of what is sent, and asks and answers are not lost while it lasts.
  network: { order: 'fifo' },
  faults: ({ crashes, partitions }) => ({
    ...(crashes > 0 && { crash: { roles: ['client'], max: crashes } }),
    ...(partitions > 0 && {
      partition: { max: partitions, shapes: [[['client1'], ['service']]] },
    }),
  }),
  time: ({ accurate }) => ({ timeouts: accurate ? 'accurate' : 'nondeterministic' }),
  properties,
  // A client that is taken for dead goes on believing that it holds the lock.
  expectations: ({ accurate, crashes, partitions }) => ({
    ...((!accurate || partitions > 0) && { mutualExclusion: 'violated' }),
    ...(crashes === 0 && { canInherit: 'violated' }),
  }),
  mutations,
});
