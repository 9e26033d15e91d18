import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** A lock in several independent Redis servers, of which a majority has to give it. */
export const redlock = defineProtocol({
  id: 'redlock',
  title: 'Redlock',
  source: 'Redis 2024; Kleppmann 2016',
  parameters,
  sizes: {
    tiny: { nodes: 3, delay: 0 },
    small: { nodes: 3, delay: 0, crashes: 1 },
    medium: { nodes: 3, delay: 0, pauses: 1, crashes: 1 },
    large: { nodes: 3, delay: 1 },
  },
  roles,
  network: { order: 'unordered' },
  faults: ({ pauses, crashes }) => ({
    ...(pauses > 0 && { pause: { roles: ['client'], max: pauses } }),
    ...(crashes > 0 && { crash: { roles: ['node'], max: crashes, restart: true } }),
  }),
  time: ({ delay }) => ({ timeouts: 'timed', tick: 10, delayMax: delay }),
  properties,
  expectations: ({ pauses, crashes }) => ({
    ...(pauses > 0 && { mutualExclusion: 'violated' }),
    ...(crashes === 0 && { canHoldWithoutOne: 'violated' }),
  }),
  mutations,
});
