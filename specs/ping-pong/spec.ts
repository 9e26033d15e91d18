import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** Somebody asks others whether they are there: the smallest protocol in which all goes wrong that can. */
export const pingPong = defineProtocol({
  id: 'ping-pong',
  title: 'Ping-pong',
  parameters,
  sizes: {
    tiny: { pongers: 1, rounds: 2, tries: 2, losses: 1 },
    small: { pongers: 2, rounds: 2, tries: 2, losses: 2, crashes: 1 },
    medium: { pongers: 3, rounds: 2, tries: 2, losses: 1, crashes: 1 },
    together: { pongers: 3, rounds: 1, tries: 1 },
    suspicious: { pongers: 1, rounds: 1, tries: 1, crashes: 1 },
    accurate: { pongers: 1, rounds: 1, tries: 1, crashes: 1, accurate: true },
    patient: { pongers: 1, rounds: 1, patient: true },
  },
  roles,
  // Who asks without end would fill an unordered network with equal pings.
  network: ({ losses, patient }) =>
    patient
      ? { order: 'set', loss: { max: 'unbounded' } }
      : { order: 'unordered', ...(losses > 0 && { loss: { max: losses } }) },
  faults: ({ crashes }) => (crashes > 0 ? { crash: { roles: ['ponger'], max: crashes } } : {}),
  time: ({ accurate }) => ({ timeouts: accurate ? 'accurate' : 'nondeterministic' }),
  properties,
  expectations: ({ losses, crashes, patient, accurate }) => ({
    ...(patient && { endsWeakly: 'violated' }),
    ...((patient || losses === 0) && { canFinishDespiteLoss: 'violated' }),
    ...((patient || crashes === 0) && { canSuspectCrashed: 'violated' }),
    ...(patient || accurate ? { canSuspectSlow: 'violated' } : { suspectsOnlyCrashed: 'violated' }),
  }),
  mutations,
});
