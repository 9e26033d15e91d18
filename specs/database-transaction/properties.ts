import { propertiesFor, strong, weak, type ProcessId, type ViewOf } from '#faultline';
import {
  allDecided,
  atomicCommitState,
  commitPromises,
  someDecided,
  type Transaction,
} from '../atomic-commit/promises.ts';
import { atomicCommit } from '../atomic-commit/spec.ts';
import { isSerializable, type Executed } from './serial.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const tools = propertiesFor<typeof roles>();
const { invariant, reachable, refines, deadlockFree, leadsTo } = tools;

/**
 * Each kind of message arrives at last if it is sent again and again, and timers fire. Nothing is said of
 * leaders that are lost.
 */
const withoutElections = [
  ...(['prepare', 'yes', 'no', 'commit', 'abort', 'decisionRequest'] as const).map((message) =>
    strong({ kind: 'deliver', message }),
  ),
  weak('timeout'),
];

/** As long as most of a group are up, it has a leader again after a while. */
const withElections = [...withoutElections, weak('restart')];

/**
 * What the database promises, and what it can come to.
 *
 * BT and BHG are as in `commitPromises`, which are promised here of every transaction. What is asked of a
 * leader that is lost is asked of its group, which still has the log.
 */
export const properties = {
  ...commitPromises(tools, transactionsIn),

  voteStability: invariant(
    'a shard that has voted yes on a transaction does not vote no on it',
    (view) =>
      view
        .inFlight('no')
        .every(({ from, to }) =>
          view
            .all('shard')
            .every(({ id, context }) => id !== from || context.branches[to]?.vote !== 'yes'),
        ),
    { source: 'BHG §7.4: nobody takes a yes back' },
  ),

  // One transaction is like another.
  refinesAtomicCommit: refines(
    'the first transaction does what atomic commit does, or nothing, whatever the others do',
    atomicCommit,
    (view) => atomicCommitState(transactionIn(view, 'coordinator1')),
    { parameters: ({ shards }) => ({ participants: shards }), source: 'BT AC1 and AC4' },
  ),

  serializability: invariant(
    'the transactions that commit have read and written what they would have one after another',
    (view) => isSerializable(executionIn(view)),
    { source: 'Papadimitriou 1979; Adya 1999, §3.1' },
  ),

  neverBlocks: leadsTo(
    'a shard that has a lock gives it back, whoever is lost, as long as groups elect new leaders',
    { whenever: (view) => isLocked(view), eventually: (view) => !isLocked(view) },
    { source: 'Gray & Lamport 2006, §4', fairness: withElections },
  ),

  // What blocks two-phase commit for ever: a group is only as good as its majority.
  neverBlocksWithoutMajority: leadsTo(
    'a shard that has a lock gives it back, even if a group has no leader any more',
    { whenever: (view) => isLocked(view), eventually: (view) => !isLocked(view) },
    { source: 'against BT AC5; BHG §7.4', fairness: withoutElections },
  ),

  termination: deadlockFree(
    'nothing is left to happen only when no shard has a lock, or a leader is missing',
    {
      ends: (view) =>
        !isLocked(view) ||
        [...view.all('coordinator'), ...view.all('shard')].some(({ alive }) => !alive),
      source: 'BHG AC5',
    },
  ),

  canCommit: reachable('every transaction commits at every shard', (view) =>
    transactionsIn(view).every((transaction) => allDecided(transaction, 'commit')),
  ),

  canAbort: reachable('every transaction aborts at every shard', (view) =>
    transactionsIn(view).every((transaction) => allDecided(transaction, 'abort')),
  ),

  canWaitForLeader: reachable(
    'a coordinator has no leader, and every shard has a lock and waits for it',
    (view) =>
      !view.process('coordinator1').alive &&
      view.all('shard').every((shard) => shard.hasTag('uncertain')) &&
      (['prepare', 'commit', 'abort'] as const).every((type) => view.inFlight(type).length === 0),
    { source: 'BHG §7.4' },
  ),

  canCommitAfterLoss: reachable(
    'every transaction commits at every shard, and a leader was lost before one had decided',
    (view) =>
      view.faults.crashes > 0 &&
      transactionsIn(view).every((transaction) => allDecided(transaction, 'commit')),
  ),

  canConflict: reachable('a shard refuses a transaction, because another has the lock', (view) =>
    view
      .all('shard')
      .some(({ context }) => Object.values(context.branches).some(({ vote }) => vote === 'no')),
  ),

  canFollow: reachable('a transaction reads what another has written', (view) =>
    view
      .all('shard')
      .some(({ context }) => Object.values(context.branches).some(({ read }) => read !== null)),
  ),
};

/** Every transaction, by its coordinator. */
function transactionsIn(view: View): readonly Transaction[] {
  return view.all('coordinator').map(({ id }) => transactionIn(view, id));
}

/** What the logs of all groups hold of one transaction. */
function transactionIn(view: View, id: ProcessId): Transaction {
  const coordinator = view.all('coordinator').find((other) => other.id === id);
  return {
    coordinator: coordinator?.context.decision ?? null,
    participants: view.all('shard').map(({ context }) => {
      return context.branches[id] ?? { vote: null, decision: null };
    }),
  };
}

/** What those transactions have done that are committed, whether or not every shard knows. */
function executionIn(view: View): readonly Executed[] {
  return view
    .all('coordinator')
    .filter(({ id }) => someDecided(transactionIn(view, id), 'commit'))
    .map(({ id }) => ({
      id,
      accesses: view
        .all('shard')
        .flatMap(({ id: at, context: { branches, versions, writers } }) => {
          const branch = branches[id];
          if (branch?.vote !== 'yes') return [];
          const position = versions.indexOf(id);
          return [{ at, read: branch.read, writes: writers.includes(id), position }];
        }),
    }));
}

function isLocked(view: View): boolean {
  return view
    .all('shard')
    .some(({ context }) =>
      Object.values(context.branches).some(
        ({ vote, decision }) => vote === 'yes' && decision === null,
      ),
    );
}
