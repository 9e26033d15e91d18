import { alterChart, defineProtocol, integer, processIds, role } from '#faultline';
import { resourceManager } from './resource-manager.ts';
import { transactionManager } from './transaction-manager.ts';

/**
 * Two-phase commit as Lamport specifies it for TLC: no failures, and a network that is the set of
 * all messages ever sent.
 *
 * Left out: everything that `two-phase-commit` has more: votes that are asked for, logs, timeouts,
 * crashes. This one is here because its numbers of states are published.
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
    small: { resourceManagers: 7 },
    medium: { resourceManagers: 9 },
    large: { resourceManagers: 10 },
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
  mutations: {
    'hasty-commit': {
      says: 'the transaction manager commits without waiting until all are prepared',
      violates: 'consistent',
      steps: 3,
      parameters: { resourceManagers: 2 },
      charts: {
        transactionManager: (chart) => chart.provide({ guards: { allPrepared: () => true } }),
      },
    },
    'abort-when-prepared': {
      says: 'a resource manager that is prepared may still abort on its own',
      violates: 'consistent',
      steps: 7,
      parameters: { resourceManagers: 2 },
      charts: {
        resourceManager: (chart) =>
          alterChart(chart, { states: { prepared: { on: { chooseToAbort: 'aborted' } } } }),
      },
    },
  },
});
