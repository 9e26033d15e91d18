import { propertiesFor, weak, type ViewOf } from '#faultline';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;
type Node = ReturnType<typeof nodesOf>[number];

const { invariant, reachable, deadlockFree, leadsTo } = propertiesFor<typeof roles>();

/** What Redlock promises, and what it can come to. */
export const properties = {
  // Only where clocks are right but for the margin, nobody pauses, and no server forgets a key.
  mutualExclusion: invariant(
    'at most one client believes that it holds the lock',
    (view) => holders(view).length <= 1,
    { source: 'Redis 2024, "Safety and Liveness Guarantees", property 1' },
  ),

  deadlockFreedom: leadsTo(
    'when a majority of keys is set, it is free at last, whatever becomes of the holder',
    { whenever: (view) => !isMajorityFree(view), eventually: isMajorityFree },
    {
      source: 'Redis 2024, "Safety and Liveness Guarantees", property 2',
      fairness: [weak('deliver'), weak('timeout'), weak('tick'), weak('restart'), weak('resume')],
    },
  ),

  endsFree: deadlockFree('nothing is left to happen only when no key is set and nobody waits', {
    ends: (view) =>
      view.messages.length === 0 &&
      view.all('node').every((node) => !node.alive || node.context.key === null) &&
      view.all('client').every((client) => client.matches('idle')),
  }),

  canHoldInTurn: reachable(
    'a client holds the lock after a majority has given it to another',
    (view) => holders(view).length > 0 && isMajority(view, ({ context }) => context.fence >= 2),
  ),

  canHoldWithoutOne: reachable(
    'a client holds the lock although a server is down',
    (view) => holders(view).length > 0 && view.all('node').some((node) => !node.alive),
    { source: 'Redis 2024, "Safety and Liveness Guarantees", property 3' },
  ),

  canBeRefused: reachable(
    'a client is told that the key is there',
    (view) => view.inFlight('nil').length > 0,
  ),

  canComeToNothing: reachable(
    'keys are set, and no client holds the lock or tries to get it',
    (view) =>
      view.all('node').some(({ context }) => context.key !== null) &&
      view.all('client').every((client) => client.matches('idle')),
  ),
};

function holders(view: View) {
  return view.all('client').filter((client) => client.hasTag('holding'));
}

function isMajorityFree(view: View): boolean {
  return isMajority(view, ({ context }) => context.key === null);
}

function nodesOf(view: View) {
  return view.all('node');
}

function isMajority(view: View, holds: (node: Node) => boolean): boolean {
  const nodes = nodesOf(view);
  return nodes.filter(holds).length > nodes.length / 2;
}
