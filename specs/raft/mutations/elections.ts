import { alterChart, type MutationsOf } from '#faultline';
import { assertEvent, type AnyStateMachine } from 'xstate';
import { isUpToDate } from '../log.ts';
import type { Persistent } from '../messages.ts';
import type { monitors } from '../monitors.ts';
import type { properties } from '../properties.ts';
import type { roles } from '../roles.ts';
import { startOf, type ServerInput } from '../state.ts';

/** How the election of leaders goes wrong, also with what a server forgets. */
export const electionMutations = {
  'vote-twice': {
    says: 'a server votes for whoever asks, although it has voted in this term',
    violates: 'electionSafety',
    steps: 6,
    parameters: { terms: 1, candidates: 2 },
    charts: {
      server: (chart) =>
        chart.provide({
          guards: {
            mayVote: ({ context: { currentTerm, log }, event }) => {
              assertEvent(event, 'requestVote');
              return event.term === currentTerm && isUpToDate(event, log);
            },
          },
        }),
    },
  },
  'vote-not-persisted': {
    says: 'a server that restarts has forgotten for whom it has voted',
    violates: 'electionSafety',
    steps: 8,
    parameters: { terms: 1, candidates: 2, crashes: 1 },
    charts: { server: (chart) => forgetting(chart, { votedFor: null }) },
  },
  'term-not-persisted': {
    says: 'a server that restarts has forgotten its term',
    violates: 'electionSafety',
    steps: 8,
    parameters: { terms: 1, candidates: 2, crashes: 1 },
    charts: { server: (chart) => forgetting(chart, { currentTerm: 0 }) },
  },
  'log-not-persisted': {
    says: 'a server that restarts has forgotten its log',
    violates: 'leaderCompleteness',
    steps: 11,
    parameters: { terms: 2, candidates: 2, crashes: 1 },
    charts: { server: (chart) => forgetting(chart, { log: [] }) },
  },
  'no-up-to-date-check': {
    says: 'a server votes for a candidate whose log is behind its own',
    violates: 'leaderCompleteness',
    steps: 9,
    parameters: { terms: 2, candidates: 2 },
    charts: {
      server: (chart) =>
        chart.provide({
          guards: {
            mayVote: ({ context: { currentTerm, votedFor }, event }) => {
              assertEvent(event, 'requestVote');
              return event.term === currentTerm && (votedFor ?? event.from) === event.from;
            },
          },
        }),
    },
  },
  'up-to-date-by-length': {
    says: 'a server takes the longer log for the newer one, whatever its last term',
    violates: 'leaderCompleteness',
    steps: 14,
    parameters: { terms: 3, candidates: 2 },
    charts: {
      server: (chart) =>
        chart.provide({
          guards: {
            mayVote: ({ context: { currentTerm, votedFor, log }, event }) => {
              assertEvent(event, 'requestVote');
              const isFree = (votedFor ?? event.from) === event.from;
              return event.term === currentTerm && isFree && event.lastLogIndex >= log.length;
            },
          },
        }),
    },
  },
  'votes-not-asked-again': {
    says: 'a candidate asks for votes only once, in a network that loses messages',
    violates: 'elects',
    steps: 3,
    parameters: { terms: 1, candidates: 1, once: true },
    charts: {
      server: (chart) =>
        alterChart(chart, { states: { candidate: { after: { retry: undefined } } } }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof typeof monitors>;

/** A server that finds something else on stable storage than it has put there. */
function forgetting<Chart extends AnyStateMachine>(chart: Chart, lost: Partial<Persistent>): Chart {
  return alterChart(chart, {
    context: ({ input }: { readonly input: ServerInput }) => {
      const { recovered } = input;
      return startOf({ ...input, ...(recovered && { recovered: { ...recovered, ...lost } }) });
    },
  });
}
