import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkText, type CheckTextOptions } from './check-text.ts';
import { widthOf } from './lines/width.ts';
import { sampleProperty, sampleResult } from './samples/sample-result.ts';
import { onTheWay, sampleModel, sampleProtocol, sampleTrace } from './samples/sample-trace.ts';
import { plainPalette, type Palette } from './text-options.ts';

const options: CheckTextOptions = {
  columns: 80,
  unicode: true,
  palette: plainPalette,
  seconds: 0.5,
};
const trace = sampleTrace({
  processes: { a: 'idle', b: 'idle' },
  steps: [{ action: onTheWay('deliver', 'm', 'a', 'b'), becomes: { state: 'bad' } }],
});

describe('checkText', () => {
  it('says what was checked, what holds, what it took and what was covered', () => {
    const result = sampleResult({
      model: { ...sampleModel, size: 'tiny', parameters: { participants: 3 } },
      properties: [
        sampleProperty({ name: 'agreement' }),
        sampleProperty({ name: 'live', kind: 'deadlockFree', says: 'it goes on' }),
        sampleProperty({ name: 'canAct', kind: 'reachable', says: 'it acts', trace }),
      ],
    });
    expect(checkText(result, options)).toBe(
      [
        'A sample (size tiny)',
        '  participants = 3',
        '  Messages arrive in any order; none is lost or duplicated.',
        '  No process crashes.',
        '',
        '  ✓ agreement  holds',
        '      always: nothing bad happens',
        '  ✓ live       holds',
        '      never stuck: it goes on',
        '  ✓ canAct     holds, witnessed in 1 step',
        '      possible: it acts',
        '',
        '288 distinct states, 1 146 generated, depth 11; 0.50 s, 576 states/s, 1.5 KiB',
        'Holds. Every reachable state was visited.',
      ].join('\n'),
    );
  });

  it('draws every violation', () => {
    const result = sampleResult({
      verdict: 'violated',
      ending: 'stopped',
      frontier: 8,
      properties: [
        sampleProperty({ verdict: 'violated', trace }),
        sampleProperty({ name: 'later', kind: 'stepInvariant', verdict: 'unknown' }),
        // No witness: in that a reachable is violated there is nothing to draw.
        sampleProperty({ name: 'canAct', kind: 'reachable', verdict: 'violated' }),
      ],
    });
    expect(checkText(result, { ...options, columns: 50, unicode: false })).toBe(
      [
        'A sample',
        '  Messages arrive in any order; none is lost or',
        '  duplicated.',
        '  No process crashes.',
        '',
        '  x safe    violated, shown in 1 step',
        '      always: nothing bad happens',
        '  ? later   unknown',
        '      in every step: nothing bad happens',
        '  x canAct  violated',
        '      possible: nothing bad happens',
        '',
        '288 distinct states, 1 146 generated, depth 11;',
        '0.50 s, 576 states/s, 1.5 KiB',
        'Violated. The search stopped at the first',
        'unexpected violation: 280 of the 288 states found',
        'were explored.',
        '',
        'How safe is violated:',
        '          a           b',
        '       [idle]      [idle]',
        ' 1        |---- m --->|',
        '       [idle]       [bad]',
        '',
        'x violated after step 1: nothing bad happens',
        '  (safe)',
      ].join('\n'),
    );
  });

  it.each([
    ['holds', 'holds', '  ✓ safe  holds'],
    ['holds in bounds', 'holds', '  · safe  holds in bounds'],
    ['violated', 'holds', '  ✗ safe  violated'],
    ['violated', 'violated', '  ✗ safe  violated, as expected'],
    ['holds', 'violated', '  ✓ safe  holds, although a violation is expected'],
    ['unknown', 'violated', '  … safe  unknown'],
  ] as const)('writes %s where the protocol expects %s', (verdict, expected, line) => {
    const properties = [sampleProperty({ verdict, expected })];
    expect(checkText(sampleResult({ properties }), options).split('\n')).toContain(line);
  });

  it('says how a mutation breaks the protocol', () => {
    const mutations = { hasty: { says: 'it does not wait for the votes', violates: 'safe' } };
    const model = {
      ...sampleModel,
      mutation: 'hasty',
      protocol: { ...sampleProtocol, mutations },
    };
    expect(checkText(sampleResult({ model }), options).split('\n')[3]).toBe(
      '  Mutation hasty: it does not wait for the votes',
    );
  });

  it('says no rate when no time has passed', () => {
    expect(checkText(sampleResult(), { ...options, seconds: 0 })).toContain('; 0.00 s, 1.5 KiB\n');
  });

  it('says what a state takes when there are many', () => {
    const many = sampleResult({ distinctStates: 100_000, bytes: 3_145_728 });
    expect(checkText(many, { ...options, seconds: 0 })).toContain('3.0 MiB, 31 bytes/state\n');
    const fewer = { ...many, distinctStates: 99_999 };
    expect(checkText(fewer, { ...options, seconds: 0 })).toContain('; 0.00 s, 3.0 MiB\n');
  });

  it('takes every colour from the palette', () => {
    const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const tagged: Palette = {
      good: tag('good'),
      bad: tag('bad'),
      warn: tag('warn'),
      dim: tag('dim'),
      strong: tag('strong'),
    };
    const result = sampleResult({
      verdict: 'violated',
      properties: [
        sampleProperty({ name: 'one' }),
        sampleProperty({ name: 'two', verdict: 'violated', trace }),
        sampleProperty({ name: 'three', verdict: 'violated', expected: 'violated' }),
        sampleProperty({ name: 'four', verdict: 'unknown' }),
      ],
    });
    const text = checkText(result, { ...options, palette: tagged });
    expect(text.replace(/<\/?\w+>/g, '')).toBe(checkText(result, options));
    expect(text.split('\n').filter((line) => /[✓✗…] \w+ +\w/.test(line))).toEqual([
      '<good>  ✓ one    holds</good>',
      '<bad>  ✗ two    violated, shown in 1 step</bad>',
      '<warn>  ✗ three  violated, as expected</warn>',
      '<warn>  … four   unknown</warn>',
      '<bad>✗ violated after step 1: nothing bad happens (two)</bad>',
    ]);
  });

  it('keeps every line within the columns, whatever the texts are', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab é投\n'), maxLength: 90 });
    const verdict = fc.constantFrom('holds', 'violated', 'unknown' as const);
    const property = fc
      .record({ name: text, says: text, verdict })
      .map((differences) => sampleProperty({ ...differences, trace }));
    fc.assert(
      fc.property(text, fc.array(property), fc.integer({ min: 40, max: 100 }), (...drawn) => {
        const [title, properties, columns] = drawn;
        const model = { ...sampleModel, protocol: { ...sampleProtocol, title } };
        const lines = checkText(sampleResult({ model, properties }), { ...options, columns });
        expect(lines.split('\n').filter((line) => widthOf(line) > columns)).toEqual([]);
      }),
    );
  });
});
