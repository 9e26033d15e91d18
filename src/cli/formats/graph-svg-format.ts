import { FaultlineError } from '../../errors.ts';
import { graphSvg } from '../../report/state-graph/drawing/graph-svg.ts';
import { pathIn } from '../../report/state-graph/graph-path.ts';
import type { Theme } from '../../report/svg/theme.ts';
import type { GraphView } from '../../report/state-graph/merged.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { StateGraph } from '../../trace/graph.ts';
import { replayTrace } from '../../trace/replay.ts';
import type { Trace } from '../../trace/trace.ts';
import { aboutFile, readTraceFile } from '../commands/trace-file.ts';
import { refuse, textOption, type Given } from '../given.ts';
import { themeOf } from './theme-option.ts';

/** What a picture of a graph needs besides the graph. */
export interface GraphDrawing {
  readonly view: GraphView | undefined;
  readonly trace: Trace | undefined;
  readonly theme: Theme;
}

/**
 * Reads what of a graph is to be drawn, before it is made.
 *
 * @param format - The format that is asked for: only a picture has a view and the way of a trace.
 * @throws FaultlineError `FL601` for options that do not fit; the errors of a trace that does not.
 */
export async function graphDrawing(
  given: Given,
  protocol: Protocol,
  format: string,
): Promise<GraphDrawing> {
  const [view, file] = [textOption(given, 'view'), textOption(given, 'trace')];
  const only = view !== undefined ? '--view' : '--trace';
  if (format !== 'svg' && (view ?? file) !== undefined) {
    throw new FaultlineError(
      'FL601',
      `There is ${only}, which is for pictures, and the format is ${format}.`,
      'add --format svg, or leave it out.',
    );
  }
  const theme = themeOf(given, format);
  const read = async (path: string) => {
    const saved = await readTraceFile(path);
    return aboutFile(path, () => replayTrace(protocol, saved));
  };
  return {
    view: view === undefined ? undefined : viewOf(view),
    trace: file === undefined ? undefined : await read(file),
    theme,
  };
}

/**
 * Draws a graph.
 *
 * @throws FaultlineError `FL601` for a view of processes that there are not, and for a trace of another
 * model.
 */
export function drawnGraph(graph: StateGraph, { view, trace, theme }: GraphDrawing): string {
  if (view !== undefined && typeof view !== 'string') requireProcesses(view, graph);
  if (trace !== undefined && pathIn(graph, trace) === undefined) {
    throw new FaultlineError(
      'FL601',
      'The graph does not have the states of the trace.',
      'choose the model of the trace: its size, parameters, faults and mutation.',
    );
  }
  return graphSvg(graph, { view, trace, theme });
}

function viewOf(text: string): GraphView {
  return text === 'all' || text === 'charts' || text === 'counts' ? text : text.split(',');
}

function requireProcesses(names: readonly string[], { states }: StateGraph): void {
  const processes = states[0]?.record.processes ?? [];
  const known = [...new Set(processes.flatMap(({ id, role }) => [role, id]))];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  refuse('view', names.join(','), `use all, charts, counts, or some of ${known.join(', ')}.`);
}
