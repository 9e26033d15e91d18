import { propertiesFor, strong, weak, type ViewOf } from '#faultline';
import { data, lock } from './client.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, deadlockFree, leadsTo } =
  propertiesFor<typeof roles>();

/** Messages arrive, and locks are given back. */
const fair = [weak('deliver'), strong({ kind: 'stimulus', event: 'unlock' })];

/** What the lock promises, what it does not, and what it can come to. */
export const properties = {
  // Not promised: a client whose lease has expired learns of it later.
  mutualExclusion: invariant(
    'at most one client believes that it holds the lock',
    (view) => holders(view).length <= 1,
    { source: 'against Kingsbury 2020, "etcd 3.4.3"' },
  ),

  exclusionByKey: invariant(
    'whoever believes that it holds the lock, and whose lease lives, has the first of the keys',
    (view) => {
      const [first] = queue(view);
      return holders(view).every(
        ({ context }) => !isLive(view, context.lease) || first?.lease === context.lease,
      );
    },
    { source: 'etcd 2024, `client/v3/concurrency`, `mutex.go`' },
  ),

  fencingSafety: stepInvariant(
    'what a holder has written is not overwritten by one that had the lock before it',
    (before, after) => written(before) <= written(after),
    { source: 'etcd 2024, "etcd versus other key-value stores", notes on lock and lease' },
  ),

  leaseSemantics: invariant(
    'a key that belongs to a lease is there only as long as the lease',
    (view) => queue(view).every(({ lease }) => lease !== null && isLive(view, lease)),
    { source: 'etcd 2024, "etcd API", "Lease API"' },
  ),

  revisionMonotone: stepInvariant(
    'the revision never decreases',
    (before, after) =>
      before.process('server').context.store.revision <=
      after.process('server').context.store.revision,
    { source: 'etcd 2024, "KV API guarantees"' },
  ),

  neverStarves: leadsTo(
    'a client that asks for the lock gets it, or loses its session',
    {
      whenever: (view) => isSeeking(view),
      eventually: (view) => !isSeeking(view),
    },
    { source: 'etcd 2024, `client/v3/concurrency`, `mutex.go`', fairness: fair },
  ),

  noticesExpiry: leadsTo(
    'a client whose lease has expired learns of it, whatever the others do',
    {
      whenever: (view) => !isLive(view, view.process('client1').context.lease),
      eventually: (view) => view.process('client1').matches('lost'),
    },
    { source: 'etcd issue 19597' },
  ),

  endsFree: deadlockFree('nothing is left to happen only when the lock is free and nobody waits', {
    ends: (view) =>
      queue(view).length === 0 &&
      view.all('client').every((client) => client.matches('idle') || client.matches('lost')),
  }),

  canQueue: reachable(
    'a client holds the lock, and all others wait for one to be deleted',
    (view) =>
      holders(view).length === 1 &&
      view.all('client').filter((client) => client.matches({ waiting: 'watching' })).length ===
        view.all('client').length - 1,
  ),

  canHoldInTurn: reachable(
    'a client holds the lock after it has waited for another to unlock',
    (view) => isIntact(view) && holdersThatWaited(view).length > 0,
  ),

  canInherit: reachable(
    'a client holds the lock after it has waited for a lease to expire',
    (view) =>
      !isIntact(view) &&
      view.all('client').some((client) => client.matches('lost')) &&
      holdersThatWaited(view).length > 0,
  ),

  canFindItselfGone: reachable(
    'a client looks for its own key after it has waited, and it is gone',
    (view) =>
      view
        .all('client')
        .some(
          (client) =>
            client.matches({ waiting: 'confirming' }) && !isLive(view, client.context.lease),
        ),
    { source: 'etcd issue 11456' },
  ),

  canBeRefused: reachable('a write comes so late that the transaction does not write it', (view) =>
    view
      .all('client')
      .some(
        (client) =>
          client.matches({ holding: 'writing' }) &&
          view
            .inFlight('txnResponse')
            .some(
              ({ to, call, succeeded }) =>
                to === client.id && call === client.context.calls && !succeeded,
            ),
      ),
  ),
};

function holders(view: View) {
  return view.all('client').filter((client) => client.hasTag('holding'));
}

/** Those that still have keys, which came to be before another was deleted. */
function holdersThatWaited(view: View) {
  const { history } = view.process('server').context.store;
  return holders(view).filter(
    ({ context: { calls, lease, revision } }) =>
      // Who has not waited makes two calls at most: for the lock, and to write.
      calls > 2 &&
      isLive(view, lease) &&
      // The first that is known is what revision 2 has changed.
      history.slice(revision - 1).some((changes) => changes.some(({ kind }) => kind === 'delete')),
  );
}

/** The keys of the lock, in the order in which they came to be. */
function queue(view: View) {
  return view.process('server').context.store.keys.filter(({ key }) => key[0] === lock[0]);
}

/** Under which revision of the lock the data has been written; 0 before it is. */
function written(view: View): number {
  const { keys } = view.process('server').context.store;
  return keys.find(({ key }) => key[0] === data[0])?.value ?? 0;
}

function isLive(view: View, lease: string): boolean {
  return view.process('server').context.store.leases[lease] === true;
}

function isSeeking(view: View): boolean {
  const client = view.process('client1');
  return client.matches('acquiring') || client.matches('waiting');
}

/** Whether no lease has expired. */
function isIntact(view: View): boolean {
  return view.all('client').every(({ context }) => isLive(view, context.lease));
}
