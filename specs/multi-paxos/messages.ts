import type { Ballot, Proposal } from '../paxos/messages.ts';

/** For each slot what was accepted for it last, and null where nothing was. */
export type Entries = readonly (Proposal | null)[];

/** To everybody: do not accept anything below this ballot any more, in any slot. */
export type Prepare = { readonly type: 'prepare'; readonly ballot: Ballot };
/** The answer: I will not; and this is what I have accepted last, slot by slot. */
export type Promise = {
  readonly type: 'promise';
  readonly ballot: Ballot;
  readonly accepted: Entries;
};
/** Leader to everybody: accept this proposal for this slot; the first slot is 1. */
export type Accept = Proposal & { readonly type: 'accept'; readonly slot: number };
/** The answer: I have accepted it. */
export type Accepted = {
  readonly type: 'accepted';
  readonly ballot: Ballot;
  readonly slot: number;
};
/** Leader to everybody: this value is chosen for this slot. */
export type Chosen = { readonly type: 'chosen'; readonly slot: number; readonly value: string };

/** Every message of Multi-Paxos. */
export type Message = Prepare | Promise | Accept | Accepted | Chosen;

/** What a monitor hears of a replica: it has accepted this. */
export type Voted = Proposal & { readonly type: 'voted'; readonly slot: number };
