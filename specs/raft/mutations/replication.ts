import { alterChart, type MutationsOf } from '#faultline';
import { assertEvent, assign, enqueueActions } from 'xstate';
import { peersOf } from '../membership.ts';
import type { monitors } from '../monitors.ts';
import type { properties } from '../properties.ts';
import type { roles } from '../roles.ts';
import { committable, nextEntryFor } from '../replication.ts';
import type { server } from '../server.ts';

/** How the replication of logs goes wrong, and what is committed too early. */
export const replicationMutations = {
  'figure-8': {
    says: 'a leader commits an entry of an older term as soon as most servers have it',
    violates: 'leaderCompleteness',
    steps: 20,
    parameters: { terms: 4, candidates: 2 },
    charts: {
      server: (chart) =>
        chart.provide({
          guards: {
            canCommit: ({ context }) => committable(context, () => true) > context.commitIndex,
          },
          actions: {
            commit: assign({ commitIndex: ({ context }) => committable(context, () => true) }),
          },
        }),
    },
  },
  'minority-commit': {
    says: 'a leader commits what one server less than most have',
    violates: 'leaderCompleteness',
    steps: 7,
    parameters: { terms: 2, candidates: 2 },
    charts: { server: commitsAtOnce },
  },
  'truncate-on-any-append': {
    says: 'a follower deletes what follows the new entries, although nothing conflicts',
    violates: 'leaderCompleteness',
    steps: 10,
    parameters: { terms: 2, entries: 2, candidates: 2 },
    charts: {
      server: (chart) =>
        chart.provide({
          actions: {
            append: assign({
              log: ({ context, event }) => {
                assertEvent(event, 'appendEntries');
                return [...context.log.slice(0, event.prevLogIndex), ...event.entries];
              },
            }),
          },
        }),
    },
  },
  // Here every appendEntries has the next entry in it. One without, as figure 2 has for heartbeats, shows it.
  'commit-not-clamped': {
    says: 'a follower takes the commitIndex of an empty heartbeat for its own, whatever is in its log',
    violates: 'stateMachineSafety',
    steps: 11,
    parameters: { terms: 2, candidates: 2 },
    charts: {
      server: (chart) =>
        chart.provide({
          actions: {
            replicate: enqueueActions(({ context, enqueue }) => {
              for (const to of peersOf(context)) {
                const next = nextEntryFor(context, to);
                enqueue.emit({ to, ...next });
                if (next.type === 'appendEntries') enqueue.emit({ to, ...next, entries: [] });
              }
            }),
            followCommit: enqueueActions(({ context: { currentTerm, log }, event, enqueue }) => {
              assertEvent(event, 'appendEntries');
              enqueue.assign({ commitIndex: event.leaderCommit });
              const entries = log.slice(0, event.leaderCommit);
              enqueue.emit({ type: 'applied', term: currentTerm, entries });
            }),
          },
        }),
    },
  },
  'applied-at-once': {
    says: 'a follower applies an entry as soon as it has it',
    violates: 'refinesConsensus',
    steps: 10,
    parameters: { terms: 2, candidates: 2 },
    charts: {
      server: (chart) =>
        chart.provide({
          actions: {
            followCommit: enqueueActions(({ context: { currentTerm, log }, enqueue }) => {
              enqueue.assign({ commitIndex: log.length });
              enqueue.emit({ type: 'applied', term: currentTerm, entries: log });
            }),
          },
        }),
    },
  },
  'sent-is-stored': {
    says: 'a leader takes an entry for stored when it has sent it',
    violates: 'committedIsStored',
    steps: 4,
    parameters: { terms: 1, candidates: 1 },
    charts: {
      server: (chart) =>
        chart.provide({
          actions: {
            takeCommand: assign(({ context: { currentTerm, log, servers }, event }) => {
              assertEvent(event, 'clientRequest');
              const longer = [...log, { term: currentTerm, command: event.command }];
              const matchIndex = Object.fromEntries(servers.map((id) => [id, longer.length]));
              return { log: longer, matchIndex };
            }),
          },
        }),
    },
  },
  'no-consistency-check': {
    says: 'a follower appends entries, whatever comes before them in its log',
    violates: 'logMatching',
    steps: 11,
    parameters: { terms: 2, candidates: 2, entries: 2 },
    charts: {
      server: (chart) => chart.provide({ guards: { agrees: 'isCurrent' } }),
    },
  },
  'leader-tidies': {
    says: 'a leader makes room for a new entry: those that are not committed go',
    violates: 'leaderAppendOnly',
    steps: 9,
    parameters: { terms: 2, candidates: 2 },
    charts: {
      server: (chart) =>
        chart.provide({
          actions: {
            takeCommand: assign({
              log: ({ context: { currentTerm, log, commitIndex }, event }) => {
                assertEvent(event, 'clientRequest');
                const entry = { term: currentTerm, command: event.command };
                return [...log.slice(0, commitIndex), entry];
              },
            }),
          },
        }),
    },
  },
  'no-heartbeats': {
    says: 'a leader sends nothing again, in a network that loses messages',
    violates: 'commits',
    steps: 9,
    parameters: { terms: 1, candidates: 1, once: true },
    charts: {
      server: (chart) => alterChart(chart, { states: { leader: { after: undefined } } }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof typeof monitors>;

/** A leader that commits an entry without waiting for anybody. */
function commitsAtOnce(chart: typeof server) {
  return chart.provide({
    guards: { canCommit: ({ context: { log, commitIndex } }) => log.length > commitIndex },
    actions: { commit: assign({ commitIndex: ({ context }) => context.log.length }) },
  });
}
