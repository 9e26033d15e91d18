/** The number of a proposal; the first is 1. Two proposers never use the same. */
export type Ballot = number;

/** A value with the ballot in which it was proposed. */
export interface Proposal {
  readonly ballot: Ballot;
  readonly value: string;
}

/** Proposer to acceptors: do not accept anything below this ballot any more. (1a) */
export type Prepare = { readonly type: 'prepare'; readonly ballot: Ballot };
/** An acceptor's answer: I will not; and this is what I have accepted last, if anything. (1b) */
export type Promise = {
  readonly type: 'promise';
  readonly ballot: Ballot;
  readonly accepted: Proposal | null;
};
/** Proposer to acceptors: accept this proposal. (2a) */
export type Accept = Proposal & { readonly type: 'accept' };
/** Acceptor to learners: I have accepted this proposal. (2b) */
export type Accepted = Proposal & { readonly type: 'accepted' };

/** Every message of Paxos. */
export type Message = Prepare | Promise | Accept | Accepted;

/** What a monitor hears of a proposer: it has proposed this. */
export type Proposed = Proposal & { readonly type: 'proposed' };
/** What a monitor hears of an acceptor: it has accepted this. */
export type Voted = Proposal & { readonly type: 'voted' };
