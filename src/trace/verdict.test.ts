import { describe, expect, it } from 'vitest';
import { parseLtl } from '../protocol/ltl/parse.ts';
import type { Property, PropertyKind } from '../protocol/property.ts';
import { overallVerdict, verdictOn, type PropertyResult, type Verdict } from './verdict.ts';

const everything = { complete: true, bounded: false };
const withinBounds = { complete: true, bounded: true };
const stopped = { complete: false, bounded: false };
const stoppedWithinBounds = { complete: false, bounded: true };

describe('verdictOn', () => {
  const kinds = ['invariant', 'stepInvariant', 'deadlockFree'] as const;

  it.each(kinds)('says of %s what is known of all states', (kind) => {
    const verdict = (found: boolean) =>
      [everything, withinBounds, stopped, stoppedWithinBounds].map((coverage) =>
        verdictOn(property(kind), found, coverage),
      );
    expect(verdict(false)).toEqual(['holds', 'holds in bounds', 'unknown', 'unknown']);
    expect(verdict(true)).toEqual(['violated', 'violated', 'violated', 'violated']);
  });

  it('says that a reachable is violated only when every state was seen', () => {
    const verdict = (found: boolean) =>
      [everything, withinBounds, stopped, stoppedWithinBounds].map((coverage) =>
        verdictOn(property('reachable'), found, coverage),
      );
    expect(verdict(false)).toEqual(['violated', 'unknown', 'unknown', 'unknown']);
    expect(verdict(true)).toEqual(['holds', 'holds', 'holds', 'holds']);
  });
});

describe('overallVerdict', () => {
  it.each([
    { verdicts: [], coverage: everything, overall: 'holds' },
    { verdicts: [], coverage: withinBounds, overall: 'holds in bounds' },
    { verdicts: [], coverage: stopped, overall: 'unknown' },
    { verdicts: ['holds', 'holds'], coverage: everything, overall: 'holds' },
    { verdicts: ['holds', 'unknown'], coverage: withinBounds, overall: 'unknown' },
    // A witness was found, and then the search was stopped.
    { verdicts: ['holds'], coverage: stopped, overall: 'unknown' },
    { verdicts: ['unknown', 'violated'], coverage: stopped, overall: 'violated' },
  ] as const)('is $overall for $verdicts', ({ verdicts, coverage, overall }) => {
    const results = verdicts.map((verdict, at) => result(`p${at}`, verdict));
    expect(overallVerdict(results, coverage, {})).toBe(overall);
  });

  it('does not count a violation that is declared', () => {
    const results = [result('lesson', 'violated'), result('safe', 'holds')];
    expect(overallVerdict(results, everything, { lesson: 'violated' })).toBe('holds');
    expect(overallVerdict(results, everything, { safe: 'violated' })).toBe('violated');
  });
});

function property(kind: PropertyKind): Property {
  const always = () => true;
  const said = { says: 'says', holds: always, ends: always, whenever: always, fairness: [] };
  const abstract = { kind: 'protocol', id: 'abstract', title: 'Abstract' } as const;
  const refined = { abstract, mapping: () => ({ processes: {} }) };
  return { ...said, ...refined, kind, formula: parseLtl('true'), where: {} };
}

function result(name: string, verdict: Verdict): PropertyResult {
  const expected = 'holds';
  const trace = undefined;
  return { name, kind: 'invariant', says: 'says', source: undefined, verdict, expected, trace };
}
