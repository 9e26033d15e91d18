import { propertiesFor, type Protocol, type ViewOf } from '#faultline';
import { isLog } from '../../specs/raft/log.ts';
import type { roles } from '../../specs/raft/roles.ts';
import { raft } from '../../specs/raft/spec.ts';
import { groupState } from '../../specs/replicated-group/group-state.ts';
import { replicatedGroup } from '../../specs/replicated-group/spec.ts';

type View = ViewOf<typeof roles>;

const { refines } = propertiesFor<typeof roles>();

/**
 * Raft, asked whether it is a group as other protocols take one for granted: the log is what any server has
 * applied, and the leader is the one that was elected in the newest term, as long as it is in office.
 */
export const raftGroup: Protocol = {
  ...raft,
  properties: {
    refinesReplicatedGroup: refines(
      'it does what a replicated group does, or nothing',
      replicatedGroup,
      (view) => groupState(commandsOf(appliedIn(view)), leaderLogIn(view)),
      // A step that leads out of the bounds is looked at too: it may make a log longer by one.
      { parameters: ({ entries, servers }) => ({ entries: entries + 1, values: servers }) },
    ),
  },
  mutations: Object.fromEntries(
    Object.entries(raft.mutations).map(([name, mutation]) => [
      name,
      { ...mutation, violates: 'refinesReplicatedGroup' },
    ]),
  ),
};

function appliedIn(view: View): unknown {
  const { applied } = view.monitor('stateMachineSafety').context;
  return applied;
}

function leaderLogIn(view: View): readonly string[] | undefined {
  const { elected } = view.monitor('leaderCompleteness').context;
  const newest = Math.max(...keysOf(elected).map(Number));
  const leader = view
    .all('server')
    .find((server) => server.matches('leader') && server.context.currentTerm === newest);
  return leader && commandsOf(leader.context.log);
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function commandsOf(log: unknown): readonly string[] {
  return isLog(log) ? log.map(({ command }) => command) : [];
}
