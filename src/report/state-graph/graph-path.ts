import { canonical } from '../../statechart/canonical.ts';
import type { StateRecord } from '../../system/state-record.ts';
import type { StateGraph } from '../../trace/graph.ts';
import type { Trace } from '../../trace/trace.ts';

/**
 * The states of a graph through which a trace goes, by their numbers.
 *
 * @param trace - Of the same model.
 * @returns `undefined` when the graph does not have them, such as a graph that is not complete.
 */
export function pathIn({ states, edges }: StateGraph, trace: Trace): readonly number[] | undefined {
  const texts = new Map(states.map(({ id, record }) => [id, textOf(record)]));
  const start = textOf(trace.start);
  // A record does not say how many faults there have been: several states may look the same.
  let reached: ReadonlyMap<number, readonly number[]> = new Map(
    states
      .filter(({ id, initial }) => initial && texts.get(id) === start)
      .map(({ id }) => [id, [id]]),
  );
  for (const { label, state } of trace.steps) {
    const wanted = textOf(state);
    const next = new Map<number, readonly number[]>();
    const fitting = edges.filter(({ from, to }) => reached.has(from) && texts.get(to) === wanted);
    // The fields of a message may stand in another order in the label.
    const same = fitting.filter((edge) => edge.label === label);
    for (const { from, to } of same.length > 0 ? same : fitting) {
      if (!next.has(to)) next.set(to, [...(reached.get(from) ?? []), to]);
    }
    reached = next;
  }
  const { cycle } = trace;
  const paths = [...reached.values()];
  // A cycle comes back to the very state in which it began.
  return cycle === undefined ? paths[0] : paths.find((path) => path[cycle.start] === path.at(-1));
}

function textOf(record: StateRecord): string {
  return canonical(record, 'a state');
}
