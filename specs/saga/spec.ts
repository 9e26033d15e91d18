import { defineProtocol } from '#faultline';
import { monitors } from './monitors.ts';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** Orchestrated sagas, over a network that loses, repeats and delays messages. */
export const saga = defineProtocol({
  id: 'saga',
  title: 'Saga',
  source: 'Garcia-Molina & Salem 1987',
  parameters,
  sizes: {
    tiny: { services: 2, crashes: 1 },
    small: { services: 1, sagas: 2, crashes: 1 },
    medium: { services: 3, crashes: 1 },
    large: { services: 3, crashes: 2 },
  },
  roles,
  // A message that is in flight already is not added again: asking again and again is finite.
  network: { order: 'set', loss: { max: 'unbounded' }, duplication: { max: 'unbounded' } },
  faults: ({ crashes }) => ({ crash: { max: crashes, restart: true } }),
  properties,
  monitors,
  // A saga is not isolated: others see its effects before it is over, and those that it undoes.
  expectations: ({ services, sagas, crashes }) => ({
    ...(services > 1 && { isolation: 'violated' }),
    ...(sagas > 1 && { noDirtyRead: 'violated' }),
    ...(crashes === 0 && { canRecover: 'violated' }),
  }),
  mutations,
});
