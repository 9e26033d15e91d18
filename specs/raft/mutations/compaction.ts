import { alterChart, type MutationsOf, type ProcessId } from '#faultline';
import { assertEvent, enqueueActions } from 'xstate';
import { isUpToDate } from '../log.ts';
import { peersOf } from '../membership.ts';
import type { Persistent } from '../messages.ts';
import type { monitors } from '../monitors.ts';
import type { properties } from '../properties.ts';
import { nextEntryFor } from '../replication.ts';
import type { roles } from '../roles.ts';
import { startOf, type Server, type ServerInput } from '../state.ts';

/** How snapshots go wrong. */
export const compactionMutations = {
  'snapshot-discards-longer-log': {
    says: 'a follower that gets a snapshot discards its whole log, although entries after the snapshot agree',
    violates: 'committedIsStored',
    steps: 13,
    parameters: { terms: 1, candidates: 1, entries: 2, compacts: true },
    charts: {
      server: (chart) =>
        chart.provide({
          actions: {
            install: enqueueActions(({ context: { commitIndex, currentTerm }, event, enqueue }) => {
              assertEvent(event, 'installSnapshot');
              const { lastIncludedIndex, data } = event;
              enqueue.assign({
                log: data,
                snapshotIndex: lastIncludedIndex,
                commitIndex: Math.max(commitIndex, lastIncludedIndex),
              });
              if (lastIncludedIndex <= commitIndex) return;
              enqueue.emit({ type: 'applied', term: currentTerm, entries: data });
            }),
          },
        }),
    },
  },
  'snapshot-not-persisted': {
    says: 'a server discards what is in its snapshot before the snapshot is on stable storage',
    violates: 'committedIsStored',
    steps: 10,
    parameters: { terms: 1, candidates: 1, compacts: true, crashes: 1 },
    charts: {
      server: (chart) =>
        alterChart(chart, {
          context: ({ input }: { readonly input: ServerInput }) => {
            const { recovered } = input;
            return startOf({ ...input, ...(recovered && { recovered: afterSnapshot(recovered) }) });
          },
        }),
    },
  },
  'snapshot-of-uncommitted': {
    says: 'a server takes a snapshot of all that is in its log, committed or not',
    violates: 'leaderCompleteness',
    steps: 8,
    parameters: { terms: 2, candidates: 2, compacts: true },
    charts: {
      server: (chart) =>
        chart.provide({
          guards: { mayCompact: ({ context }) => context.log.length > context.snapshotIndex },
          actions: {
            takeSnapshot: enqueueActions(({ context: { log, currentTerm }, enqueue }) => {
              enqueue.assign({ snapshotIndex: log.length, commitIndex: log.length });
              enqueue.emit({ type: 'applied', term: currentTerm, entries: log });
            }),
          },
        }),
    },
  },
  'prev-term-zero-at-snapshot': {
    says: 'a leader does not find the term of the last entry in its snapshot, and sends 0 for it',
    violates: 'commits',
    steps: 16,
    parameters: { servers: 2, terms: 1, candidates: 1, entries: 2, once: true, compacts: true },
    charts: {
      server: (chart) =>
        chart.provide({
          actions: {
            replicate: enqueueActions(({ context, enqueue }) => {
              for (const to of peersOf(context)) enqueue.emit({ to, ...withoutTerm(context, to) });
            }),
            replicateRest: enqueueActions(({ context, event, enqueue }) => {
              assertEvent(event, 'appended');
              const to = event.from;
              const isBehind = context.log.length >= (context.nextIndex[to] ?? 0);
              if (isBehind) enqueue.emit({ to, ...withoutTerm(context, to) });
            }),
          },
        }),
    },
  },
  'last-term-zero-at-snapshot': {
    says: 'a server with nothing after its snapshot takes the term of its last entry for 0 when it votes',
    violates: 'leaderCompleteness',
    steps: 10,
    parameters: { terms: 2, candidates: 2, compacts: true },
    charts: {
      server: (chart) =>
        chart.provide({
          guards: {
            mayVote: ({ context: { currentTerm, votedFor, log, snapshotIndex }, event }) => {
              assertEvent(event, 'requestVote');
              const isFree = (votedFor ?? event.from) === event.from;
              const after = log.slice(snapshotIndex);
              return event.term === currentTerm && isFree && isUpToDate(event, after);
            },
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof typeof monitors>;

/** What is left when the snapshot is not: the entries after it. */
function afterSnapshot(recovered: Persistent): Persistent {
  return { ...recovered, log: recovered.log.slice(recovered.snapshotIndex), snapshotIndex: 0 };
}

/** What a server is to get next, without the term of the entry before it where that is in the snapshot. */
function withoutTerm(context: Server, to: ProcessId) {
  const next = nextEntryFor(context, to);
  if (next.type === 'installSnapshot' || next.prevLogIndex > context.snapshotIndex) return next;
  return { ...next, prevLogTerm: 0 };
}
