import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { causalBroadcast } from '../specs/causal-broadcast/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

describe('Causal broadcast', () => {
  it('keeps its promises in size medium, but that a crash leaves others behind', () => {
    const result = checkSync(causalBroadcast, { size: 'medium' });
    expect(result.verdict).toBe('holds');
    const verdicts = Object.entries(verdictsOf(result));
    expect(verdicts.filter(([, verdict]) => verdict !== 'holds').sort()).toEqual([
      ['allDeliver', 'violated'],
      ['canHoldForSender', 'violated'],
      ['endsClear', 'violated'],
    ]);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['causal-broadcast'].medium));
  });
});
