import { propertiesFor, weak, type ViewOf } from '#faultline';
import { asLeadership, leaderInterface } from './interface.ts';
import { isNewer } from './replica.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, refines, leadsTo } = propertiesFor<typeof roles>();

/** What a replicated service promises, and what it can come to. What it promises of its log is in the monitors of Raft. */
export const properties = {
  refinesLeadership: refines(
    'replicas become leaders and step down as in any election: under each epoch one replica at most',
    leaderInterface,
    (view) =>
      asLeadership({
        candidates: view.all('replica').map(({ id }) => id),
        epochs: view.parameters.epochs + 1,
        elected: view.monitor('electionSafety').context.leaders,
        leading: leaders(view).map(({ id, context }) => ({ id, epoch: context.epoch })),
      }),
    {
      parameters: ({ replicas, epochs }) => ({ candidates: replicas, epochs: epochs + 1 }),
      source: 'Ongaro & Ousterhout 2014, fig. 3',
    },
  ),

  // Not promised: the leader before learns of a new one when it hears of it, or is refused.
  singleLeader: invariant(
    'at most one replica believes that it leads',
    (view) => leaders(view).length <= 1,
    { source: 'against Gray & Cheriton 1989' },
  ),

  fencingSafety: stepInvariant(
    'no replica takes a write of an older leader after one of a later leader',
    (before, after) => {
      const later = after.all('replica');
      return before.all('replica').every(({ context: { copy } }, index) => {
        const next = later[index]?.context.copy;
        return next === undefined || !isNewer(copy, next);
      });
    },
    { source: 'Kleppmann 2016, "Making the lock safe with fencing"' },
  ),

  stability: stepInvariant(
    'a leader goes on leading until it crashes or another one is elected',
    (before, after) => {
      const later = after.all('replica');
      return before
        .all('replica')
        .every(
          (one, index) =>
            !one.matches('leading') ||
            later[index]?.matches('leading') === true ||
            later[index]?.alive === false ||
            before.process('election').context.epoch > one.context.epoch,
        );
    },
  ),

  newLeader: leadsTo(
    'when somebody is elected, somebody leads under the newest epoch, unless replicas crash',
    {
      whenever: (view) => view.process('election').context.epoch > 0,
      eventually: (view) => leads(view) || view.faults.crashes > 0,
    },
    { fairness: [weak('deliver')] },
  ),

  canCommit: reachable('a leader knows that most replicas have what has been asked for', (view) =>
    leaders(view).some(({ context }) => context.committed > 0),
  ),

  canCarryOver: reachable(
    'a leader has committed what an older leader has been asked for',
    (view) =>
      leaders(view).some(
        ({ context: { epoch, copy, committed } }) =>
          committed > 0 && (copy.log[0]?.term ?? epoch) < epoch,
      ),
  ),

  canLose: reachable(
    'a leader does not know of what an older leader has been asked for, and may not have promised',
    (view) =>
      leaders(view).some(
        ({ context }) =>
          context.copy.log.length === 0 &&
          view
            .all('replica')
            .some(
              (other) =>
                other.context.copy.log.length > 0 && other.context.copy.epoch < context.epoch,
            ),
      ),
  ),

  canBeRefused: reachable(
    'a leader is refused, and did not know that there is another one',
    (view) =>
      leaders(view).some(({ id, context }) =>
        view.inFlight('refused').some(({ to, epoch }) => to === id && epoch === context.epoch),
      ),
    { source: 'Kleppmann 2016, "Protecting a resource with a lock"' },
  ),

  canRecover: reachable(
    'if replicas crash, all are up again afterwards, and a leader has committed something',
    (view) =>
      view.parameters.crashes === 0 ||
      (view.faults.crashes > 0 &&
        view.all('replica').every(({ alive }) => alive) &&
        leaders(view).some(({ context }) => context.committed > 0)),
  ),
};

function leaders(view: View) {
  return view.all('replica').filter((one) => one.matches('leading'));
}

/** Whether a replica leads under the newest epoch. */
function leads(view: View): boolean {
  const { epoch } = view.process('election').context;
  return leaders(view).some(({ context }) => context.epoch === epoch);
}
