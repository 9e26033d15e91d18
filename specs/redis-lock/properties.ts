import { propertiesFor, weak, type ViewOf } from '#faultline';
import type { Token } from './messages.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, deadlockFree, leadsTo } =
  propertiesFor<typeof roles>();

/** Timers fire, time passes, and who is down comes up again: nobody has to release, or to deliver. */
const timeGoesOn = [weak('timeout'), weak('tick'), weak('restart'), weak('resume')];

/**
 * What a lock with a time to live promises, and what it can come to.
 *
 * That a client holds the lock is what the client believes.
 */
export const properties = {
  // Only where time passes alike for all, and nobody pauses without noticing it.
  mutualExclusion: invariant(
    'at most one client believes that it holds the lock',
    (view) => holders(view).length <= 1,
    { source: 'Redis 2024, "Safety and Liveness Guarantees", property 1' },
  ),

  ownerOnlyRelease: stepInvariant(
    'a client deletes the key only if it has set it, in this attempt',
    (before, after) => {
      const { key } = before.process('server').context;
      if (key === null || after.process('server').context.key !== null) return true;
      return releases(after) === releases(before) || releases(after, key) < releases(before, key);
    },
    { source: 'Redis 2024, "Correct Implementation with a Single Instance"' },
  ),

  fencingSafety: stepInvariant(
    'the fences of the writes that are applied never decrease',
    (before, after) =>
      before.process('resource').context.last <= after.process('resource').context.last,
    { source: 'Kleppmann 2016, "Making the lock safe with fencing"' },
  ),

  deadlockFreedom: leadsTo(
    'a key that is set is gone at last, whatever becomes of its holder',
    {
      whenever: (view) => view.process('server').context.key !== null,
      eventually: (view) => view.process('server').context.key === null,
    },
    {
      source: 'Redis 2024, "Safety and Liveness Guarantees", property 2',
      fairness: timeGoesOn,
    },
  ),

  progress: leadsTo(
    'when somebody asks for the lock, somebody has it',
    {
      whenever: (view) => view.inFlight('set').length > 0,
      eventually: (view) => view.process('server').context.key !== null,
    },
    { fairness: [weak('deliver'), weak('restart')] },
  ),

  // There is no queue: who is told that the key is there may be told so for ever.
  neverStarves: leadsTo(
    'a client that asks for the lock gets it',
    {
      whenever: (view) => view.process('client1').matches({ trying: 'acquiring' }),
      eventually: (view) => view.process('client1').hasTag('holding'),
    },
    { source: 'against the fairness of a queue' },
  ),

  endsFree: deadlockFree('nothing is left to happen only when the lock is free and nobody waits', {
    ends: (view) =>
      view.process('server').context.key === null &&
      view.messages.length === 0 &&
      view.all('client').every((client) => !client.alive || client.matches('idle')),
  }),

  canHoldInTurn: reachable(
    'a second client holds the lock after a first has released it',
    (view) => view.process('server').context.fence >= 2 && holders(view).length > 0,
  ),

  canHoldOn: reachable(
    'a client holds the lock for longer, because its key is to live on',
    (view) => holders(view).some(({ context }) => context.extensions < view.parameters.extensions),
    { source: 'Redis 2024, "Making the algorithm more reliable: Extending the lock"' },
  ),

  canBeRefused: reachable(
    'a client is told that the lock is taken',
    (view) => view.inFlight('nil').length > 0,
  ),

  canOutliveHolder: reachable(
    'the key is there although nobody tries to get the lock, or uses it',
    (view) =>
      view.process('server').context.key !== null &&
      view.messages.length === 0 &&
      view.all('client').every((client) => client.matches('idle')),
  ),

  canComeLate: reachable(
    'a write comes so late that the resource refuses it',
    (view) => view.inFlight('stale').length > 0,
    { source: 'Kleppmann 2016, "Protecting a resource with a lock"' },
  ),
};

function holders(view: View) {
  return view.all('client').filter((client) => client.hasTag('holding'));
}

/** How many releases are in flight: in all, or those with a token. */
function releases(view: View, token?: Token): number {
  const all = view.inFlight('compareAndDelete');
  if (token === undefined) return all.length;
  return all.filter(
    (release) => release.token.client === token.client && release.token.attempt === token.attempt,
  ).length;
}
