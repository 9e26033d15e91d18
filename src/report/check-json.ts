import type { Faults, Network, Time } from '../protocol/network.ts';
import type { ParameterValues } from '../protocol/parameters.ts';
import type { PropertyKind } from '../protocol/property.ts';
import type { CheckResult } from '../trace/check.ts';
import type { SpecCoverage } from '../trace/exercise/spec-coverage.ts';
import { traceToJson, type TraceFile } from '../trace/trace-file.ts';
import type { PropertyResult, Verdict } from '../trace/verdict.ts';

/** One property in the JSON form of a check. */
export interface CheckJsonProperty {
  readonly name: string;
  readonly kind: PropertyKind;
  /** The property as a sentence. */
  readonly says: string;
  readonly verdict: Verdict;
  /** What the protocol declares: a violation that is expected does not count against it. */
  readonly expected: 'holds' | 'violated';
  /** How many steps the counterexample or witness has; null when there is none. */
  readonly steps: number | null;
  /** The counterexample or witness, as it would stand in a file of its own; null when there is none. */
  readonly trace: TraceFile | null;
}

/** What a check established, as one JSON object. */
export interface CheckJson {
  /** Raised whenever a reader of the version before would misunderstand the object. */
  readonly schemaVersion: 1;
  /** The id of the protocol. */
  readonly protocol: string;
  /** How the protocol was found: the name of a spec or the path of its file. */
  readonly spec: string;
  /** The size that was asked for; null when there was none. */
  readonly size: string | null;
  readonly parameters: ParameterValues;
  /** The mutation that was checked; null for the protocol as its author declared it. */
  readonly mutation: string | null;
  readonly network: Network;
  readonly faults: Faults;
  /** When timers fire. */
  readonly time: Time;
  /** The worst verdict; a violation that is expected does not count. */
  readonly verdict: Verdict;
  /** Different states found. */
  readonly distinctStates: number;
  /**
   * The initial states, and one for each enabled action of the states expanded, those that change
   * nothing included, as TLC counts.
   */
  readonly generatedStates: number;
  /** States on the longest of the shortest paths, the initial one counting 1, as TLC counts. */
  readonly depth: number;
  /** How long the check took. */
  readonly seconds: number;
  /** In which order the states were visited. */
  readonly search: CheckResult['search'];
  /** `shortest`; of a depth-first search `shortened`, so that no step can be left out, or `as found`. */
  readonly traces: CheckResult['traces'];
  /** Why the check ended. `complete`: every state within the bounds was visited, all is decided. */
  readonly ending: CheckResult['ending'];
  /** States found and not expanded: 0 unless the search was stopped or its depth bounded. */
  readonly frontier: number;
  /** States in which no action is enabled, among those expanded. */
  readonly endStates: number;
  /** States that the constraint left out, each counted as often as it was reached. */
  readonly constrainedStates: number;
  /** Memory of the stored states and, where there are properties of behaviors, the most these took. */
  readonly bytes: number;
  /** Local steps that XState computed. */
  readonly localSteps: number;
  readonly properties: readonly CheckJsonProperty[];
  /** What of the spec was exercised, and what never; null when memory ran out, or search was depth-first. */
  readonly coverage: SpecCoverage | null;
}

/** What the JSON form of a check needs besides the result. */
export interface AboutCheck {
  /** How long the check took. */
  readonly seconds: number;
  /** How the protocol was found: the name of a spec or the path of its file. */
  readonly spec: string;
}

/** The JSON form of a check: a plain object, ready for `JSON.stringify`. */
export function checkJson(result: CheckResult, about: AboutCheck): CheckJson {
  const { model } = result;
  return {
    schemaVersion: 1,
    protocol: model.protocol.id,
    spec: about.spec,
    size: model.size ?? null,
    parameters: model.parameters,
    mutation: model.mutation ?? null,
    network: model.network,
    faults: model.faults,
    time: model.time,
    verdict: result.verdict,
    distinctStates: result.distinctStates,
    generatedStates: result.generatedStates,
    depth: result.depth,
    seconds: about.seconds,
    search: result.search,
    traces: result.traces,
    ending: result.ending,
    frontier: result.frontier,
    endStates: result.endStates,
    constrainedStates: result.constrainedStates,
    bytes: result.bytes,
    localSteps: result.localSteps,
    properties: result.properties.map((property) => propertyJson(property, about.spec)),
    coverage: isTold(result) ? result.coverage : null,
  };
}

/** It takes memory to work coverage out, and the list of states that a depth-first search does not keep. */
function isTold({ ending, search }: CheckResult): boolean {
  return ending !== 'bytesMax' && search === 'breadth-first';
}

/** The JSON form of one property. @internal */
export function propertyJson(property: PropertyResult, spec: string): CheckJsonProperty {
  const { name, kind, says, verdict, expected, trace } = property;
  return {
    name,
    kind,
    says,
    verdict,
    expected,
    steps: trace?.steps.length ?? null,
    trace: trace === undefined ? null : traceToJson(trace, { spec, property }),
  };
}
