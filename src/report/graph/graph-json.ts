import type { Envelope } from '../../protocol/messages.ts';
import type { Faults, Network } from '../../protocol/network.ts';
import type { ParameterValues } from '../../protocol/parameters.ts';
import type { ProcessRecord } from '../../system/state-record.ts';
import type { GraphEdge, StateGraph } from '../../trace/graph.ts';
import { jsonLines } from '../lines/json-lines.ts';

/** A state in the JSON form of a graph. */
export interface GraphJsonState {
  /** Counts from 0, nearest to the initial states first; the index in `states`. */
  readonly id: number;
  /** Whether behaviors begin here. */
  readonly initial: boolean;
  /** The state in a few lines, for people. */
  readonly label: string;
  readonly processes: readonly ProcessRecord[];
  /** Messages in flight, by receiver; in a fifo network each queue from its head. */
  readonly messages: readonly Envelope[];
}

/** A state graph as one JSON object. */
export interface GraphJson {
  /** Says what kind of object this is. */
  readonly format: 'faultline-graph';
  /** Raised whenever a reader of the version before would misunderstand the object. */
  readonly version: 1;
  /** The id of the protocol. */
  readonly protocol: string;
  /** The size that was asked for; null when there was none. */
  readonly size: string | null;
  readonly parameters: ParameterValues;
  /** The mutation; null for the protocol as its author declared it. */
  readonly mutation: string | null;
  /** The network, complete: nothing is left to the protocol's default. */
  readonly network: Network;
  /** The faults, complete. */
  readonly faults: Faults;
  /** Whether every reachable state and every transition is there. */
  readonly complete: boolean;
  readonly states: readonly GraphJsonState[];
  /** Every enabled action of every state, those that change nothing included. */
  readonly edges: readonly GraphEdge[];
}

/**
 * A state graph as JSON text, a {@link GraphJson}: a line for each state and each edge, so that two of
 * them can be compared line by line. Line break at the end.
 */
export function graphJson({ model, complete, states, edges }: StateGraph): string {
  const object: GraphJson = {
    format: 'faultline-graph',
    version: 1,
    protocol: model.protocol.id,
    size: model.size ?? null,
    parameters: model.parameters,
    mutation: model.mutation ?? null,
    network: model.network,
    faults: model.faults,
    complete,
    states: states.map(({ id, initial, label, record: { processes, messages } }) => ({
      id,
      initial,
      label,
      processes,
      messages,
    })),
    edges: edges.map(({ from, to, label }) => ({ from, to, label })),
  };
  return jsonLines(object);
}
