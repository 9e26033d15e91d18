import { describe, expect, it } from 'vitest';
import { onTheWay, sampleTrace, stimulus } from '../samples/sample-trace.ts';
import { spacetimePages } from './pages.ts';

const slow = { type: 'slow', from: 'a', to: 'b' };
const trace = sampleTrace({
  processes: { a: 's', b: 's' },
  steps: [
    { action: stimulus('go', 'a'), inFlight: [slow], becomes: { state: 't' } },
    ...Array.from({ length: 7 }, () => ({ action: stimulus('go', 'a') })),
    { action: onTheWay('deliver', 'slow', 'a', 'b'), inFlight: [] },
  ],
});

describe('spacetimePages', () => {
  it('is one page unless the trace is long', () => {
    expect(spacetimePages(trace)).toHaveLength(1);
    expect(spacetimePages(trace, { stepsPerPage: 9 })).toHaveLength(1);
    expect(spacetimePages(trace, { stepsPerPage: 8 })).toHaveLength(2);
  });

  const pages = spacetimePages(trace, { stepsPerPage: 3 });

  it('shares the steps out, and begins each page with the states there', () => {
    expect(pages.map(({ rows }) => rows.map(({ step }) => step))).toEqual([
      ...[
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
    ]);
    expect(pages.map(({ lanes }) => lanes[0]?.state.text)).toEqual(['s', 't', 't']);
    expect(pages.map(({ lanes }) => lanes[0]?.final?.text)).toEqual([undefined, undefined, 't']);
    expect(pages.map(({ heading }) => heading[0]?.label.lines[0])).toEqual([
      ...['A sample (page 1 of 3)', 'A sample (page 2 of 3)', 'A sample (page 3 of 3)'],
    ]);
  });

  it('lets a message come in where it left the page before', () => {
    const ways = pages.map(({ arrows }) => arrows[0]?.way ?? []);
    expect(pages.map(({ arrows }) => arrows[0]?.goesOn)).toEqual([
      { above: false, below: true },
      { above: true, below: true },
      { above: true, below: false },
    ]);
    for (const index of [1, 2]) {
      expect(ways[index]?.[0]?.x).toBeCloseTo(ways[index - 1]?.at(-1)?.x ?? 0);
      expect(ways[index]?.[0]?.y).toBeCloseTo(pages[index]?.body.top ?? 0);
    }
  });

  it('takes the way back of a cycle apart', () => {
    const cycle = { start: 1, fairBecause: [] };
    const cyclic = spacetimePages({ ...trace, cycle }, { stepsPerPage: 3 });
    expect(cyclic.map(({ bands }) => bands.map(({ kind }) => kind))).toEqual([
      ...[['stem', 'cycle'], ['cycle'], ['cycle']],
    ]);
    const backs = cyclic.map(({ bands }) => bands.at(-1)?.back ?? []);
    expect(backs.map((back) => back.length)).toEqual([3, 2, 3]);
    expect(backs[1]?.map(({ y }) => y)).toEqual([
      cyclic[1]?.rows.at(-1)?.bottom,
      cyclic[1]?.rows[0]?.top,
    ]);
  });
});
