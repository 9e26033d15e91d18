import { propertiesFor, type ViewOf } from '#faultline';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable } = propertiesFor<typeof roles>();

/** What ZooKeeper promises to its clients, and what can happen. */
export const properties = {
  numbersDiffer: invariant(
    'no two sequential nodes of a directory have the same number',
    (view) => {
      const numbers = nodesOf(view).map(({ path }) => path.sequence);
      return new Set(numbers).size === numbers.length;
    },
    { source: 'Apache ZooKeeper 2022, "Programmer\'s Guide", "Sequence Nodes"' },
  ),

  ephemeralLifetime: invariant(
    'a node is there only as long as the session lives that has made it',
    (view) => {
      const { sessions } = view.process('service').context;
      return nodesOf(view).every(({ ephemeralOwner }) =>
        sessions.some(({ id }) => id === ephemeralOwner),
      );
    },
    { source: 'Apache ZooKeeper 2022, "Programmer\'s Guide", "Ephemeral Nodes"' },
  ),

  watchBeforeData: invariant(
    'no client sees a change before its watch has told it of it',
    (view) => view.all('client').every((client) => !client.matches('surprised')),
    {
      source:
        'Apache ZooKeeper 2022, "Programmer\'s Guide", "What ZooKeeper Guarantees about Watches"',
    },
  ),

  zxidOrder: stepInvariant(
    'whatever changes the tree is a transaction, and has the next number',
    (before, after) => {
      const grown = zxidOf(after) - zxidOf(before);
      return grown === 1 || (grown === 0 && nodesOf(before).length === nodesOf(after).length);
    },
    { source: 'Hunt et al. 2010, §2.3' },
  ),

  canSkipNumber: reachable(
    'a number is never given again, although its node has gone',
    (view) => nodesOf(view).length === 1 && nodesOf(view)[0]?.path.sequence === 1,
  ),

  canEndAtOnce: reachable(
    'the end of a session takes two nodes at once',
    (view) =>
      (view.process('service').context.creates.nodes ?? 0) >= 2 &&
      zxidOf(view) === 3 &&
      nodesOf(view).length === 0,
  ),

  canBeTold: reachable('a watch tells a client of a change while it asks for the list', (view) =>
    view
      .all('client')
      .some(
        (client) =>
          client.matches('looking') &&
          view.inFlight('nodeChildrenChanged').some(({ to }) => to === client.id),
      ),
  ),
};

function nodesOf(view: View) {
  return view.process('service').context.nodes;
}

function zxidOf(view: View): number {
  return view.process('service').context.zxid;
}
