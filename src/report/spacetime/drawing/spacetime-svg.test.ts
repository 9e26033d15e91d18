import { describe, expect, it } from 'vitest';
import { payment } from '../../samples/payment.ts';
import { sampleTrace, stimulus } from '../../samples/sample-trace.ts';
import { spacetimeSvg, spacetimeSvgPages } from './spacetime-svg.ts';

const property = { name: 'safe', kind: 'invariant', says: 'nothing bad happens' } as const;

describe('spacetimeSvg', () => {
  const svg = spacetimeSvg(payment({ order: 'unordered' }), { property, theme: 'light' });

  it('says in words what it shows', () => {
    expect(svg).toContain('>A sample. violated after step 8: nothing bad happens (safe)</title>');
    expect(svg).toMatch(/<desc [^>]*>1 stimulus buy at client\. 2 duplicate pay client → server\./);
    expect(svg).toContain('<title>7 restart server</title>');
    expect(svg).toContain(
      '<title>pay client → server: duplicated in step 2, received in step 4</title>',
    );
  });

  it('has a shape for each sign, so that colour only repeats it', () => {
    const shapes = [...svg.matchAll(/class="mark (\w+)" (?:points|d|c)/g)].map(([, mark]) => mark);
    expect(new Set(shapes)).toEqual(
      new Set(['local', 'forked', 'lost', 'received', 'timer', 'crash', 'restart']),
    );
  });

  it('is well-formed, and lets nothing of a trace be markup', () => {
    const evil = `</text><script>alert("1")</script>&`;
    const steps = [{ action: stimulus(evil, evil), becomes: { state: evil } }];
    const text = spacetimeSvg(sampleTrace({ processes: { [evil]: evil }, steps }));
    expect(text).not.toMatch(/<script/);
    for (const document of [svg, text]) expect(unclosed(document)).toEqual([]);
  });

  it('marks a cycle, and goes on on further pages', () => {
    const steps = Array.from({ length: 5 }, () => ({ action: stimulus('go', 'a') }));
    const trace = {
      ...sampleTrace({ processes: { a: 's' }, steps }),
      cycle: { start: 2, fairBecause: ['x'] },
    };
    const whole = spacetimeSvg(trace);
    expect(whole.match(/class="band (stem|cycle)"/g)).toHaveLength(2);
    expect(whole.match(/class="round"/g)).toHaveLength(3);
    expect(whole.match(/class="back-head"/g)).toHaveLength(1);
    const paged = spacetimeSvg(trace, { stepsPerPage: 3 });
    expect(paged.match(/translate\(0 \d+\)/g)).toHaveLength(2);
    const pages = spacetimeSvgPages(trace, { stepsPerPage: 3, id: 'figure' });
    expect(pages.map((page) => /id="([^"]+)-title"/.exec(page)?.[1])).toEqual([
      'figure-1',
      'figure-2',
    ]);
    expect(pages.map((page) => (page.match(/class="back-head"/g) ?? []).length)).toEqual([1, 0]);
  });
});

/** The elements that are not closed, or closed without being open. */
function unclosed(document: string): readonly string[] {
  const open: string[] = [];
  for (const [, slash, name, single] of document.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (single === '/') continue;
    if (slash === '') open.push(name as string);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}
