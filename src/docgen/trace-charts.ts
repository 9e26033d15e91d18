import { chartLayout } from '../report/chart/chart-layout.ts';
import { chartPicture } from '../report/chart/chart-picture.ts';
import { traceInChart } from '../report/chart/chart-trace.ts';
import type { LayoutEngine } from '../report/chart/layout-graph.ts';
import type { CheckJson, CheckJsonProperty } from '../report/check-json.ts';
import { pictureText } from '../report/svg/picture.ts';
import { chartOutline } from '../statechart/parts/chart-outline.ts';
import { partsAlong } from '../trace/exercise/parts-along.ts';
import { replayTrace } from '../trace/replay.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { Study } from './study.ts';

/** A counterexample, and the way that it goes through the charts. */
export interface TraceCharts {
  readonly check: CheckJson;
  readonly property: CheckJsonProperty;
  /** Pictures by the names of the roles: of those that take an arrow of their chart. */
  readonly charts: ReadonlyMap<string, string>;
}

/**
 * Draws what the first counterexample of a page does into the charts of the roles. The others have their
 * space-time diagrams only, so that a page does not become heavy.
 *
 * @returns undefined when nothing is violated.
 */
export async function firstTraceCharts(
  protocol: Protocol,
  study: Study,
  engine: LayoutEngine,
): Promise<TraceCharts | undefined> {
  const first = firstViolation(protocol, study);
  const saved = first?.property.trace ?? undefined;
  if (first === undefined || saved === undefined) return undefined;
  const trace = replayTrace(protocol, saved);
  const parts = partsAlong(trace);
  const moved = new Set(
    parts.flatMap(({ kind, process }) => (kind === 'transition' ? [process] : [])),
  );
  // The chart of a mutation may be another one than that of the protocol.
  const roles = new Map(
    trace.model.processes
      .filter(({ id }) => moved.has(id))
      .map(({ role, chart }) => [role, chart] as const),
  );
  const charts = new Map<string, string>();
  for (const [role, chart] of roles) {
    const { notes, marks, caption } = traceInChart({ trace, parts, role });
    const layout = await chartLayout(chartOutline(chart), engine, notes);
    charts.set(role, pictureText(chartPicture(layout, marks, caption)));
  }
  return { ...first, charts };
}

/** The counterexample that a page shows first: of the protocol as it is, or else of a mutation. */
function firstViolation(
  { mutations }: Protocol,
  study: Study,
): Pick<TraceCharts, 'check' | 'property'> | undefined {
  for (const check of [...study.sizes, ...study.mutations]) {
    const named = mutations[check.mutation ?? '']?.violates;
    const property = check.properties.find(
      ({ name, verdict, trace }) =>
        trace !== null && (check.mutation === null ? verdict === 'violated' : name === named),
    );
    if (property !== undefined) return { check, property };
  }
  return undefined;
}
