import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/**
 * A replicated group as one process: a log that is never lost, and a leader that may be.
 *
 * Left out: who leads, messages, terms; that there is a leader again, which is up to an election.
 */
export const replicatedGroup = defineProtocol({
  id: 'replicated-group',
  title: 'Replicated group',
  source: 'Ongaro & Ousterhout 2014, figure 3',
  parameters,
  sizes: {
    tiny: { entries: 1, values: 2 },
    small: { entries: 2, values: 2 },
    medium: { entries: 3, values: 2 },
  },
  roles,
  properties,
  mutations,
});
