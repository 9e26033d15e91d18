import { defineProtocol } from '#faultline';
import { monitors } from '../raft/monitors.ts';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** A replicated log whose leader is elected by somebody else: epochs keep out the leaders that do not know it yet. */
export const replicatedService = defineProtocol({
  id: 'replicated-service',
  title: 'Replicated service with leader election',
  source: 'Kleppmann 2016; Lamport 2001; Ongaro & Ousterhout 2014',
  parameters,
  sizes: {
    tiny: { replicas: 3, epochs: 2, entries: 1 },
    small: { replicas: 3, epochs: 2, entries: 1, crashes: 1 },
    medium: { replicas: 3, epochs: 2, entries: 2 },
    large: { replicas: 3, epochs: 3, entries: 1 },
  },
  roles,
  // Nothing has to be asked twice: what is late is as good as lost.
  network: ({ ordered }) => ({ order: ordered ? 'fifo' : 'set' }),
  faults: ({ crashes }) => ({ crash: { roles: ['replica'], max: crashes, restart: true } }),
  constraint: (view) =>
    view.process('election').context.epoch <= view.parameters.epochs &&
    view
      .all('replica')
      .every(({ context: { copy } }) => copy.log.length <= view.parameters.entries),
  properties,
  monitors,
  expectations: { singleLeader: 'violated' },
  mutations,
});
