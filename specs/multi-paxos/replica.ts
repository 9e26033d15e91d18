import { broadcast, reply, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, emit, enqueueActions, setup } from 'xstate';
import type { Ballot } from '../paxos/messages.ts';
import { isMajority } from '../paxos/votes.ts';
import { emptySlots, higherOf, lastFilled, withSlot } from './slots.ts';
import type {
  Accept,
  Accepted,
  Chosen,
  Entries,
  Message,
  Prepare,
  Promise,
  Voted,
} from './messages.ts';

/** What a replica must remember: it survives a crash. */
export interface Memory {
  /** Below this ballot it accepts nothing, in whatever slot; 0 before its first promise. */
  readonly promised: Ballot;
  /** What it has accepted last, slot by slot. */
  readonly accepted: Entries;
}

/** Where a replica finds itself: nothing of it ever changes. */
export interface Situation {
  readonly self: ProcessId;
  readonly replicas: readonly ProcessId[];
  /** What its clients ask for. */
  readonly command: string;
  /** What it fills gaps with. */
  readonly noOp: string;
  /** The ballots that it may use, from the lowest. Nobody else has any of them. */
  readonly ballots: readonly Ballot[];
  /** How many slots the log has. */
  readonly slots: number;
}

/** What a replica begins with, and begins anew with after a crash. */
export type ReplicaInput = Situation & { readonly recovered?: Memory };

/**
 * A replica: an acceptor for every slot, a learner of the whole log, and the leader when a majority promises.
 *
 * Source: Lamport 2001, §3.
 * Differs: what a leader would send to itself it takes at once; a majority tells all slots, not only those
 * that the new leader does not know.
 */
export const replica = setup({
  types: {
    input: {} as ReplicaInput,
    context: {} as Situation &
      Memory & {
        /** The ballot in which it leads, or tries to; 0 when it has not tried. */
        readonly ballot: Ballot;
        /** Who has promised, in the order of `replicas`; empty once they are enough. */
        readonly granted: readonly ProcessId[];
        /** Of what these have accepted, for each slot the proposal with the highest ballot. */
        readonly adopted: Entries;
        /** The first slot that it has not proposed anything for. */
        readonly next: number;
        /** Who has accepted its proposal, slot by slot. */
        readonly votes: readonly (readonly ProcessId[] | null)[];
        /** What it knows to be chosen, slot by slot. */
        readonly log: readonly (string | null)[];
      },
    events: {} as { type: 'lead' } | { type: 'command' } | Received<Message>,
    emitted: {} as Sent<Message> | Voted,
  },
  guards: {
    hasBallot: ({ context: { ballots, promised } }) => ballots.some((other) => other > promised),
    isAbovePromise: ({ context }, { ballot }: Prepare) => ballot > context.promised,
    keepsPromise: ({ context: { promised, accepted } }, { ballot, slot }: Accept) =>
      ballot >= promised && accepted[slot - 1]?.ballot !== ballot,
    isNews: ({ context: { log } }, { slot }: Chosen) => log[slot - 1] === null,
    isGrant: ({ context: { ballot, granted } }, promise: Received<Promise>) =>
      promise.ballot === ballot && !granted.includes(promise.from),
    hasMajority: ({ context: { granted, replicas } }) => isMajority(granted, replicas),
    hasRoom: ({ context: { next, slots } }) => next <= slots,
    isVote: ({ context: { ballot, votes } }, accepted: Received<Accepted>) =>
      accepted.ballot === ballot && !votes[accepted.slot - 1]?.includes(accepted.from),
  },
  actions: {
    notePromise: assign({ promised: (_, { ballot }: Prepare) => ballot }),
    promise: reply(({ context: { promised, accepted } }) => {
      return { type: 'promise', ballot: promised, accepted };
    }),
    noteProposal: assign(({ context: { accepted } }, { ballot, slot, value }: Accept) => ({
      promised: ballot,
      accepted: withSlot(accepted, slot, { ballot, value }),
    })),
    observeVote: emit((_, { ballot, slot, value }: Accept) => {
      return { type: 'voted', ballot, slot, value };
    }),
    answer: reply((_, { ballot, slot }: Accept) => ({ type: 'accepted', ballot, slot })),
    noteChosen: assign({
      log: ({ context: { log } }, { slot, value }: Chosen) => withSlot(log, slot, value),
    }),
    takeBallot: assign(({ context: { ballots, promised, self, accepted } }) => {
      const ballot = ballots.find((other) => other > promised) ?? promised;
      return { ballot, promised: ballot, granted: [self], adopted: accepted };
    }),
    prepare: broadcast(
      ({ context: { replicas, self } }) => replicas.filter((id) => id !== self),
      ({ context: { ballot } }) => ({ type: 'prepare', ballot }),
    ),
    noteGrant: assign({
      granted: ({ context: { replicas, granted } }, { from }: Received<Promise>) =>
        replicas.filter((id) => id === from || granted.includes(id)),
      adopted: ({ context: { adopted } }, { accepted }: Received<Promise>) =>
        adopted.map((entry, index) => higherOf(entry, accepted[index] ?? null)),
    }),
    // What may be chosen it proposes again, and it leaves no gap before that.
    proposeAgain: assign(({ context: { accepted, adopted, ballot, noOp, self } }) => {
      const last = lastFilled(adopted);
      const isOld = (index: number) => index < last;
      return {
        accepted: accepted.map((entry, index) =>
          isOld(index) ? { ballot, value: adopted[index]?.value ?? noOp } : entry,
        ),
        votes: adopted.map((_, index) => (isOld(index) ? [self] : null)),
        next: last + 1,
      };
    }),
    proposeCommand: assign(({ context: { accepted, votes, next, ballot, command, self } }) => ({
      accepted: withSlot(accepted, next, { ballot, value: command }),
      votes: withSlot(votes, next, [self]),
      next: next + 1,
    })),
    // It has accepted these proposals itself.
    sendProposals: enqueueActions(({ context, enqueue }, { first }: { readonly first: number }) => {
      const { accepted, ballot, self, replicas } = context;
      for (const [index, entry] of accepted.entries()) {
        const slot = index + 1;
        if (slot < first || entry?.ballot !== ballot) continue;
        enqueue.emit({ type: 'voted', slot, ...entry });
        for (const to of replicas.filter((id) => id !== self)) {
          enqueue.emit({ type: 'accept', slot, ...entry, to });
        }
      }
    }),
    forgetPromises: assign({
      granted: [],
      adopted: ({ context: { slots } }) => emptySlots(slots),
    }),
    noteVote: assign({
      votes: ({ context: { replicas, votes } }, { from, slot }: Received<Accepted>) =>
        withSlot(
          votes,
          slot,
          replicas.filter((id) => id === from || votes[slot - 1]?.includes(id)),
        ),
    }),
    decide: enqueueActions(({ context, enqueue }, { slot }: Received<Accepted>) => {
      const { self, replicas, votes, accepted, log } = context;
      const value = accepted[slot - 1]?.value;
      if (log[slot - 1] !== null || value === undefined) return;
      if (!isMajority(votes[slot - 1] ?? [], replicas)) return;
      enqueue.assign({ log: withSlot(log, slot, value) });
      for (const to of replicas) {
        if (to !== self) enqueue.emit({ type: 'chosen', slot, value, to });
      }
    }),
    stopLeading: assign(({ context: { slots } }) => ({
      ballot: 0,
      granted: [],
      adopted: emptySlots(slots),
      votes: emptySlots(slots),
      next: 1,
    })),
  },
}).createMachine({
  id: 'replica',
  context: ({ input: { recovered, ...situation } }) => ({
    ...situation,
    promised: recovered?.promised ?? 0,
    accepted: recovered?.accepted ?? emptySlots(situation.slots),
    ballot: 0,
    granted: [],
    adopted: emptySlots(situation.slots),
    next: 1,
    votes: emptySlots(situation.slots),
    log: emptySlots(situation.slots),
  }),
  initial: 'follower',
  // A higher ballot ends the time of a leader, and of whoever tries to become one.
  on: {
    prepare: {
      guard: { type: 'isAbovePromise', params: ({ event }) => event },
      target: '.follower',
      actions: ['stopLeading', { type: 'notePromise', params: ({ event }) => event }, 'promise'],
    },
    accept: {
      guard: { type: 'keepsPromise', params: ({ event }) => event },
      target: '.follower',
      actions: [
        'stopLeading',
        { type: 'noteProposal', params: ({ event }) => event },
        { type: 'observeVote', params: ({ event }) => event },
        { type: 'answer', params: ({ event }) => event },
      ],
    },
    chosen: {
      guard: { type: 'isNews', params: ({ event }) => event },
      actions: { type: 'noteChosen', params: ({ event }) => event },
    },
  },
  states: {
    follower: { on: { lead: { guard: 'hasBallot', target: 'preparing' } } },
    preparing: {
      entry: ['takeBallot', 'prepare'],
      on: {
        promise: {
          guard: { type: 'isGrant', params: ({ event }) => event },
          actions: { type: 'noteGrant', params: ({ event }) => event },
        },
        lead: { guard: 'hasBallot', target: 'preparing', reenter: true },
      },
      always: { guard: 'hasMajority', target: 'leader' },
    },
    // One phase 1 is enough for all slots: from here a command takes one round of messages.
    leader: {
      entry: ['proposeAgain', { type: 'sendProposals', params: { first: 1 } }, 'forgetPromises'],
      on: {
        command: {
          guard: 'hasRoom',
          actions: [
            'proposeCommand',
            { type: 'sendProposals', params: ({ context: { next } }) => ({ first: next - 1 }) },
          ],
        },
        accepted: {
          guard: { type: 'isVote', params: ({ event }) => event },
          actions: [
            { type: 'noteVote', params: ({ event }) => event },
            { type: 'decide', params: ({ event }) => event },
          ],
        },
      },
    },
  },
});
