import { propertiesFor, strong, weak, type ViewOf } from '#faultline';
import { chosenLog } from '../consensus/chosen-log.ts';
import { consensus } from '../consensus/spec.ts';
import { isLog, startsWith } from './log.ts';
import { isQuorum } from './membership.ts';
import type { Log } from './messages.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, refines, leadsTo } = propertiesFor<typeof roles>();

/** What is sent again and again arrives; candidates and leaders go on sending. Nobody has to stand for election. */
const fair = [
  ...(['requestVote', 'vote', 'appendEntries', 'installSnapshot', 'appended'] as const).map(
    (message) => strong({ kind: 'deliver', message }),
  ),
  weak({ kind: 'timeout', timer: 'heartbeat' }),
  weak({ kind: 'timeout', timer: 'retry' }),
  weak('restart'),
];

/**
 * What Raft promises about the logs of its servers, and what it can come to. What it promises about what
 * has happened is in `monitors.ts`.
 *
 * OO is Ongaro & Ousterhout 2014.
 */
export const properties = {
  leaderAppendOnly: stepInvariant(
    'a leader never overwrites or deletes entries of its log',
    (before, after) => {
      const later = after.all('server');
      return before.all('server').every((server, index) => {
        const next = later[index];
        const leads = server.matches('leader') && next?.matches('leader') === true;
        return !leads || startsWith(next.context.log, server.context.log);
      });
    },
    { source: 'OO fig. 3; §5.3' },
  ),

  logMatching: invariant(
    'two logs with an entry of the same index and term are the same up to it',
    (view) => {
      const logs = logsIn(view);
      return logs.every((log, at) => logs.slice(at + 1).every((other) => doMatch(log, other)));
    },
    { source: 'OO fig. 3; §5.3' },
  ),

  committedIsStored: invariant(
    'what a server has applied is in the logs of most members, by a membership that holds there or later',
    (view) =>
      view.all('server').every(({ context }) => {
        if (context.commitIndex === 0) return true;
        const applied = context.log.slice(0, context.commitIndex);
        const having = view.all('server').filter((other) => startsWith(other.context.log, applied));
        const ids = having.map(({ id }) => id);
        // Who commits counts by the latest membership it has, which need not be committed, nor sent to others.
        return having.some(({ context: { log, members } }) =>
          log
            .slice(applied.length - 1)
            .some((_, more) =>
              isQuorum({ log: log.slice(0, applied.length + more), members }, ids),
            ),
        );
      }),
    { source: 'OO §5.3' },
  ),

  votesForCandidates: invariant(
    'where servers ask first, a vote is for who stands for election in that term, or has done so',
    (view) =>
      !view.parameters.prevote ||
      view.all('server').every(({ context: { currentTerm, votedFor } }) =>
        view.all('server').every(({ id, context }) => {
          const isLater = context.currentTerm > currentTerm;
          const hasStood = context.currentTerm === currentTerm && context.votedFor === id;
          return votedFor !== id || isLater || hasStood;
        }),
      ),
    { source: 'Ongaro 2014, §9.6' },
  ),

  refinesConsensus: refines(
    'it does what consensus does, or nothing',
    consensus,
    (view) => chosenLog(Math.max(view.parameters.entries, 1), (slot) => chosenFor(slot, view)),
    {
      parameters: ({ entries, servers }) => ({ slots: Math.max(entries, 1), values: servers }),
      source: 'Lamport, Consensus.tla',
    },
  ),

  elects: leadsTo(
    'where messages are received once: when a server stands for election, one is elected in the newest term',
    {
      whenever: (view) =>
        view.parameters.once && view.all('server').some((server) => server.matches('candidate')),
      eventually: (view) => {
        const newest = Math.max(...view.all('server').map(({ context }) => context.currentTerm));
        return view
          .all('server')
          .some((server) => server.matches('leader') && server.context.currentTerm === newest);
      },
    },
    { source: 'OO §5.2', fairness: fair },
  ),

  commits: leadsTo(
    'where messages are received once: what a leader takes is committed, or the leader is deposed',
    {
      whenever: (view) => view.parameters.once && isAtWork(view),
      eventually: (view) => !isAtWork(view),
    },
    { source: 'OO §5.3', fairness: fair },
  ),

  canCommit: reachable(
    'if clients ask for something, every server has applied an entry',
    (view) =>
      view.parameters.entries === 0 ||
      view.all('server').every(({ context }) => context.commitIndex > 0),
  ),

  canRecover: reachable(
    'if servers crash, every one is up again afterwards, and a leader has committed an entry',
    (view) =>
      view.parameters.crashes === 0 ||
      (view.faults.crashes > 0 &&
        view.all('server').every(({ alive }) => alive) &&
        view
          .all('server')
          .some((server) => server.matches('leader') && server.context.commitIndex > 0)),
    { source: 'OO §5.5' },
  ),

  canChange: reachable(
    'if servers are let in and taken out, every member has applied a change',
    (view) =>
      !view.parameters.changes ||
      view.all('server').some(({ context: { log, commitIndex } }) => {
        const { members = [] } = log.slice(0, commitIndex).findLast((entry) => entry.members) ?? {};
        const applied = view
          .all('server')
          .filter(({ context }) => startsWith(context.log.slice(0, context.commitIndex), log));
        return (
          members.length > 0 && members.every((member) => applied.some(({ id }) => id === member))
        );
      }),
    { source: 'Ongaro 2014, §4.1' },
  ),

  canInstall: reachable(
    'if servers take snapshots, a server can have the one that its leader has sent it',
    (view) =>
      !view.parameters.compacts ||
      view
        .inFlight('installSnapshot')
        .some(({ to, lastIncludedIndex }) =>
          view
            .all('server')
            .some(({ id, context }) => id === to && context.snapshotIndex === lastIncludedIndex),
        ),
    { source: 'OO §7' },
  ),

  canDepose: reachable(
    'if several servers stand for election, there can be two leaders, and the older one has not heard of it',
    (view) =>
      view.parameters.candidates === 1 ||
      view.all('server').filter((server) => server.matches('leader')).length === 2,
    { source: 'OO §8' },
  ),

  canConflict: reachable(
    'if several servers stand for election, a leader can have another entry than an older leader has there',
    (view) => {
      const logs = logsIn(view);
      const first = new Set(logs.flatMap(([entry]) => entry?.term ?? []));
      const { candidates, entries } = view.parameters;
      return candidates === 1 || entries === 0 || first.size > 1;
    },
    { source: 'OO §5.3, figure 7' },
  ),
};

/** Whether a leader has an entry of its own term that is not committed. */
function isAtWork(view: View): boolean {
  return view
    .all('server')
    .some(
      (server) =>
        server.matches('leader') &&
        server.context.log.length > server.context.commitIndex &&
        server.context.log.at(-1)?.term === server.context.currentTerm,
    );
}

function logsIn(view: View): readonly Log[] {
  return view.all('server').map(({ context }) => context.log);
}

/** Whether the logs are the same up to the last entry that has the same index and term in both. */
function doMatch(log: Log, other: Log): boolean {
  const last = log.findLastIndex(({ term }, at) => other[at]?.term === term);
  return startsWith(other, log.slice(0, last + 1));
}

/** What any server has applied at an index, now or before a crash. */
function chosenFor(index: number, view: View): readonly string[] {
  const { applied } = view.monitor('stateMachineSafety').context;
  const logs = view
    .all('server')
    .flatMap(({ context }) => (context.commitIndex < index ? [] : [context.log]));
  return [...(isLog(applied) ? [applied] : []), ...logs].flatMap(
    (log) => log[index - 1]?.command ?? [],
  );
}
