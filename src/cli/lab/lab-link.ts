import { FaultlineError } from '../../errors.ts';
import { linkLengthMax, linkText } from '../../trace/link/link.ts';
import { linkToTrace } from '../../trace/link/trace-link.ts';
import type { Trace } from '../../trace/trace.ts';
import type { PropertyResult } from '../../trace/verdict.ts';
import { bundledNames } from '../spec/bundled.ts';

/** Where `faultline lab` serves the page, unless it is told otherwise. */
export const labPort = 4173;

/**
 * How to play with violations in the lab: what to start, and the links to open; where there are several, with the
 * names of the properties.
 *
 * A link stands on one line, however long it is: one that is folded cannot be opened.
 *
 * @param spec - As the user named it.
 * @returns undefined when no link can hold any of the traces.
 */
export function labHint(violated: readonly PropertyResult[], spec: string): string | undefined {
  const isBundled = bundledNames().includes(spec);
  const links = violated.flatMap(({ name, trace }) => {
    const link = trace && linkOf(trace, isBundled ? spec : trace.model.protocol.id);
    if (link === undefined || link.length > linkLengthMax) return [];
    const what = violated.length === 1 ? '' : `${name}: `;
    return [`  ${what}http://localhost:${labPort}/${link}`];
  });
  if (links.length === 0) return undefined;
  const lab = isBundled ? 'faultline lab' : `faultline lab ${spec}`;
  return [
    `To play with ${links.length === 1 ? 'it' : 'them'}, start \`${lab}\` and open:`,
    ...links,
  ].join('\n');
}

function linkOf(trace: Trace, name: string): string | undefined {
  try {
    const link = linkToTrace(trace, name);
    return link && linkText(link);
  } catch (error) {
    // A chart errs beside the trace: the lab could not show it either.
    if (error instanceof FaultlineError) return undefined;
    throw error;
  }
}
