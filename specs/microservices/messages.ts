import type { ProcessId } from '#faultline';
import type { Stale } from '../redis-lock/messages.ts';
import type { Comp, Exec, Mode } from '../saga/messages.ts';

/** Worker to lock: give me the lock. */
export type Acquire = { readonly type: 'acquire' };
/** The lock is yours, and this is its fence: greater than any before. */
export type Granted = { readonly type: 'granted'; readonly fence: number };
/** Somebody else has the lock. */
export type Taken = { readonly type: 'taken' };
/** Worker to lock: I do not need it any more. */
export type Release = { readonly type: 'release'; readonly fence: number };

/** How far the saga is, in the words of the log. */
export interface Entry {
  readonly mode: Mode;
  readonly position: number;
}

/** Worker to log: from now on write for nobody with a lesser fence, and tell me what there is. */
export type Claim = { readonly type: 'claim'; readonly fence: number };
/** What there is in the log. */
export type Claimed = Entry & { readonly type: 'claimed'; readonly fence: number };
/** Worker to log: write this if nobody else has claimed the log since (compare and set). */
export type Append = Entry & { readonly type: 'append'; readonly fence: number };
/** It is written. */
export type Appended = Entry & { readonly type: 'appended'; readonly fence: number };

/** What a service or the log needs to know besides: whose step it is, and under which fence. */
export interface Fenced {
  readonly saga: ProcessId;
  readonly fence: number;
}
/** Worker to service: carry out your step of this saga. */
export type FencedExec = Exec & Fenced;
/** Worker to service: undo your step of this saga. */
export type FencedComp = Comp & Fenced;
/** A service or the log to worker: I have seen a greater fence, and have done nothing. */
export type Refused = Stale;
