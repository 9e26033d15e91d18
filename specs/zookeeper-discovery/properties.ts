import { propertiesFor, weak, type ViewOf } from '#faultline';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, leadsTo } = propertiesFor<typeof roles>();

/** Messages arrive, timers fire when they may, and the network comes together again. */
const fair = [weak('deliver'), weak('timeout'), weak('heal')];

/** What who looks for instances may count on, and what can happen. */
export const properties = {
  noGhost: invariant(
    'an instance that has no session has no node',
    (view) => {
      const { sessions } = view.process('service').context;
      return registered(view).every((address) => sessions.some(({ client }) => client === address));
    },
    { source: 'Apache ZooKeeper 2022, "Programmer\'s Guide", "Ephemeral Nodes"' },
  ),

  listedIsReady: invariant('an instance that is up, and has a node, is ready', (view) =>
    view
      .all('provider')
      .every(
        ({ alive, context }) =>
          !alive || context.isReady || !registered(view).includes(context.address),
      ),
  ),

  settledAccurate: invariant(
    'the consumer knows exactly the nodes that are there, when it has nothing to do and nothing to hear',
    (view) => !isQuiet(view) || isAccurate(view),
    { source: 'Hunt et al. 2010, §2.4, "Group Membership"' },
  ),

  keepsWhatItKnows: stepInvariant(
    'the consumer forgets no instance because it loses the connection',
    (before, after) =>
      !after.process('consumer').matches('disconnected') ||
      before.process('consumer').context.addresses.length ===
        after.process('consumer').context.addresses.length,
  ),

  readyIsListed: leadsTo(
    'an instance that is ready is known at last, unless it crashes',
    {
      whenever: (view) => view.process('provider1').context.isReady,
      eventually: (view) => isOutOfPlay(view) || knows(view, 'provider1'),
    },
    { source: 'Hunt et al. 2010, §2.4, "Group Membership"', fairness: fair },
  ),

  deadIsDropped: leadsTo(
    'an instance that has crashed is forgotten at last',
    {
      whenever: (view) => !view.process('provider1').alive,
      eventually: (view) =>
        view.process('consumer').matches('expired') || !knows(view, 'provider1'),
    },
    { source: 'Hunt et al. 2010, §2.4, "Group Membership"', fairness: fair },
  ),

  canKnowAll: reachable(
    'the consumer knows every instance',
    (view) => view.process('consumer').context.addresses.length === view.all('provider').length,
  ),

  canKnowDead: reachable(
    'the consumer knows an instance that has crashed, and nothing tells it so yet',
    (view) => isQuiet(view) && !view.process('provider1').alive && knows(view, 'provider1'),
  ),

  canVanish: reachable(
    'an instance vanishes after it was listed, and before its address was read',
    (view) => view.inFlight('noNode').length > 0,
  ),

  canComeBack: reachable(
    'an instance that was cut off for too long is known again, by a new session',
    (view) =>
      view.process('provider1').context.session > 1 + view.all('provider').length &&
      knows(view, 'provider1') &&
      isQuiet(view),
  ),

  canBeOld: reachable(
    'the consumer goes on with an instance that has crashed, while it is cut off',
    (view) =>
      view.process('consumer').matches('disconnected') &&
      !view.process('provider1').alive &&
      knows(view, 'provider1'),
  ),
};

function knows(view: View, address: string): boolean {
  return view.process('consumer').context.addresses.includes(address);
}

function registered(view: View): readonly string[] {
  return view.process('service').context.nodes.map(({ data }) => data);
}

function isAccurate(view: View): boolean {
  const { addresses } = view.process('consumer').context;
  const there = registered(view);
  return addresses.length === there.length && there.every((address) => addresses.includes(address));
}

function isQuiet(view: View): boolean {
  return (
    view.process('consumer').matches({ connected: 'settled' }) &&
    view.messages.every(({ from, to }) => from !== 'consumer' && to !== 'consumer')
  );
}

/** Whether nothing can be asked of the first instance, or of who looks for it. */
function isOutOfPlay(view: View): boolean {
  const { alive, context } = view.process('provider1');
  return !alive || context.reopenings === 0 || view.process('consumer').matches('expired');
}
