import { defineProtocol } from '#faultline';
import { monitors } from './monitors.ts';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { isWithinBounds } from './bounds.ts';
import { parameters, roles } from './roles.ts';

/** Raft: a replicated log with a strong leader. */
export const raft = defineProtocol({
  id: 'raft',
  title: 'Raft',
  source: 'Ongaro & Ousterhout 2014',
  parameters,
  sizes: {
    tiny: { candidates: 2 },
    small: { candidates: 2, crashes: 1 },
    medium: { candidates: 2, terms: 3 },
    prevote: { candidates: 2, entries: 0, prevote: true },
    live: { candidates: 1, terms: 1, once: true },
    stale: { candidates: 2, stale: true },
    compacting: { candidates: 2, compacts: true },
    changing: { members: 2, candidates: 3, entries: 2, changes: true },
  },
  roles,
  // Unless `once`, as in TLA+: what has been sent can be received at any time, again and again, or never.
  network: ({ once }) =>
    once ? { order: 'set', loss: { max: 'unbounded' } } : { order: 'set', delivery: 'keeps' },
  faults: ({ crashes }) => ({ crash: { max: crashes, restart: true } }),
  constraint: isWithinBounds,
  properties,
  monitors,
  // Those who stand at once take the votes from each other; one that asks first may hear no answer.
  expectations: ({ once, prevote, candidates, terms }) =>
    once && ((prevote && terms > 1) || candidates > 1) ? { elects: 'violated' } : {},
  mutations,
});
