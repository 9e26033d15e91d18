import { alterChart, type MutationsOf } from '#faultline';
import { assertEvent, enqueueActions } from 'xstate';
import type { monitors } from '../monitors.ts';
import type { properties } from '../properties.ts';
import type { roles } from '../roles.ts';

/** How a server that others cannot do without asking for deposes a leader that they hear of. */
export const preVoteMutations = {
  'pre-vote-of-a-listener': {
    says: 'a server says that it would vote, although it hears of a leader',
    violates: 'noDisruption',
    steps: 3,
    parameters: { terms: 1, candidates: 1, entries: 0, prevote: true },
    charts: {
      server: (chart) =>
        alterChart(chart, {
          states: {
            follower: { on: { preVote: { guard: 'mayPreVote', actions: 'answerPreVote' } } },
          },
        }),
    },
  },
  'pre-vote-is-a-vote': {
    says: 'a server that says that it would vote has voted',
    violates: 'votesForCandidates',
    steps: 3,
    parameters: { terms: 1, candidates: 1, entries: 0, prevote: true },
    charts: {
      server: (chart) =>
        chart.provide({
          actions: {
            answerPreVote: enqueueActions(({ context: { currentTerm }, event, enqueue }) => {
              assertEvent(event, 'preVote');
              enqueue.assign({ votedFor: event.from });
              enqueue.emit({ to: event.from, type: 'preVoted', term: currentTerm });
            }),
          },
        }),
    },
  },
  'term-before-pre-votes': {
    says: 'a server goes to the next term before it asks whether it would be elected there',
    violates: 'noDisruption',
    steps: 1,
    parameters: { terms: 1, candidates: 1, entries: 0, prevote: true },
    charts: {
      server: (chart) =>
        alterChart(chart, {
          states: {
            preCandidate: {
              entry: ['stand', 'observeStand', 'doubt', 'observeDoubt', 'requestPreVotes'],
            },
          },
        }),
    },
  },
  'stands-again-unasked': {
    says: 'a candidate that is not elected stands again, without asking once more',
    violates: 'noDisruption',
    steps: 5,
    parameters: { terms: 2, candidates: 1, entries: 0, prevote: true },
    charts: {
      server: (chart) =>
        alterChart(chart, {
          states: {
            candidate: {
              after: {
                electionTimeout: {
                  target: 'candidate',
                  reenter: true,
                  actions: ['stand', 'observeStand', 'requestVotes'],
                },
              },
            },
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof typeof monitors>;
