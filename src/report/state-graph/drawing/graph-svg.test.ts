import { describe, expect, it } from 'vitest';
import { light } from '../../samples/light.ts';
import { graphSvg } from './graph-svg.ts';

describe('graphSvg', () => {
  const svg = graphSvg(light, { theme: 'light' });

  it('says in words what it shows', () => {
    expect(svg).toContain('>A sample: the graph of its states</title>');
    expect(svg).toContain('state 0: lamp: off; initial');
    expect(svg).toContain(
      '<title>state 0 → state 1: deliver switch hand → lamp; stimulus &quot;on&quot; at lamp</title>',
    );
  });

  it('draws an initial state with a double line, and an end with sharp corners', () => {
    expect(
      svg.match(/<g class="node">\n\s+<title>[^<]*<\/title>\n\s+<rect[^>]*>\n\s+<rect/g),
    ).toHaveLength(2);
    const still = graphSvg({ ...light, edges: [] });
    expect(svg).not.toContain('rx="0"');
    expect(still.match(/rx="0"/g)).toHaveLength(4);
  });

  it('marks a violation with a cross', () => {
    const states = light.states.map((state) => ({ ...state, violates: ['dark'] }));
    expect(graphSvg({ ...light, states }).match(/class="mark lost"/g)).toHaveLength(3);
  });
});
