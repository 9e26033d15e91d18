import type { ProcessId } from '#faultline';
import type { Log } from '../two-phase-commit/participant.ts';

/** What a version of the data is called: after the transaction that wrote it; the first has no name. */
export type Version = ProcessId | null;

/** What the log of a shard holds of one transaction. */
export interface Branch extends Log {
  /** The version that the transaction has read here; `null` too when it has read nothing. */
  readonly read: Version;
}

/** Reader to shard: what is the newest version? */
export type Read = { readonly type: 'read' };
/** The answer to a read: the versions up to the newest. */
export type Value = { readonly type: 'value'; readonly versions: readonly ProcessId[] };
