import { broadcast, reply, type Received, type Sent } from '#faultline';
import { assertEvent, assign, emit, enqueueActions, raise, setup } from 'xstate';
import { agrees, appendTo, install, isUpToDate, lastTerm } from './log.ts';
import {
  changedBy,
  hasCommittedOwn,
  isQuorum,
  isSettled,
  membersOf,
  peersOf,
} from './membership.ts';
import type { ChangeMember, ClientRequest, Message, Observed, TakeSnapshot } from './messages.ts';
import { committable, nextEntryFor } from './replication.ts';
import type { Server, ServerInput } from './state.ts';

/**
 * What a server can tell, and what it does: the words that its chart is written in.
 *
 * Source: Ongaro & Ousterhout 2014, figure 2.
 */
export const rules = setup({
  types: {
    input: {} as ServerInput,
    context: {} as Server,
    events: {} as Received<Message> | ClientRequest | ChangeMember | TakeSnapshot,
    emitted: {} as Sent<Message> | Observed,
  },
  guards: {
    isNewer: ({ context, event }) => 'term' in event && event.term > context.currentTerm,
    isCurrent: ({ context, event }) => 'term' in event && event.term === context.currentTerm,
    isStale: ({ context, event }) =>
      context.answersStale && 'term' in event && event.term < context.currentTerm,
    asksFirst: ({ context }) => context.asksFirst,
    // Asked where it has not heard of a leader for a while itself.
    mayPreVote: ({ context: { currentTerm, log }, event }) => {
      assertEvent(event, 'preVote');
      return event.term === currentTerm && isUpToDate(event, log);
    },
    mayVote: ({ context: { currentTerm, votedFor, log }, event }) => {
      assertEvent(event, 'requestVote');
      const isFree = votedFor === null || votedFor === event.from;
      return event.term === currentTerm && isFree && isUpToDate(event, log);
    },
    isVote: ({ context, event }) => {
      assertEvent(event, 'vote');
      return event.term === context.currentTerm && event.voteGranted;
    },
    isElected: ({ context }) => isQuorum(context, context.votesGranted),
    agrees: ({ context, event }) => {
      assertEvent(event, 'appendEntries');
      return event.term === context.currentTerm && agrees(context, event);
    },
    hasAppended: ({ context, event }) => {
      assertEvent(event, 'appended');
      return event.term === context.currentTerm && event.success;
    },
    // An answer that comes twice, or late, must not send the leader back twice.
    hasRefused: ({ context: { currentTerm, nextIndex }, event }) => {
      assertEvent(event, 'appended');
      const { term, success, index, from } = event;
      return term === currentTerm && !success && nextIndex[from] === index + 1;
    },
    mayChange: ({ context, event }) => {
      assertEvent(event, 'changeMember');
      return isSettled(context, event.server) && hasCommittedOwn(context);
    },
    mayCompact: ({ context }) => context.commitIndex > context.snapshotIndex,
    canCommit: ({ context }) => committable(context) > context.commitIndex,
  },
  actions: {
    adoptTerm: assign(({ context, event }) => {
      if (!('term' in event)) return {};
      return { currentTerm: Math.max(event.term, context.currentTerm), votedFor: null };
    }),
    takeAgain: raise(({ event }) => event),
    doubt: assign({ votesGranted: ({ context }) => [context.id] }),
    observeDoubt: emit(({ context }) => ({ type: 'doubted', term: context.currentTerm })),
    requestPreVotes: broadcast(
      ({ context }) => peersOf(context),
      ({ context: { currentTerm, log } }) => ({
        type: 'preVote',
        term: currentTerm,
        lastLogIndex: log.length,
        lastLogTerm: lastTerm(log),
      }),
    ),
    answerPreVote: reply(({ context }) => ({ type: 'preVoted', term: context.currentTerm })),
    observeStand: emit(({ context }) => ({
      type: 'stood',
      term: context.currentTerm,
      members: membersOf(context),
    })),
    stand: assign({
      currentTerm: ({ context }) => context.currentTerm + 1,
      votedFor: ({ context }) => context.id,
      votesGranted: ({ context }) => [context.id],
    }),
    requestVotes: broadcast(
      ({ context }) => peersOf(context),
      ({ context: { currentTerm, log } }) => ({
        type: 'requestVote',
        term: currentTerm,
        lastLogIndex: log.length,
        lastLogTerm: lastTerm(log),
      }),
    ),
    vote: assign({
      votedFor: ({ event }) => {
        assertEvent(event, 'requestVote');
        return event.from;
      },
    }),
    answerVote: reply(({ context }, voteGranted: boolean) => ({
      type: 'vote',
      term: context.currentTerm,
      voteGranted,
    })),
    noteVote: assign({
      votesGranted: ({ context: { servers, votesGranted }, event }) => {
        assertEvent(event, ['vote', 'preVoted']);
        return servers.filter((id) => id === event.from || votesGranted.includes(id));
      },
    }),
    takeOffice: assign({
      votesGranted: [],
      nextIndex: ({ context: { id, servers, log } }) =>
        Object.fromEntries(servers.filter((to) => to !== id).map((to) => [to, log.length + 1])),
      matchIndex: ({ context: { id, servers } }) =>
        Object.fromEntries(servers.filter((to) => to !== id).map((to) => [to, 0])),
    }),
    leaveOffice: assign({ votesGranted: [], nextIndex: {}, matchIndex: {} }),
    observeElected: emit(({ context: { currentTerm, log } }) => ({
      type: 'elected',
      term: currentTerm,
      log,
    })),
    takeCommand: assign({
      log: ({ context: { currentTerm, log }, event }) => {
        assertEvent(event, 'clientRequest');
        return [...log, { term: currentTerm, command: event.command }];
      },
    }),
    takeChange: assign({
      log: ({ context, event }) => {
        assertEvent(event, 'changeMember');
        const members = changedBy(context, event.server);
        return [...context.log, { term: context.currentTerm, command: event.command, members }];
      },
    }),
    replicate: enqueueActions(({ context, enqueue }) => {
      for (const to of peersOf(context)) enqueue.emit({ to, ...nextEntryFor(context, to) });
    }),
    replicateRest: enqueueActions(({ context, event, enqueue }) => {
      assertEvent(event, 'appended');
      const to = event.from;
      const isBehind = context.log.length >= (context.nextIndex[to] ?? 0);
      if (isBehind) enqueue.emit({ to, ...nextEntryFor(context, to) });
    }),
    append: assign({
      log: ({ context, event }) => {
        assertEvent(event, 'appendEntries');
        return appendTo(context, event);
      },
    }),
    followCommit: enqueueActions(
      ({ context: { commitIndex, currentTerm, log }, event, enqueue }) => {
        assertEvent(event, 'appendEntries');
        const known = Math.min(event.leaderCommit, event.prevLogIndex + event.entries.length);
        if (known <= commitIndex) return;
        enqueue.assign({ commitIndex: known });
        enqueue.emit({ type: 'applied', term: currentTerm, entries: log.slice(0, known) });
      },
    ),
    // That two logs agree before their first entries is no news.
    answerAppended: enqueueActions(({ context, event, enqueue }) => {
      assertEvent(event, 'appendEntries');
      const index = event.prevLogIndex + event.entries.length;
      if (index === 0) return;
      const answer = { type: 'appended', term: context.currentTerm, success: true, index } as const;
      enqueue.emit({ to: event.from, ...answer });
    }),
    refuseAppend: reply(({ context, event }) => {
      assertEvent(event, ['appendEntries', 'installSnapshot']);
      const isAppend = event.type === 'appendEntries';
      const index = isAppend ? event.prevLogIndex : event.lastIncludedIndex;
      return { type: 'appended', term: context.currentTerm, success: false, index };
    }),
    takeSnapshot: assign({ snapshotIndex: ({ context }) => context.commitIndex }),
    install: enqueueActions(({ context, event, enqueue }) => {
      assertEvent(event, 'installSnapshot');
      const { commitIndex, currentTerm } = context;
      const index = event.lastIncludedIndex;
      enqueue.assign({ ...install(context, event), commitIndex: Math.max(commitIndex, index) });
      if (index <= commitIndex) return;
      enqueue.emit({ type: 'applied', term: currentTerm, entries: event.data });
    }),
    answerInstalled: reply(({ context, event }) => {
      assertEvent(event, 'installSnapshot');
      const index = event.lastIncludedIndex;
      return { type: 'appended', term: context.currentTerm, success: true, index };
    }),
    noteMatch: assign(({ context: { nextIndex, matchIndex }, event }) => {
      assertEvent(event, 'appended');
      const match = Math.max(matchIndex[event.from] ?? 0, event.index);
      return {
        nextIndex: { ...nextIndex, [event.from]: match + 1 },
        matchIndex: { ...matchIndex, [event.from]: match },
      };
    }),
    goBack: assign({
      nextIndex: ({ context: { nextIndex }, event }) => {
        assertEvent(event, 'appended');
        return { ...nextIndex, [event.from]: event.index };
      },
    }),
    commit: assign({ commitIndex: ({ context }) => committable(context) }),
    observeApplied: emit(({ context: { currentTerm, log, commitIndex } }) => ({
      type: 'applied',
      term: currentTerm,
      entries: log.slice(0, commitIndex),
    })),
  },
  delays: { electionTimeout: 300, retry: 100, heartbeat: 100 },
});
