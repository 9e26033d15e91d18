import { defineProtocol } from '#faultline';
import { monitors } from '../saga/monitors.ts';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** A saga that any of several workers may carry on: whoever has the lock. */
export const microservices = defineProtocol({
  id: 'microservices',
  title: 'Microservices with a lock and a saga',
  source: 'Garcia-Molina & Salem 1987; Kleppmann 2016',
  parameters,
  sizes: {
    tiny: { workers: 2, services: 1, fences: 2 },
    small: { workers: 2, services: 2, fences: 2 },
    crashing: { workers: 2, services: 1, fences: 2, crashes: 1 },
    medium: { workers: 2, services: 2, fences: 3 },
    large: { workers: 2, services: 2, fences: 2, crashes: 1 },
  },
  roles,
  // What is asked again, and has not arrived, is there once.
  network: { order: 'set' },
  faults: ({ crashes }) => ({
    crash: { roles: ['worker', 'service'], max: crashes, restart: true },
  }),
  constraint: (view) => view.process('lock').context.fence <= view.parameters.fences,
  properties,
  monitors,
  mutations,
  expectations: { oneAtWork: 'violated' },
});
