import { propertiesFor, strong, weak, type ViewOf } from '#faultline';
import {
  allDecided,
  allVotedYes,
  atomicCommitState,
  commitPromises,
  someDecided,
  type Transaction,
} from '../atomic-commit/promises.ts';
import { atomicCommit } from '../atomic-commit/spec.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const tools = propertiesFor<typeof roles>();
const { invariant, reachable, refines, deadlockFree, leadsTo } = tools;

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
 * BT and BHG are as in `commitPromises`. A vote and a decision are what the log holds, so they outlive a
 * crash.
 */
export const properties = {
  ...commitPromises(tools, (view) => [transactionIn(view)]),

  // Differs: the sources allow an abort after a failure only. Here a timeout may fire at any moment,
  // which leaves no trace in a state, so the coordinator may always abort in place of a commit.
  abortValidity: invariant(
    'a process aborts only if a participant has not voted yes, or the coordinator aborts',
    (view) =>
      !someDecided(transactionIn(view), 'abort') ||
      !allVotedYes(transactionIn(view)) ||
      view.process('coordinator').context.decision === 'abort',
    { source: 'BT AC3; BHG AC4' },
  ),

  // Agreement and stability again, in another way: a process decides whatever nobody has decided against.
  refinesAtomicCommit: refines(
    'it does what atomic commit does, or nothing',
    atomicCommit,
    (view) => atomicCommitState(transactionIn(view)),
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

  canCommit: reachable('every process commits', (view) =>
    allDecided(transactionIn(view), 'commit'),
  ),

  canAbort: reachable('every process aborts', (view) => allDecided(transactionIn(view), 'abort')),

  canForget: reachable('the coordinator knows that everybody has decided', (view) =>
    view.process('coordinator').matches('done'),
  ),

  canAbortAfterYes: reachable(
    'every process aborts although all have voted yes and none has crashed',
    (view) =>
      allDecided(transactionIn(view), 'abort') &&
      allVotedYes(transactionIn(view)) &&
      view.faults.crashes === 0,
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
    (view) => hasRecovered(view) && allDecided(transactionIn(view), 'commit'),
    { source: 'BHG AC5' },
  ),

  canRecoverUndecided: reachable(
    'every process is up again after a crash, and has aborted although all have voted yes',
    (view) =>
      hasRecovered(view) &&
      allDecided(transactionIn(view), 'abort') &&
      allVotedYes(transactionIn(view)),
    { source: 'BHG AC5' },
  ),
};

/** Whether the client has asked for the commit, or the coordinator has gone down before it could. */
function isUnderWay(view: View): boolean {
  return !view.process('coordinator').matches('init');
}

/** What the logs hold of the transaction. */
function transactionIn(view: View): Transaction {
  return {
    coordinator: view.process('coordinator').context.decision,
    participants: view.all('participant').map(({ context }) => context),
  };
}

function everybody(view: View) {
  return [view.process('coordinator'), ...view.all('participant')];
}

function hasRecovered(view: View): boolean {
  return view.faults.crashes > 0 && everybody(view).every(({ alive }) => alive);
}
