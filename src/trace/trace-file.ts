import type { Faults, Network, Time } from '../protocol/network.ts';
import type { ParameterValues } from '../protocol/parameters.ts';
import type { PropertyKind } from '../protocol/property.ts';
import type { Action } from '../system/action.ts';
import type { StateRecord } from '../system/state-record.ts';
import type { Change } from './changes.ts';
import { abstractTrace, type AbstractTrace } from './refinement/abstract-trace.ts';
import type { Trace } from './trace.ts';
import type { Verdict } from './verdict.ts';

/** The version of the trace format that this Faultline writes and reads. */
export const traceFormatVersion = 1;

/** The property that a trace is about. */
export interface TraceProperty {
  readonly name: string;
  readonly kind: PropertyKind;
  /** The property as a sentence. */
  readonly says: string;
}

/** One step of a trace file. */
export interface TraceFileStep {
  /** The action in one line: `deliver voteYes participant2 → coordinator`. */
  readonly label: string;
  readonly action: Action;
  /** What the step changes: processes in order, then messages that have gone, then those sent. */
  readonly changes: readonly Change[];
}

/**
 * A trace as JSON: the model it belongs to with every choice made, and the actions taken, so that it
 * can be taken again step by step.
 */
export interface TraceFile {
  /** Says what kind of file this is. */
  readonly format: 'faultline-trace';
  /** Raised whenever a reader of the version before would misunderstand the file. */
  readonly version: 1;
  /** The id of the protocol. */
  readonly protocol: string;
  /** How to find the protocol: the name of a spec or the path of its file, as the caller gave it. */
  readonly spec: string;
  readonly parameters: ParameterValues;
  /** The name of the mutation; left out when the protocol is as its author declared it. */
  readonly mutation?: string | undefined;
  /** The network, complete: nothing is left to the protocol's default. */
  readonly network: Network;
  /** The faults, complete. */
  readonly faults: Faults;
  /** When timers fire; left out where they may fire at any moment. */
  readonly time?: Time | undefined;
  /** What the trace shows; null for a trace that leads to an error in the spec. */
  readonly property: TraceProperty | null;
  /** `violated` for a counterexample, `holds` for the witness of a reachable; null without property. */
  readonly verdict: Verdict | null;
  /** Which initial state the trace begins in: an index, the last process's inputs varying fastest. */
  readonly initial: number;
  /** The initial state itself. */
  readonly start: StateRecord;
  readonly steps: readonly TraceFileStep[];
  /**
   * How many steps come before the cycle, which is repeated for ever; when there are no more, nothing
   * happens after them. Left out unless the property is one of behaviors.
   */
  readonly cycleStart?: number | undefined;
  /** Of a counterexample to a refinement: the same steps as the abstract protocol sees them. */
  readonly abstract?: AbstractTrace | undefined;
}

/** What a trace does not know of itself: where its spec is, and what it shows. */
export interface AboutTrace {
  /** How to find the protocol again: the name of a spec or the path of its file. */
  readonly spec: string;
  /** What the trace shows: a `PropertyResult` will do. */
  readonly property?: (TraceProperty & { readonly verdict: Verdict }) | undefined;
}

/**
 * The JSON form of a trace: a plain object, ready for `JSON.stringify`.
 *
 * @param about - Where the spec is found again, and the property that the trace is about.
 */
export function traceToJson(trace: Trace, about: AboutTrace): TraceFile {
  const { model, initial, start, steps, cycle } = trace;
  const { property } = about;
  const abstract = property?.kind === 'refines' ? abstractTrace(trace, property.name) : undefined;
  return {
    format: 'faultline-trace',
    version: traceFormatVersion,
    protocol: model.protocol.id,
    spec: about.spec,
    parameters: model.parameters,
    ...(model.mutation !== undefined && { mutation: model.mutation }),
    network: model.network,
    faults: model.faults,
    ...(model.time.timeouts !== 'nondeterministic' && { time: model.time }),
    property: property ? { name: property.name, kind: property.kind, says: property.says } : null,
    verdict: property?.verdict ?? null,
    initial,
    start,
    steps: steps.map(({ label, action, changes }) => ({ label, action, changes })),
    ...(cycle !== undefined && { cycleStart: cycle.start }),
    ...(abstract !== undefined && { abstract }),
  };
}
