import { defineProtocol } from '#faultline';
import { monitors } from './monitors.ts';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** A leader that is elected by a lease: whoever has it leads until it runs out. */
export const leaderLease = defineProtocol({
  id: 'leader-lease',
  title: 'Leader lease',
  source: 'Gray & Cheriton 1989; Burrows 2006',
  parameters,
  sizes: {
    tiny: { candidates: 2 },
    diligent: { candidates: 2, terms: 2, diligent: true, crashes: 1 },
    asynchronous: { candidates: 2, timed: false, writes: true },
    drifting: { candidates: 2, drifts: 1 },
    small: { candidates: 2, writes: true },
    paused: { candidates: 2, pauses: 1, crashes: 1 },
    medium: { candidates: 3 },
  },
  roles,
  // What is written again, and has not arrived, is there once.
  network: { order: 'set' },
  faults: ({ pauses, crashes, drifts }) => ({
    ...(pauses > 0 && { pause: { roles: ['candidate'], max: pauses } }),
    ...(crashes > 0 && { crash: { roles: ['candidate'], max: crashes } }),
    ...(drifts > 0 && { drift: { ticks: 1, max: drifts } }),
  }),
  time: ({ timed, diligent }) =>
    timed
      ? { timeouts: 'timed', tick: 10, ...(diligent && { delayMax: 0 }) }
      : { timeouts: 'nondeterministic' },
  properties,
  monitors,
  expectations: ({ timed, diligent, writes, pauses, crashes, drifts }) => ({
    ...((!timed || pauses > 0) && { singleLeader: 'violated' }),
    ...((!timed || !diligent || pauses > 0 || drifts > 0) && { stability: 'violated' }),
    ...(crashes === 0 && { canFollowDead: 'violated' }),
    ...(timed && diligent && { canBeLate: 'violated', canComeLate: 'violated' }),
    ...(!writes && { canComeLate: 'violated' }),
  }),
  mutations,
});
