import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** A lock in one Redis server: a key that is set if absent, and expires. */
export const redisLock = defineProtocol({
  id: 'redis-lock',
  title: 'Redis lock',
  source: 'Redis 2024; Kleppmann 2016',
  parameters,
  sizes: {
    tiny: { clients: 2, attempts: 1 },
    small: { clients: 2, attempts: 1, pauses: 1, crashes: 1 },
    medium: { clients: 2, attempts: 2 },
    extended: { clients: 2, attempts: 1, extensions: 1 },
    replicated: { clients: 2, attempts: 1, crashes: 1, replicated: true },
    large: { clients: 3, attempts: 1, pauses: 1, crashes: 1 },
  },
  roles,
  network: { order: 'unordered' },
  faults: ({ pauses, crashes, replicated }) => ({
    ...(pauses > 0 && { pause: { roles: ['client'], max: pauses } }),
    ...(crashes > 0 && {
      crash: { max: crashes, restart: true, ...(replicated && { roles: ['server'] }) },
    }),
  }),
  time: ({ timed }) => (timed ? { timeouts: 'timed', tick: 10 } : { timeouts: 'nondeterministic' }),
  properties,
  expectations: ({ timed, pauses, crashes, extensions, replicated }) => ({
    neverStarves: 'violated',
    ...(extensions === 0 && { canHoldOn: 'violated' }),
    // A request is lost that comes before the new server has what the replica has.
    ...(replicated && crashes > 0 && { progress: 'violated' }),
    ...((!timed || pauses > 0) && { mutualExclusion: 'violated' }),
  }),
  mutations,
});
