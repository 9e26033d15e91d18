import { checkSync, modelOf, Reference, type CheckResult, type Protocol } from '#faultline';
import { isDeepStrictEqual } from 'node:util';
import { naiveSearch, type Findings } from './naive-search.ts';
import { protocolFromSketch } from './protocol-from-sketch.ts';
import type { ProtocolSketch } from './protocol-sketch.ts';

/** How a wrong search is made: wrong in the protocol it searches, or in how it searches. */
export interface Wrong {
  readonly sketch?: (sketch: ProtocolSketch) => ProtocolSketch;
  readonly reference?: typeof Reference;
}

/** What Faultline's search establishes. */
export function findingsOf(result: CheckResult): Findings {
  const { distinctStates, generatedStates, depth, endStates, constrainedStates } = result;
  return {
    distinct: distinctStates,
    generated: generatedStates,
    depth,
    endStates,
    constrained: constrainedStates,
    properties: Object.fromEntries(
      result.properties.map(({ name, verdict, trace }) => {
        return [name, { verdict, steps: trace?.steps.length }];
      }),
    ),
  };
}

/**
 * The greatest depth to which a protocol has no more than so many states.
 *
 * @returns States on a path; Infinity when the whole protocol has no more states.
 */
export function depthWithin(protocol: Protocol, statesMax: number): number {
  const { ending, depth } = checkSync(protocol, { statesMax, keepGoing: true });
  return ending === 'complete' ? Infinity : depth;
}

/** Whether a wrong search is told from Faultline's by what it establishes of this protocol. */
export function isNoticed(sketch: ProtocolSketch, wrong: Wrong, statesMax: number): boolean {
  const protocol = protocolFromSketch(sketch);
  const depthMax = depthWithin(protocol, statesMax);
  const found = findingsOf(checkSync(protocol, { depthMax, keepGoing: true }));
  const searched = protocolFromSketch(wrong.sketch?.(sketch) ?? sketch);
  const reference = new (wrong.reference ?? Reference)(modelOf(searched));
  return !isDeepStrictEqual(naiveSearch(searched, depthMax, reference), found);
}
