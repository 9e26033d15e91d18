import { propertiesFor, weak, type ViewOf } from '#faultline';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, leadsTo } = propertiesFor<typeof roles>();

/** Messages arrive, timers fire when they may, and the network comes together again. */
const fair = [weak('deliver'), weak('timeout'), weak('heal')];

/**
 * What an election promises, and what it can come to.
 *
 * That a candidate leads is what the candidate believes. Its session may be over, and it does not know.
 */
export const properties = {
  // Only where nobody is taken for dead who is not.
  oneLeader: invariant(
    'at most one candidate believes that it leads',
    (view) => leaders(view).length <= 1,
    { source: 'Apache ZooKeeper 2022, "Recipes", "Leader Election"' },
  ),

  oneLeaderInSessions: invariant(
    'of the candidates whose sessions live, at most one believes that it leads',
    (view) => liveLeaders(view).length <= 1,
    { source: 'Apache ZooKeeper 2022, "Recipes", "Leader Election"' },
  ),

  oneLeaderPerEpoch: invariant('no two candidates lead under the same number', (view) => {
    const epochs = leaders(view).map(({ context }) => context.epoch);
    return new Set(epochs).size === epochs.length;
  }),

  isAcknowledged: invariant(
    'whoever leads has told so to all: the state has its number, or a later one',
    (view) => leaders(view).every(({ context }) => context.epoch <= epochOf(view)),
    { source: 'Apache ZooKeeper 2022, "Recipes", "Leader Election"' },
  ),

  epochsGrow: stepInvariant(
    'no leader undoes what a later one has written',
    (before, after) => epochOf(before) <= epochOf(after),
    { source: 'Hunt et al. 2010, §2.3' },
  ),

  newLeader: leadsTo(
    'a candidate that stands leads at last, or another one does, unless it crashes or its session ends',
    {
      whenever: (view) => view.process('candidate1').hasTag('standing'),
      eventually: (view) =>
        liveLeaders(view).length > 0 ||
        !view.process('candidate1').alive ||
        !view.process('candidate1').hasTag('standing'),
    },
    { source: 'Apache ZooKeeper 2022, "Recipes", "Leader Election"', fairness: fair },
  ),

  canLead: reachable('a candidate leads, and all others wait', (view) =>
    view
      .all('candidate')
      .every(
        (candidate) => candidate.hasTag('leading') || candidate.matches({ connected: 'waiting' }),
      ),
  ),

  canResign: reachable(
    'a candidate leads after another one has resigned',
    (view) =>
      view.all('candidate').some((candidate) => candidate.matches('resigned')) &&
      leaders(view).some(({ context }) => context.epoch === 2),
  ),

  canFollowDead: reachable(
    'a candidate leads after the leader before it has crashed',
    (view) =>
      view.all('candidate').some(({ alive }) => !alive) &&
      leaders(view).some(({ context }) => context.epoch === 2),
  ),
};

function leaders(view: View) {
  return view.all('candidate').filter((candidate) => candidate.hasTag('leading'));
}

function liveLeaders(view: View) {
  const { sessions } = view.process('service').context;
  return leaders(view).filter(({ context }) => sessions.some(({ id }) => id === context.session));
}

function epochOf(view: View): number {
  return Number(view.process('service').context.nodes[0]?.data);
}
