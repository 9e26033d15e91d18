import { propertiesFor, strong, weak, type Fairness, type ViewOf } from '#faultline';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, deadlockFree, leadsTo, reachable } = propertiesFor<typeof roles>();

/** What the game promises, what it cannot promise, and what it can come to. */
export const properties = {
  answered: invariant('every ponger has heard of each round that is over', (view) =>
    view.all('ponger').every(({ context }) => context.last >= view.process('pinger').context.over),
  ),

  neverStuck: deadlockFree(
    'nothing is left to happen only when the pinger has finished or given up',
    { ends: (view) => view.process('pinger').hasTag('end') },
  ),

  suspectsOnlyCrashed: invariant('the pinger gives up only when a ponger has crashed', (view) =>
    view.process('pinger').matches('suspecting') ? view.faults.crashes > 0 : true,
  ),

  // The same promise twice: what is taken for granted of the network makes the difference.
  endsWeakly: roundEnds('weak fairness: what can be delivered all the time is delivered', [
    weak('deliver'),
    weak('timeout'),
  ]),

  endsStrongly: roundEnds('strong fairness: what can be delivered again and again is delivered', [
    strong({ kind: 'deliver', message: 'ping' }),
    strong({ kind: 'deliver', message: 'pong' }),
    weak('timeout'),
  ]),

  canFinish: reachable('every round is over', (view) => view.process('pinger').matches('finished')),

  canFinishDespiteLoss: reachable(
    'every round is over although a message was lost',
    (view) => view.process('pinger').matches('finished') && view.faults.drops > 0,
  ),

  canSuspectCrashed: reachable(
    'the pinger has given up, and a ponger has crashed',
    (view) => view.process('pinger').matches('suspecting') && view.faults.crashes > 0,
  ),

  canSuspectSlow: reachable(
    'the pinger has given up although every ponger is up and has answered',
    (view) =>
      view.process('pinger').matches('suspecting') &&
      view.faults.drops + view.faults.crashes === 0 &&
      view.all('ponger').every(({ context }) => context.last > view.process('pinger').context.over),
  ),
};

function roundEnds(of: string, fairness: readonly Fairness[]) {
  return leadsTo(
    `a round that is begun comes to an end (${of})`,
    { whenever: isWaiting, eventually: (view) => !isWaiting(view) },
    { fairness, source: 'Lamport 1994, §5' },
  );
}

function isWaiting(view: View): boolean {
  return view.process('pinger').matches('waiting');
}
