import { propertiesFor } from '#faultline';
import { valueNames } from './chosen-log.ts';
import type { roles } from './roles.ts';

const { invariant, stepInvariant, deadlockFree, reachable } = propertiesFor<typeof roles>();

/** What consensus is. */
export const properties = {
  // That there is one at most is in the type of the log: a slot holds a value, or nothing.
  validity: invariant(
    'what is chosen is one of the values',
    (view) => {
      const values = valueNames(view.parameters.values);
      return view
        .process('log')
        .context.chosen.every((value) => value === null || values.includes(value));
    },
    { source: 'Lamport, Consensus.tla, TypeOK' },
  ),

  stability: stepInvariant(
    'a value that is chosen for a slot stays chosen, and no other is',
    (before, after) => {
      const { chosen: later } = after.process('log').context;
      return before
        .process('log')
        .context.chosen.every((value, index) => value === null || value === later[index]);
    },
    { source: 'Lamport, Consensus.tla, Inv and LiveSpec' },
  ),

  progress: deadlockFree('nothing is left to happen only when every slot has its value', {
    ends: (view) => view.process('log').context.chosen.every((value) => value !== null),
    source: 'Lamport, Consensus.tla, Success',
  }),

  canChooseAll: reachable('every slot has its value', (view) =>
    view.process('log').context.chosen.every((value) => value !== null),
  ),

  canLeaveGap: reachable(
    'a slot has its value while one before it is open',
    (view) => {
      const { chosen } = view.process('log').context;
      return chosen.some((value, index) => value !== null && chosen[index - 1] === null);
    },
    { source: 'Lamport 2001, §3' },
  ),
};
