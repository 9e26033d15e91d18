import type { PropertyKind } from '../../protocol/property.ts';
import type { CheckResult } from '../../trace/search/check-result.ts';
import type { TraceFile } from '../../trace/trace-file.ts';
import type { Verdict } from '../../trace/verdict.ts';
import type { Settings } from '../../trace/link/settings.ts';

/** What the page asks of the worker, once. */
export interface CheckOrder {
  /** Absolute address of the code of the spec. */
  readonly module: string;
  /** The id of the protocol. */
  readonly protocol: string;
  readonly settings: Settings;
  readonly statesMax: number;
}

/** How far a check has come. */
export interface Counters {
  readonly distinct: number;
  readonly generated: number;
  readonly frontier: number;
  readonly depth: number;
  /** The property of behaviors that is being decided, once all states are found. */
  readonly liveness: string | undefined;
}

/** What a check says of one property. */
export interface CheckedProperty {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly says: string;
  readonly verdict: Verdict;
  readonly expected: 'holds' | 'violated';
  /** The counterexample or witness. */
  readonly trace: TraceFile | undefined;
  /** Of one that goes on for ever: why no fairness forbids it. */
  readonly fairBecause: readonly string[];
}

/** What a check has established. */
export interface Checked extends Omit<Counters, 'liveness'> {
  readonly verdict: Verdict;
  readonly ending: CheckResult['ending'];
  readonly properties: readonly CheckedProperty[];
}

/** What the worker tells the page. */
export type CheckNews =
  | { readonly kind: 'progress'; readonly counters: Counters }
  | { readonly kind: 'result'; readonly checked: Checked }
  | {
      readonly kind: 'failed';
      readonly problem: string;
      /** The way to the error, when it is one of the spec in a state. */
      readonly trace: TraceFile | undefined;
    };
