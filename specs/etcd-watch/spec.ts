import { defineProtocol } from '#faultline';
import { monitors } from './monitors.ts';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** Keys in etcd, and watchers that keep copies of them. */
export const etcdWatch = defineProtocol({
  id: 'etcd-watch',
  title: 'etcd watch',
  source: 'etcd 2024',
  parameters,
  sizes: {
    tiny: { watchers: 1, writes: 3, disconnects: 1, compactions: 1, bookmarks: 1 },
    small: { watchers: 1, writes: 4, disconnects: 2, compactions: 2, bookmarks: 1 },
    medium: { watchers: 2, writes: 3, disconnects: 1, compactions: 1, bookmarks: 0 },
  },
  roles,
  // A connection keeps the order of what is sent.
  network: { order: 'fifo' },
  properties,
  monitors,
  expectations: ({ bookmarks }) => ({
    ...(bookmarks === 0 && { canBeTakenFurther: 'violated' }),
  }),
  mutations,
});
