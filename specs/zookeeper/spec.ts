import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** ZooKeeper as its clients see it: sessions, ephemeral and sequential nodes, watches. */
export const zookeeper = defineProtocol({
  id: 'zookeeper',
  title: 'ZooKeeper',
  source: 'Hunt et al. 2010; Apache ZooKeeper 2022',
  parameters,
  sizes: {
    tiny: { clients: 2, requests: 2 },
    small: { clients: 2, requests: 3 },
    medium: { clients: 2, requests: 4 },
  },
  roles,
  // A connection keeps the order of what is sent. A session may end at any moment.
  network: { order: 'fifo' },
  properties,
  mutations,
});
