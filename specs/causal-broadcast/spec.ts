import { defineProtocol } from '#faultline';
import { monitors } from './monitors.ts';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** Causal broadcast: nobody hears an answer before the question, because vector clocks say what is missing. */
export const causalBroadcast = defineProtocol({
  id: 'causal-broadcast',
  title: 'Causal broadcast',
  source: 'Birman, Schiper & Stephenson 1991',
  parameters,
  sizes: {
    tiny: { processes: 3, broadcasts: 1 },
    small: { processes: 3, broadcasts: 1, duplicates: 1, crashes: 1 },
    medium: { processes: 3, broadcasts: 1, duplicates: 2, crashes: 1 },
    large: { processes: 3, broadcasts: 2 },
  },
  roles,
  network: ({ duplicates }) => ({ order: 'unordered', duplication: { max: duplicates } }),
  // A process may crash while it broadcasts: some have the message then, and others do not.
  faults: ({ crashes }) => ({ crash: { max: crashes, cutsBroadcast: true } }),
  properties,
  monitors,
  expectations: ({ processes, broadcasts, crashes }) => ({
    // Nobody sends again what a process that has crashed has sent to some and not to others.
    ...(crashes > 0 && processes > 2 && { allDeliver: 'violated', endsClear: 'violated' }),
    ...(broadcasts === 1 && { canHoldForSender: 'violated' }),
    ...(processes === 2 && { canHoldForOther: 'violated' }),
  }),
  mutations,
});
