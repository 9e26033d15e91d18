import { describe, expect, it } from 'vitest';
import type { FaultLevel, FaultLevels } from '../../trace/search/fault-levels.ts';
import { payment } from '../samples/payment.ts';
import { sampleProperty } from '../samples/sample-result.ts';
import { sampleModel } from '../samples/sample-trace.ts';
import { plainPalette } from '../text-options.ts';
import { levelsJson } from './levels-json.ts';
import { levelsText } from './levels-text.ts';

function level(faults: number, differences: Partial<FaultLevel> = {}): FaultLevel {
  return {
    ...{ faults, broken: [], distinctStates: 1200 * (faults + 1), generatedStates: 5000 },
    ...{ depth: 7, isExplored: true, ending: 'complete' },
    ...differences,
  };
}

function sampleLevels(differences: Partial<FaultLevels> = {}): FaultLevels {
  const levels = [level(0), level(1)];
  return {
    ...{ levels, faultsPossible: 1, verdict: 'holds', model: sampleModel, properties: [] },
    ...differences,
  };
}

function textOf(levels: FaultLevels): string {
  return levelsText(levels, { seconds: 2, columns: 80, unicode: true, palette: plainPalette });
}

const closingOf = (levels: FaultLevels) => textOf(levels).split('\n').slice(-1).join();

describe('levelsText', () => {
  it('has a line for each level', () => {
    const levels = [level(0), level(1), level(2, { broken: ['safe', 'sound'] })];
    expect(textOf(sampleLevels({ levels, verdict: 'violated' }))).toContain(`
  ✓ 0 faults: 1 200 distinct states, 5 000 generated, depth 7
  ✓ 1 fault: 2 400 distinct states, 5 000 generated, depth 7
  ✗ 2 faults: 3 600 distinct states, 5 000 generated, depth 7; violated: safe,
    sound
Violated with 2 faults, and not with fewer: safe, sound. 2.0 s in all.`);
  });

  it.each<[string, Partial<FaultLevels>]>([
    ['Holds with up to 1 fault, which is all that can happen. 2.0 s in all.', {}],
    [
      'Holds in bounds with up to 1 fault; up to 1 000 can happen. 2.0 s in all.',
      { verdict: 'holds in bounds', faultsPossible: 1000 },
    ],
    [
      'Holds in bounds with up to 1 fault; as many as may be can happen. 2.0 s in all.',
      { verdict: 'holds in bounds', faultsPossible: Infinity },
    ],
    [
      'Violated without a fault: safe. 2.0 s in all.',
      { verdict: 'violated', levels: [level(0, { broken: ['safe'] })] },
    ],
    [
      'Unknown without a fault: not everything was decided. 2.0 s in all.',
      { verdict: 'unknown', levels: [level(0, { isExplored: false, ending: 'statesMax' })] },
    ],
  ])('ends with: %s', (line, differences) => {
    expect(closingOf(sampleLevels(differences))).toBe(line);
  });

  it('says of the last level what each property says, and draws violations', () => {
    const trace = payment({ order: 'unordered' });
    const text = textOf(
      sampleLevels({
        faultsPossible: 2,
        levels: [level(0), level(1, { broken: ['safe'] })],
        properties: [
          sampleProperty({ verdict: 'violated', trace }),
          sampleProperty({ name: 'goal', kind: 'reachable', verdict: 'unknown' }),
        ],
      }),
    );
    expect(text).toContain('\n  ✗ safe  violated, shown in 8 steps\n');
    expect(text).toContain('\n  … goal  not reached with up to 1 fault\n');
    expect(text).toContain('\n\nHow safe is violated:\n');
  });
});

describe('levelsJson', () => {
  it('says the same, with null for what there is not', () => {
    const about = { spec: 'sample', seconds: 2 };
    expect(levelsJson(sampleLevels({ faultsPossible: Infinity }), about)).toEqual({
      ...{ schemaVersion: 1, protocol: 'sample', spec: 'sample', size: null, parameters: {} },
      ...{ mutation: null, network: { order: 'unordered' }, faults: {}, verdict: 'holds' },
      ...{ faultsThatBreak: null, faultsPossible: null, seconds: 2, properties: [] },
      levels: [level(0), level(1)],
    });
  });
});
