import { abstractTrace, checkSync, propertiesFor, stateGraph, type Protocol } from '#faultline';
import { describe, expect, it } from 'vitest';
import { twoPhaseCommitAbstract } from '../../specs/two-phase-commit-abstract/spec.ts';
import { messagesOf, type PaxosState } from './paxos-state.ts';
import { paxos } from './paxos.ts';
import { transactionCommit } from './transaction-commit.ts';
import { chosenIn, consensus, sortedVotes, voting, type VotingState } from './voting.ts';

const { refines } = propertiesFor();

/** The protocol with nothing to check but that it refines another one. */
function refining(protocol: Protocol, refined: ReturnType<typeof refines>): Protocol {
  return { ...protocol, properties: { refined }, expectationsFor: () => ({}) };
}

// TwoPhase.tla: THEOREM TPSpec => TC!TCSpec, with rmState as it is.
const twoPhase = refining(
  twoPhaseCommitAbstract,
  refines(
    'it is a transaction commit',
    transactionCommit,
    (view) => ({
      processes: {
        resourceManagers: {
          state: Object.fromEntries(
            view.all('resourceManager').map((manager, index) => {
              const states = ['working', 'prepared', 'committed', 'aborted'];
              return [`rm${index + 1}`, states.find((state) => manager.matches(state as never))];
            }),
          ),
        },
      },
    }),
    { parameters: ({ resourceManagers }) => ({ resourceManagers }) },
  ),
);

// Voting.tla: THEOREM Spec => C!Spec, with `chosen` for the values that are chosen.
const votes = refining(
  voting,
  refines(
    'at most one value is chosen, once',
    consensus,
    (view) => {
      const chosen = chosenIn(view.process('voting').context as unknown as VotingState);
      // Two values at once are no state of the other protocol.
      const context = { chosen: chosen.length > 1 ? chosen : (chosen[0] ?? null) };
      return { processes: { consensus: { state: chosen.length > 0 ? 'done' : 'open', context } } };
    },
    { parameters: ({ values }) => ({ values }) },
  ),
);

// Paxos.tla: THEOREM Spec => V!Spec, with the votes for which there are 2b messages, and maxBal as it is.
const messages = refining(
  paxos,
  refines(
    'acceptors vote as in Voting.tla',
    voting,
    (view) => {
      const state = view.process('paxos').context as unknown as PaxosState;
      const cast = messagesOf(state, '2b');
      const acceptors = Object.entries(state.memories);
      return {
        processes: {
          voting: {
            state: {},
            context: {
              maxBallots: Object.fromEntries(acceptors.map(([id, { ballot }]) => [id, ballot])),
              votes: Object.fromEntries(
                acceptors.map(([id]) => [
                  id,
                  sortedVotes(
                    cast
                      .filter(({ acceptor }) => acceptor === id)
                      .map(({ ballot, value }) => [ballot, value] as const),
                  ),
                ]),
              ),
            },
          },
        },
      };
    },
    { parameters: ({ acceptors, values, ballotMax }) => ({ acceptors, values, ballotMax }) },
  ),
);

const orders = [
  ...[['a1', 'a2', 'a3'] as const, ['a1', 'a3', 'a2'] as const, ['a2', 'a1', 'a3'] as const],
  ...[['a2', 'a3', 'a1'] as const, ['a3', 'a1', 'a2'] as const, ['a3', 'a2', 'a1'] as const],
];

/** The first, as text, of all states that differ by a permutation of acceptors or values. */
function orbitOf(processes: readonly { readonly context: unknown }[]): string | undefined {
  const state = processes[0]?.context as VotingState;
  const texts = orders.flatMap((order) =>
    [
      ['v1', 'v2'],
      ['v2', 'v1'],
    ].map((values) =>
      JSON.stringify(
        order.map((acceptor) => [
          state.maxBallots[acceptor],
          state.votes[acceptor]?.map(([ballot, value]) => [ballot, values.indexOf(value)]),
        ]),
      ),
    ),
  );
  return texts.sort()[0];
}

describe('A published refinement', () => {
  it.each([1, 2, 3, 4])('holds: TwoPhase.tla of TCommit.tla, %i managers', (resourceManagers) => {
    const result = checkSync(twoPhase, { parameters: { resourceManagers } });
    expect(result.verdict).toBe('holds');
  });

  it('holds: Voting.tla of Consensus.tla', () => {
    const result = checkSync(votes);
    expect(result.verdict).toBe('holds');
    // MCVoting.cfg: 77 states up to a permutation of acceptors and values, and the depth 11.
    expect(
      new Set(stateGraph(voting).states.map(({ record }) => orbitOf(record.processes))).size,
    ).toBe(77);
    expect(result.depth).toBe(11);
  });

  it.each([
    { acceptors: 2, values: 2, ballotMax: 1 },
    { acceptors: 3, values: 1, ballotMax: 1 },
  ])('holds: Paxos.tla of Voting.tla, $acceptors acceptors and $values values', (parameters) => {
    expect(checkSync(messages, { parameters }).verdict).toBe('holds');
  });

  it.each(Object.keys(twoPhaseCommitAbstract.mutations))(
    'holds no more when TwoPhase.tla is broken: %s',
    (mutation) => {
      const [refined] = checkSync(twoPhase, { mutation, keepGoing: true }).properties;
      expect(refined?.verdict).toBe('violated');
      const seen = refined?.trace && abstractTrace(refined.trace, 'refined');
      expect(seen?.steps.at(-1)?.kind).toBe('breaks');
    },
  );

  it('holds no more when a majority is not needed to choose', () => {
    const single = refines('one vote is enough', consensus, (view) => {
      const { votes: all } = view.process('voting').context as unknown as VotingState;
      const values = [
        ...new Set(Object.values(all).flatMap((own) => own.map(([, value]) => value))),
      ];
      const context = { chosen: values.length > 1 ? values : (values[0] ?? null) };
      return { processes: { consensus: { state: values.length > 0 ? 'done' : 'open', context } } };
    });
    expect(checkSync(refining(voting, single)).verdict).toBe('violated');
  });
});
