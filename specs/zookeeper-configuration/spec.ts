import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** A configuration in ZooKeeper, and readers that watch it. */
export const zookeeperConfiguration = defineProtocol({
  id: 'zookeeper-configuration',
  title: 'ZooKeeper configuration',
  source: 'Hunt et al. 2010',
  parameters,
  sizes: {
    tiny: { readers: 1, writes: 3, partitions: 1 },
    small: { readers: 2, writes: 3, partitions: 1 },
    asynchronous: { readers: 2, writes: 2, partitions: 0, accurate: false },
    medium: { readers: 3, writes: 3, partitions: 1 },
  },
  roles,
  // A connection keeps the order of what is sent.
  network: { order: 'fifo' },
  faults: ({ partitions }) => ({
    ...(partitions > 0 && {
      partition: { max: partitions, shapes: [[['reader1'], ['service']]] },
    }),
  }),
  time: ({ accurate }) => ({ timeouts: accurate ? 'accurate' : 'nondeterministic' }),
  properties,
  mutations,
});
