import { describe, expect, it } from 'vitest';
import { light } from '../samples/light.ts';
import { graphMermaid } from './graph-mermaid.ts';

describe('graphMermaid', () => {
  it('has an arrow to each initial state, and draws transitions between the same states together', () => {
    expect(graphMermaid(light)).toBe(`stateDiagram-v2
  %% 2 states, 4 transitions
  s0 : lamp#58; off
  s1 : lamp#58; on<br/>switch hand → lamp
  [*] --> s0
  [*] --> s1
  s0 --> s1 : deliver switch hand → lamp<br/>stimulus #34;on#34; at lamp
  s1 --> s0 : timeout fade at lamp
  s1 --> s1 : drop a#92;b hand → lamp
`);
  });

  it('says when states are missing', () => {
    expect(graphMermaid({ ...light, complete: false }).split('\n')[4]).toBe(
      '  note right of s0 : The first 2 states#59; more are reachable.',
    );
  });

  it('writes what Mermaid would read as syntax as entities', () => {
    const edges = [{ from: 0, to: 1, label: 'a; %%{b}: direction LR' }];
    expect(graphMermaid({ ...light, edges })).toContain(
      '  s0 --> s1 : a#59; #37;#37;#123;b#125;#58; #100;irection LR\n',
    );
  });

  it('breaks long labels', () => {
    const edges = [{ from: 0, to: 1, label: 'deliver requestVote(term=3) candidate1 → voter2' }];
    expect(graphMermaid({ ...light, edges })).toContain(
      'deliver requestVote(term=3)<br/>candidate1 → voter2\n',
    );
  });
});
