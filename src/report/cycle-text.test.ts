import { describe, expect, it } from 'vitest';
import { mermaidSequence } from './mermaid.ts';
import { onTheWay, sampleTrace, stimulus } from './samples/sample-trace.ts';
import { plainPalette } from './text-options.ts';
import { traceText } from './text.ts';
import { cycleText } from './cycle-text.ts';

const ping = { type: 'ping', from: 'a', to: 'b' };
const trace = {
  ...sampleTrace({
    processes: { a: 'idle', b: 'idle' },
    steps: [
      { action: stimulus('wake', 'b'), becomes: { state: 'awake' } },
      { action: { kind: 'timeout', process: 'a', timer: 'again' }, inFlight: [ping] },
      { action: onTheWay('deliver', 'ping', 'a', 'b'), inFlight: [] },
    ],
  }),
  cycle: { start: 1, fairBecause: ['taken in the cycle: timeouts at a'] },
};
const property = { name: 'ends', kind: 'eventually', says: 'it ends' } as const;
const options = { columns: 80, unicode: true, palette: plainPalette, property };

describe('A trace with a cycle', () => {
  it.each([
    [0, 0, 'nothing ever happens'],
    [3, 3, 'nothing happens any more after step 3'],
    [2, 3, 'step 3 is repeated for ever'],
    [0, 3, 'steps 1 to 3 are repeated for ever'],
  ])('that begins after %i of %i steps is in words: %s', (start, steps, text) => {
    expect(cycleText({ start, fairBecause: [] }, steps)).toBe(text);
  });

  it('is marked in the chart, and told why it is fair', () => {
    const lines = traceText(trace, options).split('\n');
    expect(lines.indexOf('for ever:')).toBe(lines.findIndex((line) => line.includes('again')) - 1);
    expect(lines.slice(-3)).toEqual([
      'steps 2 to 3 are repeated for ever.',
      'fair: taken in the cycle: timeouts at a.',
      '✗ violated: steps 2 to 3 are repeated for ever: it ends (ends)',
    ]);
  });

  it('is marked in the list of steps that takes its place in few columns', () => {
    const lines = traceText(trace, { ...options, columns: 20 }).split('\n');
    const mark = lines.findIndex((line) => line.trim() === 'For ever:');
    expect(lines[mark + 1]).toMatch(/^ *2 timeout/);
  });

  it('is a loop in a Mermaid diagram', () => {
    const lines = mermaidSequence(trace, property).split('\n');
    const [loop, end] = [lines.indexOf('  loop for ever'), lines.indexOf('  end')];
    expect(lines.slice(loop + 1, end).map((line) => /: (\d)/.exec(line)?.[1])).toEqual(['2', '3']);
  });
});
