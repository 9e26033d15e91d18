import { propertiesFor, strong, weak, type ViewOf } from '#faultline';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, leadsTo, deadlockFree } =
  propertiesFor<typeof roles>();

/** Messages arrive, timers fire, time passes, who pauses goes on; and who may stand does. */
const fair = [
  ...[weak('deliver'), weak('timeout'), strong('tick'), weak('resume')],
  weak({ kind: 'stimulus', event: 'stand' }),
];

/** What a lease promises to those who want to lead, and what it can come to. */
export const properties = {
  // Only where time passes alike for all, and nobody pauses without noticing it.
  singleLeader: invariant(
    'at most one candidate believes that it leads',
    (view) => leaders(view).length <= 1,
    { source: 'Gray & Cheriton 1989, §5' },
  ),

  fencingSafety: stepInvariant(
    'the epochs of the writes that are applied never decrease',
    (before, after) =>
      before.process('resource').context.last <= after.process('resource').context.last,
    { source: 'Kleppmann 2016, "Making the lock safe with fencing"' },
  ),

  // Only for leaders that renew all the time, and messages that take no time.
  stability: invariant(
    'a leader leads until it steps down',
    (view) =>
      view.all('candidate').every((candidate) => !candidate.matches({ follower: 'deposed' })),
    { source: 'Burrows 2006, §2.1' },
  ),

  newLeader: leadsTo(
    'where nobody leads somebody does at last, as long as there is somebody who may',
    {
      whenever: (view) => leaders(view).length === 0 && canStand(view),
      eventually: (view) => leaders(view).length > 0 || !canStand(view),
    },
    { source: 'Burrows 2006, §2.1', fairness: fair },
  ),

  endsFree: deadlockFree('nothing is left to happen only when the lease is free and nobody waits', {
    ends: (view) =>
      view.process('store').context.owner === null &&
      view.all('candidate').every((candidate) => !candidate.alive || candidate.matches('follower')),
  }),

  canLeadInTurn: reachable(
    'a candidate leads after another one has led',
    (view) =>
      leaders(view).some(({ context }) => context.epoch === 2) &&
      view.all('candidate').some(({ context }) => context.epoch === 1),
  ),

  canRenew: reachable('a leader hears that its lease lives longer', (view) =>
    view.inFlight('renewed').some(({ to }) => leaders(view).some(({ id }) => id === to)),
  ),

  canBeLate: reachable('a candidate gets the lease when it has stopped waiting for it', (view) =>
    view
      .inFlight('granted')
      .some(({ to }) =>
        view.all('candidate').some((candidate) => candidate.id === to && candidate.matches('late')),
      ),
  ),

  canComeLate: reachable(
    'a write comes so late that the resource refuses it',
    (view) => view.inFlight('stale').length > 0,
    { source: 'Kleppmann 2016, "Protecting a resource with a lock"' },
  ),

  canFollowDead: reachable(
    'a candidate leads for the first time after another one was given the lease, and crashed',
    (view) =>
      view.all('candidate').some(({ alive }) => !alive) &&
      leaders(view).some(
        ({ context: { epoch, termsLeft } }) =>
          epoch === 2 && termsLeft === view.parameters.terms - 1,
      ),
  ),
};

function leaders(view: View) {
  return view
    .all('candidate')
    .filter((candidate) => candidate.alive && candidate.hasTag('leading'));
}

/** Whether there is somebody left who may lead, and will ask for it. */
function canStand(view: View): boolean {
  return view.all('candidate').some(({ alive, context }) => alive && context.termsLeft > 0);
}
