import { alterChart, type MutationsOf } from '#faultline';
import { assign } from 'xstate';
import type { AcceptorInput } from './acceptor.ts';
import type { monitors } from './monitors.ts';
import type { properties } from './properties.ts';
import type { ProposerInput } from './proposer.ts';
import type { roles } from './roles.ts';
import { isMajority, votesOf, withVote } from './votes.ts';

type Restart = { readonly input: AcceptorInput };

/**
 * How Paxos goes wrong when one rule of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it, and `steps` is what a shortest counterexample has: to begin a
 * ballot, to deliver a message, a crash and a restart are a step each. A broadcast is part of the step that
 * leads to it.
 */
export const mutations = {
  'no-adopt': {
    says: 'a proposer proposes its own value, whatever was accepted before',
    violates: 'agreement',
    steps: 14,
    charts: { proposer: (chart) => chart.provide({ actions: { adoptHighest: assign({}) } }) },
  },
  'accept-below-promise': {
    says: 'an acceptor accepts a proposal that it has promised not to accept',
    violates: 'agreement',
    steps: 14,
    charts: { acceptor: (chart) => chart.provide({ guards: { keepsPromise: () => true } }) },
  },
  'volatile-promise': {
    says: 'an acceptor that restarts knows what it has accepted, and not what it has promised',
    violates: 'agreement',
    steps: 16,
    parameters: { crashes: 1 },
    charts: {
      acceptor: (chart) =>
        alterChart(chart, {
          context: ({ input: { learners, recovered } }: Restart) => ({
            learners,
            promised: recovered?.accepted?.ballot ?? 0,
            accepted: recovered?.accepted ?? null,
          }),
        }),
    },
  },
  'volatile-accepted': {
    says: 'an acceptor that restarts knows what it has promised, and not what it has accepted',
    violates: 'agreement',
    steps: 16,
    parameters: { crashes: 1 },
    charts: {
      acceptor: (chart) =>
        alterChart(chart, {
          context: ({ input: { learners, recovered } }: Restart) => ({
            learners,
            promised: recovered?.promised ?? 0,
            accepted: null,
          }),
        }),
    },
  },
  'adopt-lowest': {
    says: 'a proposer adopts something that was accepted before, and not the last of it',
    violates: 'agreement',
    steps: 20,
    parameters: { ballots: 3 },
    charts: {
      proposer: (chart) =>
        chart.provide({
          actions: {
            adoptHighest: assign({
              adopted: ({ context: { adopted } }, { accepted }) =>
                accepted !== null && accepted.ballot < (adopted?.ballot ?? Infinity)
                  ? accepted
                  : adopted,
            }),
          },
        }),
    },
  },
  'ballot-reuse': {
    says: 'a proposer that restarts begins anew with the lowest ballot that it has',
    violates: 'agreement',
    steps: 21,
    parameters: { crashes: 1 },
    charts: {
      proposer: (chart) =>
        alterChart(chart, {
          context: ({
            input: { acceptors, value, ballots },
          }: {
            readonly input: ProposerInput;
          }) => ({
            acceptors,
            value,
            ballots,
            ballot: 0,
            promised: [],
            adopted: null,
          }),
        }),
    },
  },
  'count-across-ballots': {
    says: 'a learner counts all who have accepted a value, in whatever ballots',
    violates: 'learnsChosen',
    steps: 14,
    charts: {
      learner: (chart) =>
        chart.provide({
          guards: {
            makesMajority: ({ context: { votes, acceptors }, event }) =>
              isMajority(
                acceptors.filter((id) =>
                  votesOf(withVote(votes, event.from, event), id).some(
                    ({ value }) => value === event.value,
                  ),
                ),
                acceptors,
              ),
          },
        }),
    },
  },
  'minority-promise': {
    says: 'a proposer proposes when a single acceptor has promised',
    violates: 'agreement',
    steps: 10,
    charts: {
      proposer: (chart) =>
        chart.provide({ guards: { hasMajority: ({ context }) => context.promised.length > 0 } }),
    },
  },
  'minority-accept': {
    says: 'a learner learns what a single acceptor has accepted',
    violates: 'learnsOnce',
    steps: 14,
    charts: { learner: (chart) => chart.provide({ guards: { makesMajority: () => true } }) },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof ReturnType<typeof monitors>>;
