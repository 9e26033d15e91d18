import { describe, expect, it } from 'vitest';
import type { Model } from '../protocol/model.ts';
import type { CheckResult } from '../trace/check.ts';
import { coverageText, searchText } from './coverage-text.ts';
import { payment } from './samples/payment.ts';
import { sampleProperty, sampleResult } from './samples/sample-result.ts';
import { sampleModel, sampleProtocol } from './samples/sample-trace.ts';

const violated = sampleProperty({ verdict: 'violated' });
const asExpected = sampleProperty({ verdict: 'violated', expected: 'violated' });
const mutated: Model = {
  ...sampleModel,
  mutation: 'broken',
  protocol: { ...sampleProtocol, mutations: { broken: { says: 'it breaks', violates: 'safe' } } },
};

describe('coverageText', () => {
  it.each<[string, Partial<CheckResult>, string]>([
    ['all', {}, 'Holds. Every reachable state was visited.'],
    [
      'all, with an expected violation',
      { properties: [asExpected] },
      'Holds, apart from the violations that are expected. Every reachable state was visited.',
    ],
    [
      'a depth',
      { verdict: 'holds in bounds', frontier: 12 },
      'Holds in bounds. Every reachable state was visited no deeper than 11 states on a path.',
    ],
    [
      'a constraint',
      { verdict: 'holds in bounds', constrainedStates: 1 },
      'Holds in bounds. Every reachable state was visited within the constraint, which turned 1 step back.',
    ],
    [
      'a depth and a constraint',
      { verdict: 'holds in bounds', frontier: 12, constrainedStates: 3000 },
      'Holds in bounds. Every reachable state was visited no deeper than 11 states on a path and within the constraint, which turned 3 000 steps back.',
    ],
    [
      'a violation',
      {
        verdict: 'violated',
        ending: 'stopped',
        frontier: 88,
        isExplored: false,
        properties: [violated],
      },
      'Violated. The search stopped at the first unexpected violation: 200 of the 288 states found were explored.',
    ],
    [
      'a caught mutation',
      {
        ...{ verdict: 'violated', ending: 'stopped', frontier: 88 },
        ...{ properties: [asExpected], model: mutated },
      },
      'Violated. The search stopped when the mutation was caught: 200 of the 288 states found were explored.',
    ],
    [
      'a mutation that does no harm',
      { properties: [sampleProperty({ expected: 'violated' })], model: mutated },
      'Holds: the mutation is not caught. Every reachable state was visited.',
    ],
    [
      'a mutation that does other harm',
      {
        verdict: 'violated',
        properties: [sampleProperty(), sampleProperty({ name: 'other', verdict: 'violated' })],
        model: mutated,
      },
      'Violated: the mutation is not caught. Every reachable state was visited.',
    ],
    [
      'a limit on states',
      { verdict: 'unknown', ending: 'statesMax', frontier: 88 },
      'Unknown. The limit on the number of states was reached at depth 11: 200 of the 288 states found were explored; what lies beyond the other 88 is not known.',
    ],
    [
      'a limit on memory',
      { verdict: 'unknown', ending: 'bytesMax', frontier: 88 },
      'Unknown. The limit on memory was reached at depth 11: 200 of the 288 states found were explored; what lies beyond the other 88 is not known.',
    ],
    [
      'an interruption',
      { verdict: 'unknown', ending: 'interrupted', frontier: 88 },
      'Unknown. The search was interrupted at depth 11: 200 of the 288 states found were explored; what lies beyond the other 88 is not known.',
    ],
    [
      'an interruption of what comes after the search',
      { verdict: 'unknown', ending: 'interrupted', isExplored: true },
      'Unknown. Every reachable state was visited. The check was interrupted before every property of behaviors was decided.',
    ],
    [
      'a limit on memory after the search',
      { verdict: 'unknown', ending: 'bytesMax', isExplored: true },
      'Unknown. Every reachable state was visited. The limit on memory was reached before every property of behaviors was decided.',
    ],
  ])('says what was covered: %s', (_what, differences, text) => {
    expect(coverageText(sampleResult(differences)).text).toBe(text);
  });

  it('has the colour of the verdict', () => {
    const tints = (['holds', 'holds in bounds', 'violated', 'unknown'] as const).map(
      (verdict) => coverageText(sampleResult({ verdict })).tint,
    );
    expect(tints).toEqual(['good', 'good', 'bad', 'warn']);
  });
});

describe('searchText', () => {
  const { trace } = sampleProperty({ trace: payment({ order: 'unordered' }) });
  const found = { search: 'depth-first', properties: [sampleProperty({ trace })] } as const;

  it.each<[string | undefined, Partial<CheckResult>]>([
    [undefined, { properties: [sampleProperty({ trace })] }],
    [undefined, { search: 'depth-first', properties: [sampleProperty()] }],
    [
      'The search was depth-first: no step can be left out of what it found, but there may be shorter ways, which a breadth-first search finds.',
      { ...found, traces: 'shortened' },
    ],
    [
      'The search was depth-first: there may be much shorter ways to what it found; shorten them, or find shortest ones breadth-first.',
      { ...found, traces: 'as found' },
    ],
  ])('is %j', (text, differences) => {
    expect(searchText(sampleResult(differences))).toBe(text);
  });

  it('names the properties that a depth-first search does not decide', () => {
    const ends = { kind: 'eventually', says: 'it ends', holds: () => true, fairness: [] } as const;
    const protocol = { ...sampleProtocol, properties: { ends } };
    const model: Model = { ...sampleModel, protocol };
    expect(searchText(sampleResult({ search: 'depth-first', model }))).toBe(
      'The search was depth-first: it leaves properties of behaviors to a breadth-first search (ends).',
    );
  });
});
