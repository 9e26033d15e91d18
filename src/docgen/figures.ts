import ELK from 'elkjs/lib/elk.bundled.js';
import { FaultlineError } from '../errors.ts';
import type { Protocol } from '../protocol/protocol.ts';
import { coverageOf } from '../report/chart/chart-coverage.ts';
import { chartLayout } from '../report/chart/chart-layout.ts';
import type { LayoutEngine, LayoutNode } from '../report/chart/layout-graph.ts';
import { chartPicture } from '../report/chart/chart-picture.ts';
import type { CheckJson, CheckJsonProperty } from '../report/check-json.ts';
import { flowLayout } from '../report/flow/flow-layout.ts';
import { flowPicture } from '../report/flow/flow-picture.ts';
import { spacetimeSvgPages } from '../report/spacetime/drawing/spacetime-svg.ts';
import { pictureText } from '../report/svg/picture.ts';
import { chartOutline } from '../statechart/parts/chart-outline.ts';
import type { ExploredSteps } from '../trace/exercise/explored-steps.ts';
import { replayTrace } from '../trace/replay.ts';
import { pictureMark } from './marks.ts';
import type { Part } from './page/markdown.ts';
import { firstModel, rolesOf, type Study } from './study.ts';
import { firstTraceCharts } from './trace-charts.ts';

/** Gives the pictures of a page: each call gives the Markdown that shows one, and keeps its file. */
export interface Figures {
  /** The statechart of a role, with how often each arrow is taken in the first size; never, and it is dashed. */
  chart(role: string): Part;
  /** The space-time diagram of a counterexample or witness. */
  trace(check: CheckJson, property: CheckJsonProperty): Part;
  /** The way of a counterexample through the charts; only the first one of a page has it. */
  way(check: CheckJson, property: CheckJsonProperty): Part;
  /** Which role sends which message to which. */
  flow(): Part;
}

/**
 * Gets the pictures of a protocol ready.
 *
 * @param keep - Keeps a file, and gives the path by which the page refers to it.
 */
export async function makeFigures(
  protocol: Protocol,
  study: Study,
  keep: (name: string, text: string) => string,
): Promise<Figures> {
  const steps = study.steps && { ...study.steps, model: firstModel(protocol, study) };
  const elk = new ELK.default();
  const engine: LayoutEngine = (graph) => elk.layout(graph) as Promise<LayoutNode>;
  const charts = await chartTexts(protocol, study, { steps, engine });
  const first = await firstTraceCharts(protocol, study, engine);
  const picture = (name: string, alt: string, svg: string) =>
    `![${alt}](${keep(`${name}.svg`, marked(svg))})`;
  return {
    chart: (role) => picture(`chart-${role}`, `The statechart of ${role}`, charts.get(role) ?? ''),
    trace: ({ size, mutation }, { name, says, trace }) => {
      if (trace === null) return undefined;
      const pages = spacetimeSvgPages(replayTrace(protocol, trace), {
        property: { name, says, kind: trace.property?.kind ?? 'invariant' },
      });
      const file = [mutation ?? size, name].filter((part) => part !== null).join('.');
      return pages
        .map((svg, index) =>
          picture(index === 0 ? file : `${file}.${index + 1}`, `A trace: ${name}`, svg),
        )
        .join('\n\n');
    },
    way: (check, property) =>
      first?.check === check && first.property === property
        ? [...first.charts]
            .map(([role, svg]) => picture(`way-${role}`, `The way of the trace in ${role}`, svg))
            .join('\n\n')
        : undefined,
    flow: () =>
      steps === undefined
        ? undefined
        : picture(
            'messages',
            'Who sends what to whom',
            pictureText(flowPicture(flowLayout(steps))),
          ),
  };
}

async function chartTexts(
  protocol: Protocol,
  study: Study,
  { steps, engine }: { readonly steps: ExploredSteps | undefined; readonly engine: LayoutEngine },
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const [name, { chart }] of rolesOf(protocol, study)) {
    const outline = chartOutline(chart);
    const coverage = steps && coverageOf(steps, name);
    const layout = await chartLayout(outline, engine, coverage?.notes);
    texts.set(name, pictureText(chartPicture(layout, coverage?.marks, coverage?.caption)));
  }
  return texts;
}

/** Says within the picture whose it is, so that it may be replaced. */
function marked(svg: string): string {
  const at = svg.indexOf('>') + 1;
  if (at === 0) throw new FaultlineError('FL901', 'A picture is no SVG.', 'please report this.');
  return `${svg.slice(0, at)}${pictureMark}${svg.slice(at)}`;
}
