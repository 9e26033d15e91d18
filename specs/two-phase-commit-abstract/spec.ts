import { defineProtocol, integer, processIds, role } from '#faultline';
import { resourceManager } from './resource-manager.ts';
import { transactionManager } from './transaction-manager.ts';

/**
 * Two-phase commit as Lamport specifies it for TLC: no failures, and a network that is the set of
 * all messages ever sent.
 */
export const twoPhaseCommitAbstract = defineProtocol({
  id: 'two-phase-commit-abstract',
  title: 'Two-phase commit (TwoPhase.tla)',
  source: 'Lamport, TwoPhase.tla; Gray & Lamport 2006, §4',
  parameters: {
    resourceManagers: integer({ min: 1, max: 12, default: 3, says: 'how many resource managers' }),
  },
  sizes: {
    tiny: { resourceManagers: 3 },
    small: { resourceManagers: 6 },
    medium: { resourceManagers: 7 },
    large: { resourceManagers: 9 },
  },
  roles: ({ resourceManagers }) => ({
    transactionManager: role(transactionManager, {
      input: { resourceManagers: processIds('resourceManager', resourceManagers) },
      stimuli: [{ type: 'decideCommit' }, { type: 'decideAbort' }],
    }),
    resourceManager: role(resourceManager, {
      count: resourceManagers,
      input: { transactionManager: 'transactionManager' },
      stimuli: [{ type: 'prepare' }, { type: 'chooseToAbort' }],
      symmetric: true,
    }),
  }),
  network: { order: 'set', delivery: 'keeps' },
  properties: ({ invariant, reachable }) => ({
    consistent: invariant(
      'no resource manager commits while another aborts',
      (view) => {
        const managers = view.all('resourceManager');
        return !(
          managers.some((manager) => manager.matches('committed')) &&
          managers.some((manager) => manager.matches('aborted'))
        );
      },
      { source: 'Lamport, TCommit.tla, TCConsistent' },
    ),
    canCommit: reachable('every resource manager commits', (view) =>
      view.all('resourceManager').every((manager) => manager.matches('committed')),
    ),
    canAbort: reachable('every resource manager aborts', (view) =>
      view.all('resourceManager').every((manager) => manager.matches('aborted')),
    ),
  }),
});
