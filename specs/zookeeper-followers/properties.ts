import { propertiesFor, weak, type ViewOf } from '#faultline';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, leadsTo } = propertiesFor<typeof roles>();

/** What an ensemble promises whose servers lag behind, and what can happen. What a client sees is for monitors. */
export const properties = {
  // Each writes one more than it has read: what is there is how often something was written.
  noLostUpdate: invariant(
    'no write replaces one that its client had not read',
    (view) => treesOf(view).every(({ version, first }) => first === version),
    { source: 'Apache ZooKeeper 2022, "Programmer\'s Guide", "ZNodes"' },
  ),

  atomicMulti: invariant(
    'no server shows one node of a multi without the other',
    (view) => treesOf(view).every(({ first, second }) => first === second),
    { source: 'Apache ZooKeeper 2022, "Programmer\'s Guide", "Consistency Guarantees"' },
  ),

  inOrder: stepInvariant(
    'a server takes one transaction after the other, and leaves none out',
    (before, after) => {
      const later = treesOf(after);
      return treesOf(before).every(({ zxid }, index) => (later[index]?.zxid ?? 0) - zxid <= 1);
    },
    { source: 'Hunt et al. 2010, §4.2' },
  ),

  allAnswered: leadsTo(
    'a client that asks, or goes to another server, is answered',
    {
      whenever: (view) => view.all('client').some((client) => client.hasTag('waiting')),
      eventually: (view) => view.all('client').every((client) => !client.hasTag('waiting')),
    },
    { fairness: [weak('deliver')] },
  ),

  canReadStale: reachable(
    'a client is about to read what is out of date',
    (view) =>
      view.inFlight('data').some(({ zxid }) => zxid < view.process('leader').context.zxid) &&
      view.inFlight('commit').length > 0,
    { source: 'Hunt et al. 2010, §4.4' },
  ),

  canComeTooLate: reachable(
    'a client writes what it has read too long ago, and nothing changes',
    (view) => view.inFlight('badVersion').length > 0,
  ),

  canBeRefused: reachable(
    'a server refuses a client that has seen more than it has',
    (view) => view.inFlight('refused').length > 0,
    { source: 'Hunt et al. 2010, §4.4' },
  ),

  canFlush: reachable(
    'the answer to a sync waits behind a transaction',
    (view) => view.inFlight('flushed').length > 0 && view.inFlight('commit').length > 0,
  ),
};

function treesOf(view: View) {
  return [view.process('leader'), ...view.all('server')].map(({ context }) => context);
}
