import { checkSync, propertiesFor } from '#faultline';
import { describe, expect, it } from 'vitest';
import type { roles } from '../specs/vector-clocks/roles.ts';
import { vectorClocks } from '../specs/vector-clocks/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const promises = ['clockCondition', 'strongClockCondition', 'neverBack'];
const possibilities = ['canBeConcurrent', 'canRelay', 'canOvertake', 'canGoOn'];
const allHold = Object.fromEntries([...promises, ...possibilities].map((name) => [name, 'holds']));

describe('Vector clocks', () => {
  it.each([
    // It takes a third process to relay, and two messages of one process to overtake.
    { size: 'tiny', never: 'canRelay' },
    { size: 'small', never: 'canOvertake' },
  ] as const)('keep their promises in size $size', ({ size, never }) => {
    const result = checkSync(vectorClocks, { size });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({ ...allHold, [never]: 'violated' });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['vector-clocks'][size]));
    const missed = result.coverage.items.filter(({ exercised }) => !exercised);
    expect(missed.map(({ name }) => name)).toEqual([never]);
  });

  it('have as many states as a search finds that takes one step at a time', () => {
    const { tiny } = vectorClocks.sizes;
    expect(naiveSearch(vectorClocks, tiny ?? {}).counts).toEqual(
      countsIn(sizeCounts['vector-clocks'].tiny),
    );
  });

  it('show what can happen in as few steps as it takes by hand', async () => {
    const witnesses = (['tiny', 'small'] as const).flatMap((size) =>
      checkSync(vectorClocks, { size }).properties.filter(({ trace }) => trace !== undefined),
    );
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    // What both sizes show counts in the second, small: three processes, each of which sends once.
    expect(Object.fromEntries(steps)).toEqual({
      // Two act.
      canBeConcurrent: 2,
      // The one sends to the second, and the second to the third; each message is received.
      canRelay: 4,
      // Two are sent, and the later one is received.
      canOvertake: 3,
      // A crash and a restart; each of three sends, and each receives.
      canGoOn: 2 + 2 * 3,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(vectorClocks, property)).toEqual(labelsOf(property));
    }
  });

  it.each([{ loss: { max: 1 } }, { duplication: { max: 1 } }])(
    'keep their promises in a network with %o',
    (faults) => {
      const parameters = { processes: 2, rounds: 2 };
      const network = { order: 'unordered', ...faults } as const;
      expect(checkSync(vectorClocks, { parameters, network }).verdict).toBe('holds');
    },
  );

  // A [1,0,0]; B [0,1,0]; A sends with [2,0,0]; B receives and has [2,2,0].
  it('are [2,2,0] where B receives what A has sent with [2,0,0]', () => {
    const isExample = propertiesFor<typeof roles>().reachable('it is as in the example', (view) => {
      const clocks = view.all('process').map(({ context: { log } }) => {
        return log.map(({ clock }) => Object.values(clock));
      });
      const example = [
        [
          [1, 0, 0],
          [2, 0, 0],
        ],
        [
          [0, 1, 0],
          [2, 2, 0],
        ],
        [],
      ];
      return JSON.stringify(clocks) === JSON.stringify(example);
    });
    const protocol = { ...vectorClocks, properties: { isExample }, expectationsFor: () => ({}) };
    const parameters = { processes: 3, rounds: 2, crashes: 0 };
    const [property] = checkSync(protocol, { parameters, depthMax: 5 }).properties;
    expect(property?.verdict).toBe('holds');
    expect(property?.trace?.steps.map(({ action }) => action.kind).sort()).toEqual([
      'deliver',
      ...Array.from({ length: 3 }, () => 'stimulus'),
    ]);
  });
});

describe('A mutation of vector clocks', () => {
  it.each(Object.entries(vectorClocks.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(vectorClocks, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(vectorClocks, property)).toEqual(labelsOf(property));
  });

  it('is there for every promise', () => {
    const broken = Object.values(vectorClocks.mutations).map(({ violates }) => violates);
    expect(new Set(broken)).toEqual(new Set(promises));
  });

  it('makes the next event earlier than the last when the clock was lost: restart-reuses-id', () => {
    const options = { mutation: 'restart-reuses-id', keepGoing: true };
    const parameters = { processes: 2, rounds: 2, crashes: 1 };
    const { properties } = checkSync(vectorClocks, { ...options, parameters });
    const condition = properties.find(({ name }) => name === 'clockCondition');
    expect([condition?.verdict, condition?.trace?.steps.length]).toEqual(['violated', 4]);
  });
});
