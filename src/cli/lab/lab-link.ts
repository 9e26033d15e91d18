import { FaultlineError } from '../../errors.ts';
import { linkLengthMax, linkText } from '../../trace/link/link.ts';
import { linkToTrace } from '../../trace/link/trace-link.ts';
import type { Trace } from '../../trace/trace.ts';
import { bundledNames } from '../spec/bundled.ts';

/** Where `faultline lab` serves the page, unless it is told otherwise. */
export const labPort = 4173;

/**
 * How to play with a trace in the lab: what to start, and the link to open.
 *
 * The link stands on a line of its own, however long it is: a link that is folded cannot be opened.
 *
 * @param spec - As the user named it.
 * @returns undefined when no link can hold the trace.
 */
export function labHint(trace: Trace, spec: string): string | undefined {
  const isBundled = bundledNames().includes(spec);
  const link = linkOf(trace, isBundled ? spec : trace.model.protocol.id);
  if (link === undefined || link.length > linkLengthMax) return undefined;
  const lab = isBundled ? 'faultline lab' : `faultline lab ${spec}`;
  return `To play with it, start \`${lab}\` and open:\n  http://localhost:${labPort}/${link}`;
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
