import { propertiesFor, strong, weak, type ViewOf } from '#faultline';
import { atomicCommit } from './atomic-commit.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, refines, deadlockFree, leadsTo } =
  propertiesFor<typeof roles>();

/**
 * What the protocol may count on. Whatever is sent again and again arrives at last, however often the
 * network loses it. That goes for each kind of message by itself: where peers ask one another without
 * end, it is not enough that something is delivered to everybody again and again. Timers fire, and
 * whoever is asked for a vote gives it.
 */
const fair = [
  ...(['prepare', 'yes', 'no', 'commit', 'abort', 'decisionRequest'] as const).map((message) =>
    strong({ kind: 'deliver', message }),
  ),
  weak('timeout'),
  weak('stimulus'),
];

/**
 * What two-phase commit promises, and what it can come to.
 *
 * The literature numbers its conditions in two ways, and a property cites both: BT is Babaoglu &
 * Toueg 1993, BHG is Bernstein, Hadzilacos & Goodman 1987, chapter 7. A vote and a decision are what
 * the log holds, so they outlive a crash.
 */
export const properties = {
  agreement: invariant(
    'no two processes decide differently',
    (view) => !(someDecided(view, 'commit') && someDecided(view, 'abort')),
    { source: 'BT AC1; BHG AC1' },
  ),

  commitValidity: invariant(
    'a process commits only if every participant has voted yes',
    (view) => !someDecided(view, 'commit') || allVotedYes(view),
    { source: 'BT AC2; BHG AC3' },
  ),

  // Differs: the sources allow an abort after a failure only. Here a timeout may fire at any moment,
  // which leaves no trace in a state, so the coordinator may always abort in place of a commit.
  abortValidity: invariant(
    'a process aborts only if a participant has not voted yes, or the coordinator aborts',
    (view) =>
      !someDecided(view, 'abort') ||
      !allVotedYes(view) ||
      view.process('coordinator').context.decision === 'abort',
    { source: 'BT AC3; BHG AC4' },
  ),

  stability: stepInvariant(
    'a decision is never changed',
    (before, after) => {
      const later = everybody(after);
      return everybody(before).every(
        ({ context: { decision } }, index) =>
          decision === null || decision === later[index]?.context.decision,
      );
    },
    { source: 'BT AC4; BHG AC2' },
  ),

  // Agreement and stability again, in another way: a process decides whatever nobody has decided against.
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

  // The safe half of termination. It says nothing about how long the decision may take: who asks in
  // vain asks again, so that something is always left to happen. See decides.
  termination: deadlockFree(
    'nothing is left to happen only when every process that is up has decided',
    {
      ends: (view) =>
        everybody(view).every((process) => !process.alive || process.hasTag('decided')),
      source: 'BHG AC5, that is BT AC5 for a system whose failures are repaired',
    },
  ),

  decides: leadsTo(
    'once a transaction is under way every process decides, if those that crash come up again',
    {
      whenever: isUnderWay,
      eventually: (view) => everybody(view).every((process) => process.hasTag('decided')),
    },
    { source: 'BHG AC5', fairness: [...fair, weak('restart')] },
  ),

  // It holds when nobody crashes, and is the price of the protocol when somebody does. See canBlock.
  neverBlocks: leadsTo(
    'once a transaction is under way every process that is up decides, even if others stay down',
    {
      whenever: isUnderWay,
      eventually: (view) =>
        everybody(view).every((process) => !process.alive || process.hasTag('decided')),
    },
    { source: 'against BT AC5; Skeen 1981; BHG §7.4', fairness: fair },
  ),

  canCommit: reachable('every process commits', (view) => allDecided(view, 'commit')),

  canAbort: reachable('every process aborts', (view) => allDecided(view, 'abort')),

  canForget: reachable('the coordinator knows that everybody has decided', (view) =>
    view.process('coordinator').matches('done'),
  ),

  canAbortAfterYes: reachable(
    'every process aborts although all have voted yes and none has crashed',
    (view) => allDecided(view, 'abort') && allVotedYes(view) && view.faults.crashes === 0,
  ),

  // With the coordinator down, no participant that is up can find out what to do.
  canBlock: reachable(
    'the coordinator is down, and every participant is up, has voted yes and waits in vain',
    (view) =>
      !view.process('coordinator').alive &&
      view.all('participant').every((participant) => participant.hasTag('uncertain')) &&
      (['prepare', 'commit', 'abort'] as const).every((type) => view.inFlight(type).length === 0),
    { source: 'against BT AC5; Skeen 1981; BHG §7.4' },
  ),

  canRecover: reachable(
    'every process is up again after a crash, and has committed',
    (view) => hasRecovered(view) && allDecided(view, 'commit'),
    { source: 'BHG AC5' },
  ),

  canRecoverUndecided: reachable(
    'every process is up again after a crash, and has aborted although all have voted yes',
    (view) => hasRecovered(view) && allDecided(view, 'abort') && allVotedYes(view),
    { source: 'BHG AC5' },
  ),
};

/** Whether the client has asked for the commit, or the coordinator has gone down before it could. */
function isUnderWay(view: View): boolean {
  return !view.process('coordinator').matches('init');
}

function everybody(view: View) {
  return [view.process('coordinator'), ...view.all('participant')];
}

/** The outcome is the first decision that is in any log. */
function outcomeOf(view: View) {
  return (
    everybody(view).find(({ context }) => context.decision !== null)?.context.decision ?? 'open'
  );
}

function progressOf(view: View) {
  return view
    .all('participant')
    .map(({ id, context }) => [id, context.decision === null ? 'undecided' : 'decided'] as const);
}

function someDecided(view: View, decision: 'commit' | 'abort'): boolean {
  return everybody(view).some(({ context }) => context.decision === decision);
}

function allDecided(view: View, decision: 'commit' | 'abort'): boolean {
  return everybody(view).every(({ context }) => context.decision === decision);
}

function allVotedYes(view: View): boolean {
  return view.all('participant').every(({ context }) => context.vote === 'yes');
}

function hasRecovered(view: View): boolean {
  return view.faults.crashes > 0 && everybody(view).every(({ alive }) => alive);
}
