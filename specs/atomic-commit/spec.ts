import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/**
 * Atomic commit without messages, logs or failures: one outcome for all, chosen once and never changed.
 *
 * Left out: why it is commit or abort; `commitValidity` and `abortValidity` of a protocol say that.
 */
export const atomicCommit = defineProtocol({
  id: 'atomic-commit',
  title: 'Atomic commit',
  source: 'Babaoglu & Toueg 1993, AC1 and AC4',
  parameters,
  sizes: {
    tiny: { participants: 2 },
    small: { participants: 3 },
    medium: { participants: 5 },
  },
  roles,
  properties,
  mutations,
});
