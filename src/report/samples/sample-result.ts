import type { CheckResult } from '../../trace/check.ts';
import type { PropertyResult } from '../../trace/verdict.ts';
import { sampleModel } from './sample-trace.ts';

/** The result of a check that found that everything holds, but for what a test wants otherwise. */
export function sampleResult(differences: Partial<CheckResult> = {}): CheckResult {
  return {
    model: sampleModel,
    verdict: 'holds',
    properties: [],
    distinctStates: 288,
    generatedStates: 1146,
    depth: 11,
    frontier: 0,
    endStates: 2,
    constrainedStates: 0,
    bytes: 1536,
    localSteps: 7,
    search: 'breadth-first',
    traces: 'shortest',
    ending: 'complete',
    isExplored: differences.ending === undefined || differences.ending === 'complete',
    coverage: { complete: true, items: [] },
    ...differences,
  };
}

/** An invariant that holds, but for what a test wants otherwise. */
export function sampleProperty(differences: Partial<PropertyResult> = {}): PropertyResult {
  return {
    name: 'safe',
    kind: 'invariant',
    says: 'nothing bad happens',
    source: undefined,
    verdict: 'holds',
    expected: 'holds',
    trace: undefined,
    ...differences,
  };
}
