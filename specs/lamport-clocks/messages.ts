/** A process to all others: I want to enter. It goes into their queues. (rule 1) */
export type Request = { readonly type: 'request'; readonly clock: number };
/** The answer to a request: it is in my queue. (rule 2) */
export type Acknowledgement = { readonly type: 'acknowledgement'; readonly clock: number };
/** A process to all others: I have left, take my request out of your queues. (rule 3) */
export type Release = { readonly type: 'release'; readonly clock: number };

/** Every message of Lamport's mutual exclusion; `clock` is its time stamp. */
export type Message = Request | Acknowledgement | Release;

/** What a process observes of itself, for the clock condition: an event, and when by its clock. */
export type Happened = {
  readonly type: 'happened';
  readonly at: number;
  /** Of a receipt, the time stamp of the message. */
  readonly sentAt?: number;
};
