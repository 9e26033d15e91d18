import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** Vector clocks: time stamps from which everybody can tell what happened before what, and what did not. */
export const vectorClocks = defineProtocol({
  id: 'vector-clocks',
  title: 'Vector clocks',
  source: 'Mattern 1989; Fidge 1988',
  parameters,
  sizes: {
    tiny: { processes: 2, rounds: 2, crashes: 1 },
    small: { processes: 3, rounds: 1, crashes: 1 },
    medium: { processes: 3, rounds: 2 },
  },
  roles,
  network: { order: 'unordered' },
  faults: ({ crashes }) => ({ crash: { max: crashes, restart: true } }),
  properties,
  expectations: ({ processes, rounds, crashes }) => ({
    // It takes a third process, that which relays.
    ...(processes === 2 && { canRelay: 'violated' }),
    ...(crashes === 0 && { canGoOn: 'violated' }),
    ...(rounds === 1 && { canOvertake: 'violated' }),
  }),
  mutations,
});
