import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** The election of the ZooKeeper recipes: a queue of nodes, and a state that one leader leaves to the next. */
export const zookeeperElection = defineProtocol({
  id: 'zookeeper-election',
  title: 'ZooKeeper leader election',
  source: 'Apache ZooKeeper 2022',
  parameters,
  sizes: {
    tiny: { candidates: 2, crashes: 1 },
    small: { candidates: 2, crashes: 1, partitions: 1 },
    asynchronous: { candidates: 2, crashes: 0, accurate: false },
    medium: { candidates: 3, crashes: 1 },
    large: { candidates: 3, crashes: 1, partitions: 1 },
  },
  roles,
  // A connection keeps the order of what is sent.
  network: { order: 'fifo' },
  faults: ({ crashes, partitions }) => ({
    ...(crashes > 0 && { crash: { roles: ['candidate'], max: crashes } }),
    ...(partitions > 0 && {
      partition: { max: partitions, shapes: [[['candidate1'], ['service']]] },
    }),
  }),
  time: ({ accurate }) => ({ timeouts: accurate ? 'accurate' : 'nondeterministic' }),
  properties,
  // A leader that is taken for dead goes on believing that it leads.
  expectations: ({ accurate, crashes, partitions }) => ({
    ...((!accurate || partitions > 0) && { oneLeader: 'violated' }),
    ...(crashes === 0 && { canFollowDead: 'violated' }),
  }),
  mutations,
});
