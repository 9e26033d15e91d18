import { propertiesFor, strong, weak, type ViewOf } from '#faultline';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, deadlockFree, leadsTo } =
  propertiesFor<typeof roles>();

/** Messages arrive, timers fire when they may, the network comes together again, and locks are given back. */
const fair = [
  ...[weak('deliver'), weak('timeout'), weak('heal')],
  strong({ kind: 'stimulus', event: 'release' }),
];

/**
 * What the lock promises, and what it can come to.
 *
 * That a client holds the lock is what the client believes. Its session may be over, and it does not know.
 */
export const properties = {
  // Only where nobody is taken for dead who is not.
  mutualExclusion: invariant(
    'at most one client believes that it holds the lock',
    (view) => holders(view).length <= 1,
    { source: 'Apache ZooKeeper 2022, "Recipes", "Locks"' },
  ),

  exclusionInSessions: invariant(
    'of the clients whose sessions live, at most one believes that it holds the lock',
    (view) => liveHolders(view).length <= 1,
    { source: 'Apache ZooKeeper 2022, "Recipes", "Locks"' },
  ),

  grantedInOrder: invariant(
    'whoever holds the lock, and whose session lives, has the first of the nodes',
    (view) => {
      const [first] = view.process('service').context.nodes;
      return liveHolders(view).every(
        ({ context }) => context.node?.sequence === first?.path.sequence,
      );
    },
    { source: 'Hunt et al. 2010, §2.4' },
  ),

  fencingSafety: stepInvariant(
    'the fences of the writes that are applied never decrease',
    (before, after) =>
      before.process('resource').context.last <= after.process('resource').context.last,
    { source: 'Kleppmann 2016, "Making the lock safe with fencing"' },
  ),

  noLostWakeup: invariant(
    'a client that waits, and whose session lives, watches a node that is there, or is about to hear that it is gone',
    (view) =>
      view
        .all('client')
        .every(
          (client) =>
            !client.matches({ trying: 'waiting' }) ||
            !isLive(view, client.context.session) ||
            watchesNode(view, client.context) ||
            view.inFlight('nodeDeleted').some(({ to }) => to === client.id),
        ),
    { source: 'Hunt et al. 2010, §2.4' },
  ),

  noHerd: stepInvariant(
    'one client at most is told that a node is gone',
    (before, after) =>
      after.inFlight('nodeDeleted').length - before.inFlight('nodeDeleted').length <= 1,
    { source: 'Hunt et al. 2010, §2.4, "Simple Locks without Herd Effect"' },
  ),

  neverWaitsForItself: invariant(
    'no client waits for a node that it has made itself in the same attempt',
    (view) =>
      view
        .all('client')
        .every(({ context: { guid, predecessor } }) => guid === null || predecessor?.name !== guid),
    { source: 'Apache ZooKeeper 2022, "Recipes", "Recoverable Errors and the GUID"' },
  ),

  neverStarves: leadsTo(
    'a client that asks for the lock gets it, unless it crashes or its session ends',
    {
      whenever: (view) => view.process('client1').hasTag('seeking'),
      eventually: (view) =>
        !view.process('client1').alive || !view.process('client1').hasTag('seeking'),
    },
    { source: 'Hunt et al. 2010, §2.4', fairness: fair },
  ),

  endsFree: deadlockFree('nothing is left to happen only when the lock is free and nobody waits', {
    ends: (view) =>
      view.process('service').context.nodes.length === 0 &&
      view
        .all('client')
        .every((client) => !client.alive || client.matches('idle') || client.matches('lost')),
  }),

  canQueue: reachable(
    'a client holds the lock, and all others wait',
    (view) =>
      view.all('client').filter((client) => client.matches({ trying: 'waiting' })).length ===
        view.all('client').length - 1 && holders(view).length === 1,
  ),

  canHoldInTurn: reachable(
    'the second node has the lock after the first has been deleted',
    (view) => view.faults.crashes === 0 && liveHolders(view).some(isSecond),
  ),

  canInherit: reachable(
    'the second node has the lock after the client of the first has crashed',
    (view) => view.faults.crashes > 0 && liveHolders(view).some(isSecond),
  ),

  canMissPredecessor: reachable(
    'a client finds that the node before its own has gone since it has listed the nodes',
    (view) =>
      view
        .all('client')
        .some(
          ({ id, context }) =>
            context.predecessor !== null && view.inFlight('noNode').some(({ to }) => to === id),
        ),
  ),

  // Only where somebody is taken for dead who is not.
  canComeLate: reachable(
    'a write comes so late that the resource refuses it',
    (view) => view.inFlight('stale').length > 0,
    { source: 'Kleppmann 2016, "Protecting a resource with a lock"' },
  ),
};

function holders(view: View) {
  return view.all('client').filter((client) => client.hasTag('holding'));
}

function liveHolders(view: View) {
  return holders(view).filter(({ context }) => isLive(view, context.session));
}

function isLive(view: View, session: number): boolean {
  return view.process('service').context.sessions.some(({ id }) => id === session);
}

function watchesNode(
  view: View,
  { session, predecessor }: ReturnType<typeof holders>[number]['context'],
): boolean {
  const { watches, nodes } = view.process('service').context;
  return (
    watches.some((watch) => watch.session === session) &&
    nodes.some(({ path }) => path.sequence === predecessor?.sequence)
  );
}

function isSecond({ context }: ReturnType<typeof holders>[number]): boolean {
  return context.node?.sequence === 1;
}
