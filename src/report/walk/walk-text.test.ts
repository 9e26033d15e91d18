import { describe, expect, it } from 'vitest';
import type { WalkedProperty, WalkResult } from '../../trace/walk/walk.ts';
import { payment } from '../samples/payment.ts';
import { sampleProperty } from '../samples/sample-result.ts';
import { sampleModel } from '../samples/sample-trace.ts';
import { plainPalette } from '../text-options.ts';
import { walkJson } from './walk-json.ts';
import { walkText } from './walk-text.ts';

function sampleWalk(differences: Partial<WalkResult> = {}): WalkResult {
  return {
    ...{ model: sampleModel, verdict: 'no violation found', properties: [], ending: 'complete' },
    ...{ seed: 7, walks: 1000, steps: 9234, actions: 1, depth: 12 },
    ...differences,
  };
}

function walked(differences: Partial<WalkedProperty>): WalkedProperty {
  return {
    ...sampleProperty({ verdict: 'no violation found' }),
    behaviors: undefined,
    ...differences,
  };
}

function textOf(result: WalkResult): string {
  return walkText(result, { seconds: 0.5, columns: 80, unicode: true, palette: plainPalette });
}

/** The line of one property. */
function lineOf(differences: Partial<WalkedProperty>): string | undefined {
  return textOf(sampleWalk({ properties: [walked(differences)] })).match(
    /^ {2}\S safe {2}.*$/m,
  )?.[0];
}

const trace = payment({ order: 'unordered' });

describe('walkText', () => {
  it('says how far the walks went, and with which seed', () => {
    const [figures, ...verdict] = textOf(sampleWalk()).split('\n').slice(-3);
    expect(figures).toBe('1 000 walks, 9 234 steps, depth 12; 1 different action, 0.50 s, seed 7');
    expect(verdict.join(' ')).toBe(
      'No violation found. All walks were taken; what they did not come by is not known.',
    );
  });

  it.each<[string, Partial<WalkedProperty>]>([
    ['  · safe  no violation found', {}],
    ['  ✗ safe  violated, shown in 8 steps', { verdict: 'violated', trace }],
    [
      '  ✗ safe  violated, as expected, shown in 8 steps',
      { verdict: 'violated', expected: 'violated', trace },
    ],
    ['  ✓ safe  witnessed in 8 steps', { kind: 'reachable', verdict: 'holds', trace }],
    ['  … safe  no witness found', { kind: 'reachable', verdict: 'unknown' }],
    ['  · safe  no violation found in 3 fair behaviors', { kind: 'eventually', behaviors: 3 }],
    [
      '  … safe  unknown: no walk showed a fair behavior',
      { kind: 'eventually', verdict: 'unknown', behaviors: 0 },
    ],
  ])('never says that something always holds: %s', (line, differences) => {
    expect(lineOf(differences)).toBe(line);
  });

  it('says why the walks ended', () => {
    const violated = { verdict: 'violated', ending: 'stopped' } as const;
    expect(textOf(sampleWalk(violated))).toContain(
      '\nViolated. The walks stopped at the first unexpected violation.',
    );
    expect(textOf(sampleWalk({ ...violated, model: { ...sampleModel, mutation: 'm' } }))).toContain(
      '\nViolated. The walks stopped when the mutation was caught.',
    );
    expect(textOf(sampleWalk({ ending: 'interrupted' }))).toContain(
      '\nNo violation found. The walks were interrupted;',
    );
  });

  it('says when violations were expected, and draws them', () => {
    const property = walked({ verdict: 'violated', expected: 'violated', trace });
    const text = textOf(sampleWalk({ properties: [property] }));
    expect(text).toContain('No violation found, apart from the violations that are expected.');
    expect(text).toContain('\nHow safe is violated:\n');
  });

  it('says what was judged of behaviors only where there are properties of them', () => {
    const says = 'Of behaviors that go on for ever, those were judged';
    expect(textOf(sampleWalk({ properties: [walked({})] }))).not.toContain(says);
    const property = walked({ kind: 'eventually', behaviors: 3 });
    expect(textOf(sampleWalk({ properties: [property] }))).toContain(says);
  });
});

describe('walkJson', () => {
  it('says the same', () => {
    const properties = [walked({ kind: 'eventually', behaviors: 3 }), walked({})];
    const { properties: written, ...json } = walkJson(sampleWalk({ properties }), {
      seconds: 0.25,
      spec: 'sample',
    });
    expect(json).toEqual({
      ...{ schemaVersion: 1, protocol: 'sample', spec: 'sample', size: null, parameters: {} },
      ...{ mutation: null, network: { order: 'unordered' }, faults: {} },
      ...{ verdict: 'no violation found', ending: 'complete', seconds: 0.25 },
      ...{ seed: 7, walks: 1000, steps: 9234, actions: 1, depth: 12 },
    });
    expect(written.map(({ verdict, behaviors }) => [verdict, behaviors])).toEqual([
      ['no violation found', 3],
      ['no violation found', null],
    ]);
  });
});
