import type { AbstractState } from '#faultline';
import type { Log } from './logs.ts';

/**
 * The state of a replicated group: what a protocol that refines it maps to.
 *
 * @param log - What is replicated.
 * @param known - What the leader has; undefined where there is no leader.
 */
export function groupState(log: Log, known: Log | undefined): AbstractState {
  return {
    processes: {
      group: {
        state: known === undefined ? 'leaderless' : 'led',
        context: { log, known: known ?? [] },
      },
    },
  };
}
