import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** Instances of a service that register with ZooKeeper, and who finds them there. */
export const zookeeperDiscovery = defineProtocol({
  id: 'zookeeper-discovery',
  title: 'ZooKeeper service discovery',
  source: 'Hunt et al. 2010',
  parameters,
  sizes: {
    tiny: { providers: 1, crashes: 1, partitions: 1 },
    small: { providers: 1, crashes: 1, partitions: 2 },
    asynchronous: { providers: 1, crashes: 1, partitions: 0, accurate: false },
    medium: { providers: 2, crashes: 1, partitions: 1 },
    large: { providers: 3, crashes: 1, partitions: 1 },
  },
  roles,
  // A connection keeps the order of what is sent.
  network: { order: 'fifo' },
  faults: ({ crashes, partitions }) => ({
    ...(crashes > 0 && { crash: { roles: ['provider'], max: crashes } }),
    ...(partitions > 0 && {
      partition: {
        max: partitions,
        shapes: [
          [['provider1'], ['service']],
          [['consumer'], ['service']],
        ],
      },
    }),
  }),
  time: ({ accurate }) => ({ timeouts: accurate ? 'accurate' : 'nondeterministic' }),
  properties,
  expectations: ({ accurate, crashes, partitions }) => ({
    ...(crashes === 0 && { canKnowDead: 'violated' }),
    ...((crashes === 0 || (accurate && partitions === 0)) && { canBeOld: 'violated' }),
    ...(accurate && partitions === 0 && { canComeBack: 'violated' }),
  }),
  mutations,
});
