import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** Two-phase commit with logs, timeouts, crashes and recovery. */
export const twoPhaseCommit = defineProtocol({
  id: 'two-phase-commit',
  title: 'Two-phase commit',
  source: 'Bernstein, Hadzilacos & Goodman 1987, ch. 7; Gray 1978',
  parameters,
  sizes: {
    tiny: { participants: 2, crashes: 1 },
    small: { participants: 2, crashes: 2, cooperative: true },
    medium: { participants: 3, crashes: 3 },
    large: { participants: 4, crashes: 1 },
  },
  roles,
  // A message that is in flight already is not added again: asking again and again is finite.
  network: { order: 'set' },
  faults: ({ crashes }) => ({ crash: { max: crashes, restart: true } }),
  properties,
  // Without a crash nobody waits in vain, and nobody recovers. With one, somebody may wait for ever.
  expectations: ({ crashes }) =>
    crashes === 0
      ? { canBlock: 'violated', canRecover: 'violated', canRecoverUndecided: 'violated' }
      : { neverBlocks: 'violated' },
  mutations,
});
