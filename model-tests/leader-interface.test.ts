import {
  alterChart,
  checkSync,
  propertiesFor,
  type Monitor,
  type ProcessId,
  type Protocol,
} from '#faultline';
import { describe, expect, it } from 'vitest';
import { emit, type AnyStateMachine } from 'xstate';
import { etcdElection } from '../specs/etcd-election/spec.ts';
import { monitors as leaseMonitors } from '../specs/leader-lease/monitors.ts';
import { leaderLease } from '../specs/leader-lease/spec.ts';
import { monitors as raftMonitors } from '../specs/raft/monitors.ts';
import { raft } from '../specs/raft/spec.ts';
import { asLeadership, leaderInterface } from '../specs/replicated-service/interface.ts';
import { zookeeperElection } from '../specs/zookeeper-election/spec.ts';

const { refines } = propertiesFor();

/** What tells of a candidate whether it leads. */
interface Leading {
  readonly matches: (state: never) => boolean;
  readonly hasTag: (tag: never) => boolean;
}

/** Where an election keeps what the interface is about. */
interface Where {
  readonly role: string;
  readonly count: number;
  readonly epochs: number;
  readonly isLeading: (process: Leading) => boolean;
  /** The key of the context with the epoch. */
  readonly epoch: string;
  /** What hears who is elected. */
  readonly monitor: Monitor;
}

/** The election with nothing to check but that it is one. */
function asElection(
  protocol: Protocol,
  { role, count, epochs, isLeading, epoch, monitor }: Where,
): Protocol {
  const refined = refines(
    'it does what elections do',
    leaderInterface,
    (view) => {
      const all = view.all(role);
      return asLeadership({
        candidates: all.map(({ id }) => id),
        epochs,
        elected: view.monitor('elections').context.leaders,
        leading: all.flatMap((one): readonly { id: ProcessId; epoch: number }[] =>
          one.alive && isLeading(one) ? [{ id: one.id, epoch: Number(one.context[epoch]) }] : [],
        ),
      });
    },
    { parameters: () => ({ candidates: count, epochs }) },
  );
  return {
    ...protocol,
    properties: { refined },
    monitorsFor: () => ({ elections: monitor }),
    expectationsFor: () => ({}),
  };
}

const raftElection = asElection(raft, {
  ...{ role: 'server', count: 3, epochs: 3, epoch: 'currentTerm' },
  monitor: raftMonitors.electionSafety,
  isLeading: (server) => server.matches('leader' as never),
});

/** A state in which a candidate leads: it says so when it enters it. */
function newsOf(epoch: string) {
  return {
    entry: emit(({ context }: { readonly context: Readonly<Record<string, unknown>> }) => ({
      type: 'elected',
      term: context[epoch],
    })),
  };
}

/** ZooKeeper's, whose candidates say when they lead. */
function withNews(chart: AnyStateMachine): AnyStateMachine {
  return alterChart(chart, { states: { connected: { states: { leading: newsOf('epoch') } } } });
}
const news = {
  says: 'candidates say when they lead',
  violates: 'refined',
  charts: { candidate: withNews },
};
const early = {
  ...news,
  charts: {
    candidate: (chart: AnyStateMachine) => {
      const broken = zookeeperElection.mutations['acts-before-loading-state']?.charts?.candidate;
      return withNews(broken === undefined ? chart : broken(chart));
    },
  },
};
const recipe: Protocol = {
  ...asElection(zookeeperElection, {
    ...{ role: 'candidate', count: 2, epochs: 3, epoch: 'epoch' },
    monitor: raftMonitors.electionSafety,
    isLeading: (candidate) => candidate.matches({ connected: 'leading' } as never),
  }),
  mutations: { news, early },
};

const lease = asElection(leaderLease, {
  ...{ role: 'candidate', count: 2, epochs: 2, epoch: 'epoch' },
  isLeading: (candidate) => candidate.hasTag('leading' as never),
  monitor: leaseMonitors.epochUnique,
});

/** etcd's, whose epochs are the create revisions of keys, or what else is in the context of a candidate. */
function etcdBy(epoch: 'revision' | 'calls'): Protocol {
  const election = asElection(etcdElection, {
    ...{ role: 'candidate', count: 2, epochs: 4, epoch },
    monitor: raftMonitors.electionSafety,
    isLeading: (candidate) => candidate.hasTag('leading' as never),
  });
  const candidate = (chart: AnyStateMachine) =>
    alterChart(chart, { states: { leading: newsOf(epoch) } });
  return { ...election, mutations: { news: { ...news, charts: { candidate } } } };
}

describe('The interface of an election', () => {
  it('is kept by Raft, whose epochs are terms', () => {
    const [refined] = checkSync(raftElection, { size: 'tiny' }).properties;
    expect(refined?.verdict).toMatch(/^holds/);
  });

  it('is not kept by Raft whose servers vote twice', () => {
    const [refined] = checkSync(raftElection, { mutation: 'vote-twice' }).properties;
    expect(refined?.verdict).toBe('violated');
  });

  it('is kept by the recipe of ZooKeeper, also where leaders are taken for dead', () => {
    for (const size of ['tiny', 'asynchronous']) {
      const [refined] = checkSync(recipe, { size, mutation: 'news' }).properties;
      expect(refined?.verdict).toBe('holds');
    }
  });

  it('is kept by who leads by a lease, also where a leader is paused', () => {
    for (const size of ['tiny', 'paused']) {
      const [refined] = checkSync(lease, { size }).properties;
      expect(refined?.verdict).toMatch(/^holds/);
    }
  });

  it('is kept by the election of etcd, also where leases of leaders expire', () => {
    const parameters = { expiries: 1, proclaims: false };
    const [refined] = checkSync(etcdBy('revision'), { mutation: 'news', parameters }).properties;
    expect(refined?.verdict).toBe('holds');
  });

  it('is not kept by candidates of etcd that lead each under a number of its own', () => {
    const parameters = { proclaims: false };
    const [refined] = checkSync(etcdBy('calls'), { mutation: 'news', parameters }).properties;
    expect(refined?.verdict).toBe('violated');
  });

  it('is not kept where leases are given twice under one number', () => {
    const [refined] = checkSync(lease, { mutation: 'epoch-not-incremented' }).properties;
    expect(refined?.verdict).toBe('violated');
  });

  it('is not kept by candidates that do not read what the leader before has left', () => {
    const parameters = { crashes: 0, accurate: false };
    const [refined] = checkSync(recipe, { mutation: 'early', parameters }).properties;
    expect(refined?.verdict).toBe('violated');
  });
});
