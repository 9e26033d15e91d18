import { propertiesFor, strong, weak, type ViewOf } from '#faultline';
import { election } from './candidate.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, deadlockFree, leadsTo } =
  propertiesFor<typeof roles>();

/** Messages arrive, and leaders resign. */
const fair = [weak('deliver'), strong({ kind: 'stimulus', event: 'resign' })];

/** What the election promises, what it does not, and what it can come to. */
export const properties = {
  // Not promised: a candidate whose lease has expired learns of it later.
  oneLeader: invariant(
    'at most one candidate believes that it leads',
    (view) => leaders(view).length <= 1,
    { source: 'against Kingsbury 2020, "etcd 3.4.3"' },
  ),

  leaderByKey: invariant(
    'whoever believes that it leads, and whose lease lives, has the key with the lowest create revision',
    (view) => {
      const [first] = queue(view);
      return leaders(view).every(
        ({ context: { lease, revision } }) =>
          !isLive(view, lease) || (first?.lease === lease && first.createRevision === revision),
      );
    },
    { source: 'etcd 2024, `client/v3/concurrency`, `election.go`' },
  ),

  fencedByEpoch: stepInvariant(
    'only who has the key with the lowest create revision, and has had it since, proclaims a value',
    (before, after) =>
      queue(after).every(
        ({ value, createRevision }) =>
          value === 0 ||
          queue(before).some(
            (old, index) =>
              old.createRevision === createRevision && (old.value === value || index === 0),
          ),
      ),
    { source: 'etcd 2024, "etcd versus other key-value stores", notes on lock and lease' },
  ),

  epochsGrow: stepInvariant(
    'who leads after another one has a higher create revision',
    (before, after) => {
      const [old] = queue(before);
      const [first] = queue(after);
      const { revision } = before.process('server').context.store;
      return (
        first === undefined ||
        first.createRevision > (old === undefined ? revision : old.createRevision - 1)
      );
    },
    { source: 'etcd 2024, "KV API guarantees"' },
  ),

  observesInOrder: invariant(
    'who observes never sees a leader again after a later one',
    (view) =>
      view
        .process('observer')
        .context.epochs.every(
          (epoch, index, epochs) => index === 0 || epoch > (epochs[index - 1] ?? 0),
        ),
    { source: 'etcd 2024, `client/v3/concurrency`, `election.go`, Observe' },
  ),

  observesLeaders: invariant(
    'nobody is taken for the leader before its turn has come',
    (view) =>
      queue(view)
        .slice(1)
        .every(
          ({ createRevision }) => !view.process('observer').context.epochs.includes(createRevision),
        ),
    { source: 'etcd 2024, `client/v3/concurrency`, `election.go`, Observe' },
  ),

  neverStarves: leadsTo(
    'a candidate that stands leads at last, or loses its session',
    {
      whenever: (view) => isStanding(view),
      eventually: (view) => !isStanding(view),
    },
    { source: 'etcd 2024, `client/v3/concurrency`, `election.go`', fairness: fair },
  ),

  endsFree: deadlockFree('nothing is left to happen only when nobody leads, and nobody waits', {
    ends: (view) =>
      queue(view).length === 0 &&
      view
        .all('candidate')
        .every((candidate) => candidate.matches('idle') || candidate.matches('lost')),
  }),

  canQueue: reachable(
    'a candidate leads, and all others wait for a key to be deleted',
    (view) =>
      leaders(view).length === 1 &&
      view.all('candidate').filter((candidate) => candidate.matches({ waiting: 'watching' }))
        .length ===
        view.all('candidate').length - 1,
  ),

  canInherit: reachable(
    'a candidate leads after one that stood before it has learnt that its lease has expired',
    (view) =>
      leaders(view).some(({ context: { revision } }) =>
        view
          .all('candidate')
          .some(
            (other) =>
              other.matches('lost') &&
              other.context.revision > 0 &&
              other.context.revision < revision,
          ),
      ),
  ),

  canLeadWithoutKey: reachable(
    'a candidate that has waited for another to resign is told that it leads, and its key is gone',
    (view) =>
      view
        .all('candidate')
        .some(
          (candidate) =>
            candidate.matches({ leading: 'elected' }) &&
            candidate.context.calls > 2 &&
            !isLive(view, candidate.context.lease),
        ),
    { source: 'etcd 2024, `client/v3/concurrency`, `election.go`, Campaign' },
  ),

  canBeRefused: reachable('a value comes so late that the transaction does not write it', (view) =>
    view
      .all('candidate')
      .some(
        (candidate) =>
          candidate.matches({ leading: 'proclaiming' }) &&
          view
            .inFlight('txnResponse')
            .some(
              ({ to, call, succeeded }) =>
                to === candidate.id && call === candidate.context.calls && !succeeded,
            ),
      ),
  ),

  canObserve: reachable(
    'an observer sees a leader, and another one after it',
    (view) => view.process('observer').context.epochs.length === 2,
  ),
};

function leaders(view: View) {
  return view.all('candidate').filter((candidate) => candidate.hasTag('leading'));
}

/** The keys of the election, in the order in which they came to be. */
function queue(view: View) {
  return view.process('server').context.store.keys.filter(({ key }) => key[0] === election[0]);
}

function isLive(view: View, lease: string): boolean {
  return view.process('server').context.store.leases[lease] === true;
}

function isStanding(view: View): boolean {
  const candidate = view.process('candidate1');
  return candidate.matches('campaigning') || candidate.matches('waiting');
}
