import { exploredSteps, stateGraph, type Protocol } from '#faultline';
import { describe, expect, it } from 'vitest';
import { twoPhaseCommit } from '../specs/two-phase-commit/spec.ts';
import { vectorClocks } from '../specs/vector-clocks/spec.ts';
import { pingPong } from '../specs/ping-pong/spec.ts';

/** Small enough for a list of all transitions. */
const models: readonly (readonly [Protocol, Parameters<typeof stateGraph>[1]])[] = [
  [twoPhaseCommit, { parameters: { participants: 1 } }],
  [pingPong, { size: 'tiny' }],
  [vectorClocks, { size: 'tiny' }],
];

describe('the steps that were explored', () => {
  it.each(models)('are those of the state graph: $id', (protocol, choices) => {
    const graph = stateGraph(protocol, { ...choices, statesMax: 100_000 });
    const { messages, distinctStates, complete } = exploredSteps(protocol, choices);
    expect([complete, distinctStates]).toEqual([true, graph.states.length]);
    const roleOf = (id: string) => graph.model.processes.find((one) => one.id === id)?.role ?? id;
    const delivered = new Map<string, number>();
    for (const { label } of graph.edges) {
      const found = /^deliver (\w+)(?:\(.*\))? (\w+) → (\w+)$/.exec(label);
      if (found === null) continue;
      const [, type = '', from = '', to = ''] = found;
      const key = [type, roleOf(from), roleOf(to)].join(' ');
      delivered.set(key, (delivered.get(key) ?? 0) + 1);
    }
    expect(delivered.size).toBeGreaterThan(0);
    const counted = messages
      .filter(({ receivedIn }) => receivedIn.length > 0)
      .map(({ type, from, to, receivedIn }) => [
        [type, from, to].join(' '),
        receivedIn.reduce((sum, { count }) => sum + count, 0),
      ]);
    expect(counted.sort()).toEqual([...delivered].sort());
  });

  it('tell what messages contain: the values that were seen', () => {
    const { fields } = exploredSteps(vectorClocks, { size: 'tiny' });
    expect(fields.map(({ message, name, seen }) => `${message}.${name}: ${seen}`)).toEqual([
      'message.clock: { [process]: 0…4 }',
      'message.sentBy: { process: id of process; number: 1 | 2 | 3 | 4 }',
    ]);
  });
});
