import { propertiesFor, weak, type ViewOf } from '#faultline';
import { atomicCommit } from '../two-phase-commit/atomic-commit.ts';
import type { Phase } from './messages.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, refines, deadlockFree, leadsTo } =
  propertiesFor<typeof roles>();

/** Messages arrive, timers fire when they may, and whoever is asked for a vote gives it. */
const fair = [weak('deliver'), weak('timeout'), weak('stimulus')];

/**
 * What three-phase commit promises, and what it can come to.
 *
 * BT is Babaoglu & Toueg 1993, BHG is Bernstein, Hadzilacos & Goodman 1987, chapter 7. A vote and a phase
 * are what the log holds: who has crashed has them still.
 */
export const properties = {
  agreement: invariant(
    'no two processes decide differently',
    (view) => !(someIs(view, 'committed') && someIs(view, 'aborted')),
    { source: 'BT AC1; BHG AC1' },
  ),

  commitValidity: invariant(
    'a process commits only if every participant has voted yes',
    (view) => !someIs(view, 'committed') || allVotedYes(view),
    { source: 'BT AC2; BHG AC3' },
  ),

  abortValidity: invariant(
    'a process aborts only if a participant has voted no, or something has failed',
    (view) => !someIs(view, 'aborted') || someVotedNo(view) || hasFailed(view),
    { source: 'BT AC3; BHG AC4' },
  ),

  stability: stepInvariant(
    'a decision is never changed',
    (before, after) => {
      const later = everybody(after);
      return everybody(before).every(
        ({ context: { phase } }, index) =>
          !isDecision(phase) || phase === later[index]?.context.phase,
      );
    },
    { source: 'BT AC4; BHG AC2' },
  ),

  refinesAtomicCommit: refines(
    'it does what atomic commit does, or nothing',
    atomicCommit,
    (view) => ({
      processes: {
        transaction: {
          state: { outcome: outcomeOf(view), ...Object.fromEntries(progressOf(view)) },
        },
      },
    }),
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
      whenever: (view) => allVotedYes(view) && !hasFailed(view),
      eventually: (view) => allAre(view, 'committed') || hasFailed(view),
    },
    { source: 'BT AC3; BHG AC4', fairness: fair },
  ),

  canCommit: reachable('every process commits', (view) => allAre(view, 'committed')),

  canAbort: reachable('every process aborts', (view) => allAre(view, 'aborted')),

  canCommitWithout: reachable(
    'the coordinator is down before it has decided, and every participant commits',
    (view) => isWithoutDecision(view) && participantsAre(view, 'committed'),
    { source: 'Skeen 1981; BHG §7.5, TR4' },
  ),

  canAbortAfterYes: reachable(
    'the coordinator is down, and every participant aborts although all have voted yes',
    (view) => isWithoutDecision(view) && participantsAre(view, 'aborted') && allVotedYes(view),
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

function isDecision(phase: Phase): boolean {
  return phase === 'committed' || phase === 'aborted';
}

/** Whether a process has come so far, be it up or down. */
function someIs(view: View, phase: Phase): boolean {
  return everybody(view).some(({ context }) => context.phase === phase);
}

function isUpIn(view: View, phase: Phase): boolean {
  return everybody(view).some(({ alive, context }) => alive && context.phase === phase);
}

function participantsAre(view: View, phase: Phase): boolean {
  return view.all('participant').every(({ context }) => context.phase === phase);
}

function allAre(view: View, phase: Phase): boolean {
  return view.process('coordinator').context.phase === phase && participantsAre(view, phase);
}

function allUpDecided(view: View): boolean {
  return everybody(view).every((process) => !process.alive || process.hasTag('decided'));
}

function isWithoutDecision(view: View): boolean {
  const { alive, context } = view.process('coordinator');
  return !alive && !isDecision(context.phase);
}

function allVotedYes(view: View): boolean {
  return view.all('participant').every(({ context }) => context.vote === 'yes');
}

function someVotedNo(view: View): boolean {
  return view.all('participant').some(({ context }) => context.vote === 'no');
}

function hasFailed({ faults }: View): boolean {
  return faults.crashes > 0 || faults.partitions > 0;
}

/** The outcome is the first decision that is in any log. */
function outcomeOf(view: View) {
  if (someIs(view, 'committed')) return 'commit';
  return someIs(view, 'aborted') ? 'abort' : 'open';
}

function progressOf(view: View) {
  return view
    .all('participant')
    .map(({ id, context }) => [id, isDecision(context.phase) ? 'decided' : 'undecided'] as const);
}
