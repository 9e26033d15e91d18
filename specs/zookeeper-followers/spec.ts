import { defineProtocol } from '#faultline';
import { monitors } from './monitors.ts';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** The servers of ZooKeeper, which lag behind their leader, and answer reads all the same. */
export const zookeeperFollowers = defineProtocol({
  id: 'zookeeper-followers',
  title: 'ZooKeeper followers',
  source: 'Hunt et al. 2010; Apache ZooKeeper 2022',
  parameters,
  sizes: {
    tiny: { clients: 1, requests: 3, moves: 1 },
    small: { clients: 2, requests: 3 },
    medium: { clients: 2, requests: 2, moves: 1 },
  },
  roles,
  // All connections keep the order of what is sent.
  network: { order: 'fifo' },
  properties,
  monitors,
  expectations: ({ clients, moves }) => ({
    ...(clients === 1 && { canComeTooLate: 'violated' }),
    ...(moves === 0 && { canBeRefused: 'violated' }),
  }),
  mutations,
});
