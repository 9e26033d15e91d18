import type { ProcessId } from '#faultline';

/** Orchestrator to service: carry out your step (T). The saga is the one of the sender. */
export type Exec = { readonly type: 'exec' };
/** The step has been carried out. */
export type Ok = { readonly type: 'ok' };
/** The step has not been carried out, and never will be. */
export type Fail = { readonly type: 'fail' };
/** Orchestrator to service: undo your step (C), whether or not it has been carried out. */
export type Comp = { readonly type: 'comp' };
/** The step has no effect, and never will have one again. */
export type CompOk = { readonly type: 'compOk' };

/** What the properties hear of a service: a step of a saga has taken effect, or has been undone. */
export type Effect =
  | { readonly type: 'executed'; readonly saga: ProcessId }
  | { readonly type: 'compensated'; readonly saga: ProcessId };

/** How far a saga is. */
export type Mode = 'idle' | 'forward' | 'compensating' | 'done' | 'aborted';

/**
 * What a service knows of one saga. `failed`: its step could not be carried out. `tombstone`: it was to be
 * undone before it was ever carried out.
 */
export type Entry = 'executed' | 'compensated' | 'failed' | 'tombstone';
