import { describe, expect, it } from 'vitest';
import type { StateGraph } from '../../trace/graph.ts';
import { light } from '../samples/light.ts';
import { sampleModel, sampleProtocol } from '../samples/sample-trace.ts';
import { graphDot } from './graph-dot.ts';

/** A graph of one state with a loop. */
function loop(label: string, action = 'stimulus go at a'): StateGraph {
  const record = { processes: [], messages: [] };
  return {
    model: { ...sampleModel, protocol: { ...sampleProtocol, id: 'loop' } },
    states: [{ id: 0, label, initial: true, record }],
    edges: [{ from: 0, to: 0, label: action }],
    complete: true,
  };
}

describe('graphDot', () => {
  it('marks the initial states, and draws transitions between the same states together', () => {
    expect(graphDot(light)).toBe(String.raw`digraph "light" {
  // 2 states, 4 transitions
  fontname="Helvetica"
  node [shape=box style=rounded fontname="Helvetica" fontsize=10]
  edge [fontname="Helvetica" fontsize=9 arrowsize=0.7]
  start [shape=point label=""]
  start -> 0
  start -> 1
  0 [label="lamp: off\l" style="rounded,bold"]
  1 [label="lamp: on\lswitch hand → lamp\l" style="rounded,bold"]
  0 -> 1 [label="deliver switch hand → lamp\nstimulus \"on\" at lamp"]
  1 -> 0 [label="timeout fade at lamp"]
  1 -> 1 [label="drop a\\b hand → lamp" style=dashed color=gray40]
}
`);
  });

  it('says when states are missing', () => {
    const lines = graphDot({ ...light, complete: false }).split('\n');
    expect(lines[2]).toBe('  label="The first 2 states; more are reachable." labelloc=t');
  });

  it('breaks long labels', () => {
    const state = `server: waiting votes=${'x'.repeat(12)} round=1 leader=server2`;
    const text = graphDot(loop(state, 'deliver requestVote(term=3) candidate1 → voter2'));
    expect(text).toContain(
      String.raw`0 [label="server: waiting votes=xxxxxxxxxxxx round=1\l    leader=server2\l"`,
    );
    expect(text).toContain(
      String.raw`0 -> 0 [label="deliver requestVote(term=3)\ncandidate1 → voter2"`,
    );
  });

  it.each([
    ['a"b', String.raw`a\"b`],
    ['a\\N', String.raw`a\\N`],
    ['&lt;', '&amp;lt;'],
    ['a\u0007', String.raw`a\\u0007`],
  ])('escapes %j', (text, escaped) => {
    expect(graphDot(loop(text))).toContain(`0 [label="${escaped}\\l"`);
    expect(graphDot(loop('', text))).toContain(`0 -> 0 [label="${escaped}"`);
  });
});
