import { alterChart, checkSync, defineProtocol, processIds, propertiesFor, role } from '#faultline';
import { describe, expect, it } from 'vitest';
import { assign, emit } from 'xstate';
import { candidate } from '../specs/leader-lease/candidate.ts';
import { store } from '../specs/leader-lease/store.ts';
import { monitors } from '../specs/raft/monitors.ts';
import { replica } from '../specs/replicated-service/replica.ts';
import { verdictsOf } from './published/counts.ts';

const replicas = processIds('replica', 2);

/** A candidate that tells a replica that it leads, where it would only have said so. */
function candidateFor(id: string) {
  const tell = emit(({ context }: { readonly context: { readonly epoch: number } }) => ({
    type: 'becomeLeader',
    to: id,
    epoch: context.epoch,
  }));
  return role(alterChart(candidate, { states: { leader: { entry: tell } } }), {
    input: { store: 'store', resource: 'store', terms: 1, diligent: false },
    stimuli: [{ type: 'stand' }],
  });
}

const roles = () => ({
  store: role(store),
  first: candidateFor('replica1'),
  second: candidateFor('replica2'),
  replica: role(replica, {
    count: 2,
    input: ({ id }) => ({ id, replicas }),
    durable: ['epoch', 'copy'],
    stimuli: ({ index }) => [{ type: 'request', command: `v${index + 1}` }],
  }),
});

const { reachable } = propertiesFor<typeof roles>();

/** The replicas of the service, whose leaders have leases: leases run out at any moment, and nobody notices in time. */
const byLease = defineProtocol({
  id: 'replicated-service-by-lease',
  title: 'Replicated service whose leaders have leases',
  source: 'Gray & Cheriton 1989; Lamport 2001',
  parameters: {},
  sizes: { tiny: {} },
  roles,
  network: { order: 'set' },
  time: { timeouts: 'nondeterministic' },
  constraint: (view) => view.all('replica').every(({ context: { copy } }) => copy.log.length <= 1),
  properties: {
    canCarryOver: reachable(
      'a leader has committed what an older leader has been asked for',
      (view) =>
        view
          .all('replica')
          .some(
            ({ context: { epoch, copy, committed } }) =>
              committed > 0 && (copy.log[0]?.term ?? epoch) < epoch,
          ),
    ),
  },
  monitors,
  mutations: {
    'epoch-not-incremented': {
      says: 'each lease has the number of the one before',
      violates: 'electionSafety',
      charts: {
        store: (chart) =>
          chart.provide({
            actions: {
              give: assign({ owner: (_, { from }: { readonly from: string }) => from, epoch: 1 }),
            },
          }),
      },
    },
  },
});

describe('A replicated service whose leaders have leases', () => {
  it('keeps its promises, also where leases run out unnoticed', () => {
    const result = checkSync(byLease, { size: 'tiny' });
    expect(verdictsOf(result)).toEqual({
      ...{ canCarryOver: 'holds', electionSafety: 'holds in bounds' },
      ...{ leaderCompleteness: 'holds in bounds', stateMachineSafety: 'holds in bounds' },
      noDisruption: 'holds in bounds',
    });
    expect(result.distinctStates).toBe(11_272);
  });

  it('has two leaders under one epoch where a number is given twice', () => {
    const { electionSafety } = verdictsOf(
      checkSync(byLease, { mutation: 'epoch-not-incremented' }),
    );
    expect(electionSafety).toBe('violated');
  });
});
