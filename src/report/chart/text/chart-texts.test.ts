import { describe, expect, it } from 'vitest';
import { lamp } from '../samples/lamp.ts';
import { chartDot } from './chart-dot.ts';
import { chartMermaid } from './chart-mermaid.ts';

describe('chartMermaid', () => {
  it('writes a state diagram', () => {
    expect(chartMermaid(lamp)).toBe(`stateDiagram-v2
  s0 : lamp
  [*] --> s1
  s1 : off<br/>tags#58; dark<br/>entry / save #34;energy#34;<br/>2. press [else] / click
  state "on<br/>exit / cool" as s2 {
    state "colour" as s3 {
      [*] --> s4
      s4 : red
      s5 : last (H*)
    }
    --
    s6 : heat
  }
  s7 : broken
  s7 --> [*]
  s0 --> s7 : fail
  s1 --> s2 : 1. press [hasPower]<br/>/ glow, hum
  s2 --> s1 : after patience
  s6 --> s6 : always [isCold]
  s2 --> s5 : done
  s5 --> s4
`);
  });
});

describe('chartDot', () => {
  it('writes clusters, and cuts arrows at their borders', () => {
    const lines = chartDot(lamp)
      .split('\n')
      .map((line) => line.trim());
    expect(lines[0]).toBe('digraph "lamp" {');
    expect(lines).toEqual(
      expect.arrayContaining([
        's1 [label="off\\ltags: dark\\lentry / save \\"energy\\"\\l2. press [else] / click\\l"]',
        'subgraph cluster3 {',
        'style="rounded,dashed"',
        's5 [shape=circle label="H*"]',
        's7 [label="broken" peripheries=2]',
        's0 -> s1',
        's5 -> s4',
        's0 -> s7 [label="fail"]',
        's1 -> s2 [label="1. press [hasPower]\\n/ glow, hum" lhead=cluster2]',
        's2 -> s1 [label="after patience" ltail=cluster2]',
        's2 -> s5 [label="done"]',
      ]),
    );
    expect(lines.filter((line) => line.endsWith('{'))).toHaveLength(4);
    expect(lines.filter((line) => line === '}')).toHaveLength(4);
  });
});
