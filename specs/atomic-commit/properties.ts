import { processIds, propertiesFor, type ViewOf } from '#faultline';
import type { roles } from './roles.ts';
import { outcomes } from './transaction.ts';

type View = ViewOf<typeof roles>;

const { stepInvariant, deadlockFree, reachable } = propertiesFor<typeof roles>();

/** What atomic commit is. */
export const properties = {
  // That all decide the same is in the chart: there is one outcome, and it is everybody's.
  stability: stepInvariant(
    'an outcome stays, and so does the decision of a participant',
    (before, after) =>
      outcomes.every((outcome) => !hasOutcome(before, outcome) || hasOutcome(after, outcome)) &&
      decidedIn(before).every((id) => decidedIn(after).includes(id)),
    { source: 'BT AC4; BHG AC2' },
  ),

  progress: deadlockFree('nothing is left to happen only when every participant has decided', {
    ends: (view) => decidedIn(view).length === view.parameters.participants,
    source: 'BT AC5; BHG AC5',
  }),

  canCommit: reachable(
    'every participant has decided to commit',
    (view) => hasOutcome(view, 'commit') && decidedIn(view).length === view.parameters.participants,
  ),

  canAbort: reachable(
    'every participant has decided to abort',
    (view) => hasOutcome(view, 'abort') && decidedIn(view).length === view.parameters.participants,
  ),

  canDecideWithoutChoice: reachable(
    'a participant is the first to decide, and so chooses',
    (view) => !hasOutcome(view, 'open') && decidedIn(view).length > 0,
  ),
};

function hasOutcome(view: View, outcome: 'open' | 'commit' | 'abort'): boolean {
  return view.process('transaction').matches({ outcome });
}

function decidedIn(view: View): readonly string[] {
  return processIds('participant', view.parameters.participants).filter((id) =>
    view.process('transaction').matches({ [id]: 'decided' }),
  );
}
