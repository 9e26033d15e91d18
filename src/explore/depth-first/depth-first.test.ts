import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BreadthFirst, type Check } from '../breadth-first.ts';
import { numberAt, NumberSystem, type NumberSystemOptions } from '../samples/number-system.ts';
import { DepthFirst } from './depth-first.ts';

interface Choices extends Partial<NumberSystemOptions> {
  readonly checks?: Checks | undefined;
  readonly inside?: ((state: number) => boolean) | undefined;
  readonly statesMax?: number;
  readonly bytesMax?: number;
  readonly stops?: boolean;
}

type NumberIn = (words: Int32Array, offset: number) => number;
type Checks = (numberIn: NumberIn) => readonly Check[];

function optionsOf({ checks, inside, statesMax, bytesMax, stops, ...options }: Choices) {
  const system = new NumberSystem({ starts: [0], next: () => [], ...options });
  const numberIn: NumberIn = (words, offset) => numberAt(system.layout, words, offset);
  return {
    system,
    checks: checks?.(numberIn) ?? [],
    limits: {
      ...{ statesMax: statesMax ?? Infinity, bytesMax: bytesMax ?? Infinity },
      depthMax: Infinity,
    },
    ...(inside && { constraint: (...at: Parameters<NumberIn>) => inside(numberIn(...at)) }),
    stopAfter: () => stops === true,
  };
}

function searched(choices: Choices): DepthFirst {
  const search = new DepthFirst({ ...optionsOf(choices), tableBits: 4 });
  while (search.advance(1));
  return search;
}

const numbersOf = (path: readonly Int32Array[] | undefined) => path?.map(([number]) => number);

/** A tree: 1 and 2 below 0, 3 and 4 below 1, 5 and 6 below 2. */
const tree = (state: number) => (state < 3 ? [2 * state + 1, 2 * state + 2] : []);

describe('A depth-first search', () => {
  it('goes on from what it found last, and comes to every state', () => {
    const stuck: number[] = [];
    const search = searched({
      next: tree,
      checks: (numberIn) => [
        { kind: 'stuck', finds: (...at) => stuck.push(numberIn(...at)) === 0 },
      ],
    });
    expect(stuck).toEqual([3, 4, 5, 6]);
    expect(search.progress()).toMatchObject({ distinct: 7, generated: 7, frontier: 0, depth: 3 });
    expect([search.ending, search.stuck]).toEqual(['complete', 4]);
  });

  it('knows the way to what it finds', () => {
    const finds =
      (wanted: number): Checks =>
      (numberIn) => [
        { kind: 'state', finds: (...at) => numberIn(...at) === wanted },
        { kind: 'stuck', finds: (...at) => numberIn(...at) === wanted },
        { kind: 'step', finds: (_, __, ...at) => numberIn(...at) === wanted },
      ];
    const { findings } = searched({ next: tree, checks: finds(6) });
    expect(findings.map(({ check, path }) => [check, numbersOf(path)])).toEqual([
      [2, [0, 2, 6]],
      [0, [0, 2, 6]],
      [1, [0, 2, 6]],
    ]);
    const [initial] = searched({ checks: finds(0) }).findings;
    expect(numbersOf(initial?.path)).toEqual([0]);
  });

  it('finds what need not be nearest', () => {
    const ring = (state: number) => [(state + 1) % 10, (state + 9) % 10];
    const [finding] = searched({
      next: ring,
      checks: (numberIn) => [
        { kind: 'step', finds: (...[, , words, offset]) => numberIn(words, offset) === 8 },
      ],
    }).findings;
    expect(numbersOf(finding?.path)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('stops at a finding, and at its limits', () => {
    const next = (state: number) => [state + 1];
    const stopped = searched({
      next,
      stops: true,
      checks: (numberIn) => [{ kind: 'state', finds: (...at) => numberIn(...at) === 5 }],
    });
    expect([stopped.ending, stopped.progress().distinct]).toEqual(['stopped', 6]);
    const full = searched({ next, statesMax: 8 });
    expect(full.ending).toBe('statesMax');
    expect(full.progress()).toMatchObject({ distinct: 8, frontier: 1, depth: 8 });
    const large = searched({ next, bytesMax: 50_000 });
    expect(large.ending).toBe('bytesMax');
    expect(large.progress().bytes).toBeGreaterThan(50_000);
  });

  it('tells where it is when a check throws', () => {
    const search = new DepthFirst(
      optionsOf({
        next: tree,
        checks: (numberIn) => [
          {
            kind: 'state',
            finds: (...at) => {
              if (numberIn(...at) === 4) throw new Error('four');
              return false;
            },
          },
        ],
      }),
    );
    expect(() => search.advance(10)).toThrow('four');
    expect(numbersOf(search.wayInHand)).toEqual([0, 1, 4]);
  });

  it('refuses a system without initial state', () => {
    expect(() => searched({ starts: [] })).toThrow('[FL401] There is no initial state.');
  });

  it('counts and finds what a breadth-first search counts and finds', () => {
    const graph = fc.record({
      edges: fc.array(fc.array(fc.nat(39), { maxLength: 4 }), { minLength: 40, maxLength: 40 }),
      starts: fc.uniqueArray(fc.nat(39), { minLength: 1, maxLength: 3 }),
      wanted: fc.nat(39),
      outside: fc.option(fc.nat(39)),
      grows: fc.boolean(),
    });
    fc.assert(
      fc.property(graph, ({ edges, starts, wanted, outside, grows }) => {
        const choices: Choices = {
          ...{ starts, grows: grows && starts.every((start) => start < 16) },
          next: (state) => edges[state]!,
          checks: (numberIn) => [
            { kind: 'state', finds: (...at) => numberIn(...at) === wanted },
            { kind: 'stuck', finds: (...at) => numberIn(...at) === wanted },
            { kind: 'step', finds: (...[, , words, offset]) => numberIn(words, offset) === wanted },
          ],
          inside: outside === null ? undefined : (state) => state !== outside,
        };
        const depthFirst = searched(choices);
        const breadthFirst = new BreadthFirst(optionsOf(choices));
        while (breadthFirst.advance(10));
        const sumOf = (search: DepthFirst | BreadthFirst) => {
          const { distinct, generated, frontier } = search.progress();
          const { stuck, constrained, ending } = search;
          const found = search.findings.map(({ check }) => check).sort();
          return { distinct, generated, frontier, stuck, constrained, ending, found };
        };
        expect(sumOf(depthFirst)).toEqual(sumOf(breadthFirst));
        for (const { path } of depthFirst.findings) {
          const way = numbersOf(path) as number[];
          expect(starts).toContain(way[0]);
          way.slice(1).forEach((to, at) => expect(edges[way[at]!]).toContain(to));
          expect(way.at(-1)).toBe(wanted);
        }
      }),
      { numRuns: 300 },
    );
  });
});
