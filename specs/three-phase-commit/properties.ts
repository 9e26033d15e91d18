import { propertiesFor, weak, type ViewOf } from '#faultline';
import {
  allDecided,
  allVotedYes,
  atomicCommitState,
  commitPromises,
  someDecided,
  type Transaction,
} from '../atomic-commit/promises.ts';
import type { Decision } from '../atomic-commit/messages.ts';
import { atomicCommit } from '../atomic-commit/spec.ts';
import type { Phase } from './messages.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const tools = propertiesFor<typeof roles>();
const { invariant, reachable, refines, deadlockFree, leadsTo } = tools;

/** Messages arrive, timers fire when they may, and whoever is asked for a vote gives it. */
const fair = [weak('deliver'), weak('timeout'), weak('stimulus')];

/**
 * What three-phase commit promises, and what it can come to.
 *
 * BT and BHG are as in `commitPromises`. A vote and a phase are what the log holds: who has crashed has
 * them still.
 */
export const properties = {
  ...commitPromises(tools, (view) => [transactionIn(view)]),

  abortValidity: invariant(
    'a process aborts only if a participant has voted no, or something has failed',
    (view) => !someDecided(transactionIn(view), 'abort') || someVotedNo(view) || hasFailed(view),
    { source: 'BT AC3; BHG AC4' },
  ),

  refinesAtomicCommit: refines(
    'it does what atomic commit does, or nothing',
    atomicCommit,
    (view) => atomicCommitState(transactionIn(view)),
    { parameters: ({ participants }) => ({ participants }), source: 'BT AC1 and AC4' },
  ),

  // The two conditions that make a commit protocol non-blocking: whoever is up can tell from its own
  // phase what the others may have done.
  committedBesideWaiting: invariant(
    'nobody has committed while a process that is up may still abort',
    (view) => !(isUpIn(view, 'committed') && isUpIn(view, 'waiting')),
    { source: 'Skeen 1981, the fundamental nonblocking theorem' },
  ),

  abortedBesidePreCommitted: invariant(
    'nobody has aborted while a process that is up is ready to commit',
    (view) => !(isUpIn(view, 'aborted') && isUpIn(view, 'preCommitted')),
    { source: 'Skeen 1981, the fundamental nonblocking theorem' },
  ),

  termination: deadlockFree(
    'nothing is left to happen only when every process that is up has decided',
    { ends: allUpDecided, source: 'BT AC5' },
  ),

  neverBlocks: leadsTo(
    'once a transaction is under way every process that is up decides, even if others stay down',
    {
      whenever: (view) => !view.process('coordinator').matches('initial'),
      eventually: allUpDecided,
    },
    { source: 'BT AC5; Skeen 1981', fairness: fair },
  ),

  commits: leadsTo(
    'once all have voted yes all commit, unless something fails',
    {
      whenever: (view) => allVotedYes(transactionIn(view)) && !hasFailed(view),
      eventually: (view) => allDecided(transactionIn(view), 'commit') || hasFailed(view),
    },
    { source: 'BT AC3; BHG AC4', fairness: fair },
  ),

  canCommit: reachable('every process commits', (view) =>
    allDecided(transactionIn(view), 'commit'),
  ),

  canAbort: reachable('every process aborts', (view) => allDecided(transactionIn(view), 'abort')),

  canCommitWithout: reachable(
    'the coordinator is down before it has decided, and every participant commits',
    (view) => isWithoutDecision(view) && participantsAre(view, 'committed'),
    { source: 'Skeen 1981; BHG §7.5, TR4' },
  ),

  canAbortAfterYes: reachable(
    'the coordinator is down, and every participant aborts although all have voted yes',
    (view) =>
      isWithoutDecision(view) &&
      participantsAre(view, 'aborted') &&
      allVotedYes(transactionIn(view)),
    { source: 'BHG §7.5, TR3' },
  ),

  // What blocks two-phase commit. Here it is a state like others, and neverBlocks says that it passes.
  canBeUncertain: reachable(
    'the coordinator is down, and every participant is up, has voted yes and knows nothing more',
    (view) =>
      !view.process('coordinator').alive &&
      view.all('participant').every(({ alive }) => alive) &&
      participantsAre(view, 'waiting') &&
      (['preCommit', 'commit', 'abort'] as const).every((type) => view.inFlight(type).length === 0),
    { source: 'BHG §7.4 and §7.5' },
  ),
};

function everybody(view: View) {
  return [view.process('coordinator'), ...view.all('participant')];
}

/** What the logs hold of the transaction. */
function transactionIn(view: View): Transaction {
  return {
    coordinator: decisionIn(view.process('coordinator').context.phase),
    participants: view.all('participant').map(({ context: { vote, phase } }) => {
      return { vote, decision: decisionIn(phase) };
    }),
  };
}

function decisionIn(phase: Phase): Decision {
  if (phase === 'committed') return 'commit';
  return phase === 'aborted' ? 'abort' : null;
}

function isUpIn(view: View, phase: Phase): boolean {
  return everybody(view).some(({ alive, context }) => alive && context.phase === phase);
}

function participantsAre(view: View, phase: Phase): boolean {
  return view.all('participant').every(({ context }) => context.phase === phase);
}

function allUpDecided(view: View): boolean {
  return everybody(view).every((process) => !process.alive || process.hasTag('decided'));
}

function isWithoutDecision(view: View): boolean {
  const { alive, context } = view.process('coordinator');
  return !alive && decisionIn(context.phase) === null;
}

function someVotedNo(view: View): boolean {
  return view.all('participant').some(({ context }) => context.vote === 'no');
}

function hasFailed({ faults }: View): boolean {
  return faults.crashes > 0 || faults.partitions > 0;
}
