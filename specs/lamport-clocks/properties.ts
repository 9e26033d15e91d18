import { propertiesFor, weak, type Envelope, type ViewOf } from '#faultline';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;
type Process = ReturnType<typeof processesOf>[number];

const kinds = ['request', 'acknowledgement', 'release'] as const;

const { invariant, reachable, deadlockFree, leadsTo } = propertiesFor<typeof roles>();

/**
 * What the mutual exclusion by logical clocks promises, and what can happen. What the clocks promise is
 * watched by a monitor of its own.
 */
export const properties = {
  mutex: invariant(
    'at most one process is in the critical section',
    (view) => processesOf(view).filter(isInside).length <= 1,
    { source: 'Lamport 1978, condition I' },
  ),

  // By time stamp, and so, since the clock condition holds, by what happened before what.
  inOrder: invariant(
    'whoever is in the critical section has asked before everybody who waits',
    (view) =>
      processesOf(view)
        .filter(isInside)
        .every((inside) => waitingIn(view).every((waiting) => hasAskedBefore(inside, waiting))),
    { source: 'Lamport 1978, condition II' },
  ),

  // Differs: the source counts three messages in a channel, and gives this as the reason.
  boundedNetwork: invariant(
    'no more than one message of each kind is on its way from one process to another',
    (view) => kinds.every((kind) => haveOwnChannels(view.inFlight(kind))),
    { source: 'Merz, LamportMutex.tla, BoundedNetwork' },
  ),

  neverStuck: deadlockFree('nothing is left to happen only when nobody waits', {
    ends: (view) => waitingIn(view).length === 0,
  }),

  // Nobody wants to enter for ever: when at some time nobody waits, everybody has been served.
  noStarvation: leadsTo(
    'whenever processes wait, all of them come to enter, if those that enter leave',
    {
      whenever: (view) => waitingIn(view).length > 0,
      eventually: (view) => waitingIn(view).length === 0,
    },
    {
      source: 'Lamport 1978, condition III',
      fairness: [weak('deliver'), weak({ kind: 'stimulus', event: 'exit' })],
    },
  ),

  canFinish: reachable('everybody has entered as often as it wanted', (view) =>
    processesOf(view).every((process) => process.matches('idle') && process.context.rounds === 0),
  ),

  canQueue: reachable(
    'one process is in the critical section, and all others wait behind it',
    (view) =>
      processesOf(view).some(isInside) && waitingIn(view).length === view.parameters.processes - 1,
  ),

  canTie: reachable('two processes ask with the same time stamp', (view) =>
    unheardOf(view).some((one) =>
      unheardOf(view).some((other) => one.id !== other.id && stampOf(one) === stampOf(other)),
    ),
  ),

  // The clock condition is not true the other way round: C(a) < C(b) does not say that a happened before b.
  canDifferUnrelated: reachable(
    'two requests of which nobody has heard yet have different time stamps',
    (view) =>
      unheardOf(view).some((one) =>
        unheardOf(view).some((other) => stampOf(one) !== stampOf(other)),
      ),
    { source: 'Lamport 1978, after the clock condition' },
  ),
};

function processesOf(view: View) {
  return view.all('process');
}

function isInside(process: Process): boolean {
  return process.matches('critical');
}

function waitingIn(view: View): readonly Process[] {
  return processesOf(view).filter((process) => process.matches('requesting'));
}

/** The time stamp of the own request; 0, which no request has, when there is none. */
function stampOf({ id, context }: Process): number {
  return context.queue[id] ?? 0;
}

function hasAskedBefore(one: Process, other: Process): boolean {
  const { processes } = one.context;
  const isFirst = processes.indexOf(one.id) < processes.indexOf(other.id);
  return stampOf(one) < stampOf(other) || (stampOf(one) === stampOf(other) && isFirst);
}

/** Those whose request is still on its way to everybody. Such requests are concurrent. */
function unheardOf(view: View): readonly Process[] {
  const requests = view.inFlight('request');
  return waitingIn(view).filter(
    ({ id, context }) =>
      requests.filter(({ from }) => from === id).length === context.processes.length - 1,
  );
}

function haveOwnChannels(messages: readonly Envelope[]): boolean {
  return new Set(messages.map(({ from, to }) => `${from} ${to}`)).size === messages.length;
}
