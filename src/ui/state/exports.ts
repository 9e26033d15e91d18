import { spacetimeSvg } from '../../report/spacetime/drawing/spacetime-svg.ts';
import { traceToJson } from '../../trace/trace-file.ts';
import type { Trace } from '../../trace/trace.ts';
import { violatedAt } from '../session/selectors.ts';
import { traceAlongBranch } from '../session/trace-along.ts';
import type { Open } from './lab.ts';
import { pngOf } from './png.ts';

/** The branch that is shown, as a trace. */
export function traceOf({ stepper, session }: Open): Trace {
  return traceAlongBranch(stepper, session);
}

/** In which forms a branch can be had. */
export const exportForms = ['json', 'text', 'mermaid', 'itf', 'shiviz', 'svg', 'png'] as const;

/** A form in which a branch can be had. */
export type ExportForm = (typeof exportForms)[number];

/** The branch that is shown, as a file. */
export async function exported(shown: Open, form: ExportForm): Promise<string | Blob> {
  const trace = traceOf(shown);
  switch (form) {
    case 'json':
      return `${JSON.stringify(traceToJson(trace, aboutOf(shown)), undefined, 2)}\n`;
    case 'svg':
      return spacetimeSvg(trace);
    case 'png':
      return pngOf(spacetimeSvg(trace));
    case 'mermaid':
      return (await import('../../report/mermaid.ts')).mermaidSequence(trace);
    case 'itf': {
      const { traceItf } = await import('../../report/exchange/trace-itf.ts');
      return `${JSON.stringify(traceItf(trace, aboutOf(shown)), undefined, 2)}\n`;
    }
    case 'shiviz':
      return (await import('../../report/exchange/shiviz.ts')).shivizLog(trace);
    case 'text': {
      const { traceText } = await import('../../report/text.ts');
      const { plainPalette } = await import('../../report/text-options.ts');
      return `${traceText(trace, { columns: 100, unicode: true, palette: plainPalette })}\n`;
    }
  }
}

/** As a counterexample when the end of the branch is one. */
function aboutOf({ stepper, session, entry }: Open) {
  const end = session.nodes[session.tip];
  const [name] = end === undefined ? [] : violatedAt(stepper, session, end);
  const property = name === undefined ? undefined : stepper.model.protocol.properties[name];
  return {
    spec: entry.name,
    ...(name !== undefined &&
      property !== undefined && {
        property: { name, kind: property.kind, says: property.says, verdict: 'violated' as const },
      }),
  };
}
