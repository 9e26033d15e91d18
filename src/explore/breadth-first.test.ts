import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BreadthFirst, type Check, type Finding, type Limits } from './breadth-first.ts';
import { numberAt, NumberSystem } from './samples/number-system.ts';
import type { StoreShape } from './store.ts';

const noLimits: Limits = { statesMax: Infinity, depthMax: Infinity, bytesMax: Infinity };
const tiny: StoreShape = { stateBits: 1, tableBits: 5 };

interface Asked {
  readonly starts: readonly number[];
  readonly next: (state: number) => readonly number[];
  readonly grows?: boolean;
  readonly checks?: readonly NumberCheck[];
  readonly inside?: (state: number) => boolean;
  readonly stops?: boolean;
  readonly limits?: Partial<Limits>;
  readonly shape?: StoreShape;
}

type NumberCheck =
  | { readonly kind: 'state' | 'stuck'; readonly finds: (state: number) => boolean }
  | { readonly kind: 'step'; readonly finds: (before: number, after: number) => boolean };

/** Makes a search for states that are numbers. */
function searchFor(asked: Asked): BreadthFirst {
  const { starts, next, grows = false, checks = [], inside, stops = false } = asked;
  const system = new NumberSystem({ starts, next, grows });
  const at = (words: Int32Array, offset: number) => numberAt(system.layout, words, offset);
  return new BreadthFirst({
    system,
    limits: { ...noLimits, ...asked.limits },
    checks: checks.map((check): Check => {
      if (check.kind !== 'step') {
        return { kind: check.kind, finds: (words, offset) => check.finds(at(words, offset)) };
      }
      return {
        kind: 'step',
        finds: (before, beforeOffset, after, afterOffset) =>
          check.finds(at(before, beforeOffset), at(after, afterOffset)),
      };
    }),
    constraint: inside && ((words, offset) => inside(at(words, offset))),
    stopAfter: () => stops,
    ...(asked.shape && { shape: asked.shape }),
  });
}

function run(asked: Asked): BreadthFirst {
  const search = searchFor(asked);
  while (search.advance(1_000));
  return search;
}

/** The states on the way to a finding. */
function wayTo({ store }: BreadthFirst, { from, slots }: Finding): number[] {
  const way = slots === undefined ? [] : [slots[0] as number];
  for (let index = from; index >= 0; index = store.parentOf(index)) {
    way.unshift(numberAt(store.layout, store.segmentOf(index), store.offsetOf(index)));
  }
  return way;
}

function ways(search: BreadthFirst): (readonly [number, number[]])[] {
  return search.findings.map((finding) => [finding.check, wayTo(search, finding)] as const);
}

/** States and ways, and all that is counted but for memory. */
function outcome(search: BreadthFirst) {
  const { bytes, ...progress } = search.progress();
  const { constrained, depthCut, stuck, ending } = search;
  return { ...progress, constrained, depthCut, stuck, ending, ways: ways(search) };
}

/** A jug of 3 and one of 5 litres, as 6 big + small: Lamport's TLA+ example DieHard. */
const jugs = {
  starts: [0],
  next: (state: number): readonly number[] => {
    const [big, small] = [Math.floor(state / 6), state % 6];
    const toBig = Math.min(small, 5 - big);
    const toSmall = Math.min(big, 3 - small);
    return [
      [big, 3],
      [5, small],
      [big, 0],
      [0, small],
      [big + toBig, small - toBig],
      [big - toSmall, small + toSmall],
    ].map(([newBig = 0, newSmall = 0]) => 6 * newBig + newSmall);
  },
};
const fourLitres: NumberCheck = { kind: 'state', finds: (state) => Math.floor(state / 6) === 4 };

/** 0, 1, 2 … up to 9. */
const ladder = {
  starts: [0],
  next: (state: number): readonly number[] => (state < 9 ? [state + 1] : []),
};

describe('BreadthFirst', () => {
  it('solves the riddle of the jugs in six steps, and has the counts of TLC', () => {
    const search = run({ ...jugs, checks: [fourLitres] });
    // Fill the big one, pour, empty the small one, pour, fill the big one, pour.
    const way = [0, 30, 15, 12, 2, 32, 27];
    expect(outcome(search)).toEqual({
      distinct: 16,
      generated: 97,
      frontier: 0,
      depth: 8,
      constrained: 0,
      depthCut: false,
      stuck: 0,
      ending: 'complete',
      ways: [[0, way]],
    });
  });

  it('stops at a finding when it may, and has the same way', () => {
    const search = run({ ...jugs, checks: [fourLitres], stops: true });
    expect(outcome(search)).toMatchObject({ ending: 'stopped', ways: [[0, expect.any(Array)]] });
    expect(ways(search)).toEqual(ways(run({ ...jugs, checks: [fourLitres] })));
  });

  it('decides each check the first time, and goes on', () => {
    const search = run({
      ...ladder,
      checks: [
        { kind: 'state', finds: (state) => state >= 3 },
        { kind: 'state', finds: (state) => state === 0 },
        { kind: 'step', finds: (before, after) => before + after >= 9 },
        { kind: 'stuck', finds: () => true },
        { kind: 'stuck', finds: (state) => state !== 9 },
      ],
    });
    expect(outcome(search)).toMatchObject({ distinct: 10, stuck: 1, ending: 'complete' });
    expect([...ways(search)].sort(([one], [other]) => one - other)).toEqual([
      [0, [0, 1, 2, 3]],
      [1, [0]],
      [2, [0, 1, 2, 3, 4, 5]],
      [3, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ]);
  });

  it('asks about every step that changes the state, to states known before too', () => {
    const steps: string[] = [];
    const note = (before: number, after: number) => {
      steps.push(`${before} ${after}`);
      return false;
    };
    run({
      starts: [0],
      next: (state) => [state, 1 - state, 1 - state],
      checks: [{ kind: 'step', finds: note }],
    });
    expect(steps).toEqual(['0 1', '0 1', '1 0', '1 0']);
  });

  it('counts equal initial states, and steps that change nothing, as generated', () => {
    const search = run({ starts: [4, 2, 4], next: (state) => [state, state] });
    expect(outcome(search)).toMatchObject({ distinct: 2, generated: 7, depth: 1, stuck: 0 });
  });

  it('refuses a system without initial state', () => {
    expect(() => run({ starts: [], next: () => [] })).toThrow(
      expect.objectContaining({ code: 'FL401' }),
    );
  });
});

describe('A constraint', () => {
  it('has states outside checked, but neither counted nor expanded', () => {
    const search = run({
      // From 0 to 1, 2 and 3; from each state to twice as much.
      starts: [0],
      next: (state) => (state === 0 ? [1, 2, 3] : [2 * state]),
      inside: (state) => state < 6,
      checks: [{ kind: 'state', finds: (state) => state === 6 }],
    });
    expect(outcome(search)).toEqual({
      // 0, 1, 2, 3 and 4; outside are 6 and 8.
      distinct: 5,
      generated: 1 + 3 + 4,
      frontier: 0,
      depth: 3,
      constrained: 2,
      depthCut: false,
      stuck: 0,
      ending: 'complete',
      ways: [[0, [0, 3, 6]]],
    });
  });

  it('counts a state outside each time that it is reached', () => {
    const search = run({
      starts: [1, 2, 3],
      next: () => [7, 7],
      inside: (state) => state !== 7,
    });
    expect(outcome(search)).toMatchObject({ distinct: 3, constrained: 6, generated: 9 });
  });

  it('may leave out the initial states, and then there is nothing to search', () => {
    const search = run({
      ...ladder,
      inside: () => false,
      checks: [{ kind: 'state', finds: () => true }],
    });
    expect(outcome(search)).toMatchObject({ distinct: 0, constrained: 1, ending: 'complete' });
    expect(ways(search)).toEqual([[0, [0]]]);
  });
});

describe('Limits', () => {
  it('keep the search at a number of states', () => {
    const limited = (statesMax: number) => outcome(run({ ...ladder, limits: { statesMax } }));
    expect(limited(4)).toMatchObject({ distinct: 4, ending: 'statesMax', frontier: 1 });
    expect(limited(10)).toMatchObject({ distinct: 10, ending: 'complete', frontier: 0 });
  });

  it('have a last state found before there are too many', () => {
    const checks: NumberCheck[] = [{ kind: 'state', finds: (state) => state === 3 }];
    const search = run({ ...ladder, checks, limits: { statesMax: 4 } });
    expect(ways(search)).toEqual([[0, [0, 1, 2, 3]]]);
  });

  it('keep the search at a depth, whose states are found and checked, and not expanded', () => {
    const checks: NumberCheck[] = [{ kind: 'state', finds: (state) => state === 3 }];
    const limited = (depthMax: number) => outcome(run({ ...ladder, checks, limits: { depthMax } }));
    expect(limited(3)).toMatchObject({ distinct: 3, generated: 3, depth: 3, ways: [] });
    expect(limited(4)).toMatchObject({
      distinct: 4,
      depth: 4,
      depthCut: true,
      ending: 'complete',
      stuck: 0,
      ways: [[0, [0, 1, 2, 3]]],
    });
    expect(limited(1)).toMatchObject({ distinct: 1, generated: 1, depth: 1, depthCut: true });
    expect(limited(11)).toMatchObject({ distinct: 10, depthCut: false, stuck: 1 });
  });

  it('keep the search at an amount of memory', () => {
    const wide = { starts: [0], next: (state: number) => [2 * state + 1, 2 * state + 2] };
    const search = run({ ...wide, limits: { bytesMax: 4 * 2 ** 20 } });
    const { bytes, distinct, frontier } = search.progress();
    expect(search.ending).toBe('bytesMax');
    expect(bytes).toBeGreaterThan(4 * 2 ** 20);
    expect(bytes).toBeLessThan(8 * 2 ** 20);
    expect(frontier).toBeGreaterThan(distinct / 3);
  });
});

describe('What a search has in hand', () => {
  const fails = (kind: 'state' | 'stuck' | 'step', at: number): NumberCheck => {
    const fail = (state: number) => {
      if (state === at) throw new Error(`fails at ${at}`);
      return false;
    };
    return kind === 'step' ? { kind, finds: (_, after) => fail(after) } : { kind, finds: fail };
  };

  it.each([
    { what: 'a state', asked: { checks: [fails('state', 4)] }, way: [0, 1, 2, 3, 4] },
    { what: 'the initial state', asked: { checks: [fails('state', 0)] }, way: [0] },
    { what: 'a step', asked: { checks: [fails('step', 2)] }, way: [0, 1, 2] },
    {
      what: 'an end',
      asked: { checks: [fails('stuck', 9)] },
      way: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    },
    {
      what: 'the constraint',
      asked: { inside: (state: number) => !fails('state', 3).finds(state, state) },
      way: [0, 1, 2, 3],
    },
    {
      what: 'an expansion',
      asked: {
        next: (state: number) => {
          if (state === 2) throw new Error('fails at 2');
          return [state + 1];
        },
      },
      way: [0, 1, 2],
    },
  ])('is where $what fails', ({ asked, way }) => {
    const search = searchFor({ ...ladder, ...asked });
    expect(() => {
      while (search.advance(1_000));
    }).toThrow(/^fails at/);
    expect(wayTo(search, { check: -1, ...search.inHand })).toEqual(way);
  });
});

/** A graph of 40 states: what follows each, perhaps nothing, perhaps itself. */
interface Graph {
  readonly starts: readonly number[];
  readonly edges: readonly (readonly number[])[];
  /** A state outside the constraint. */
  readonly outside: number | undefined;
  readonly wanted: number;
}

const graph: fc.Arbitrary<Graph> = fc.record({
  starts: fc.array(fc.nat({ max: 39 }), { minLength: 1, maxLength: 3 }),
  edges: fc.array(fc.array(fc.nat({ max: 39 }), { maxLength: 4 }), {
    minLength: 40,
    maxLength: 40,
  }),
  outside: fc.option(fc.nat({ max: 39 }), { nil: undefined }),
  wanted: fc.nat({ max: 39 }),
});

describe('In random graphs', () => {
  const askedOf = ({ starts, edges, outside, wanted }: Graph): Asked => ({
    starts,
    next: (state: number) => edges[state] as readonly number[],
    ...(outside !== undefined && { inside: (state: number) => state !== outside }),
    checks: [
      { kind: 'state', finds: (state) => state === wanted },
      { kind: 'step', finds: (before, after) => before > after && after === wanted },
      { kind: 'stuck', finds: (state) => state >= wanted },
    ],
  });

  it('finds the distances of the Floyd-Warshall algorithm', () => {
    fc.assert(
      fc.property(graph, ({ starts, edges, wanted }) => {
        const search = run(askedOf({ starts, edges, wanted, outside: undefined }));
        const distances = floydWarshall(edges);
        const near = edges.map((_, state) =>
          Math.min(...starts.map((start) => (distances[start] as number[])[state] as number)),
        );
        const reachable = near.filter((distance) => distance < Infinity);
        const found = search.findings.find(({ check }) => check === 0);
        expect(search.store.count).toBe(reachable.length);
        expect(search.progress().depth).toBe(Math.max(...reachable) + 1);
        expect(found ? wayTo(search, found).length - 1 : Infinity).toBe(near[wanted]);
        expect(search.progress().generated).toBe(
          starts.length +
            edges.reduce((sum, next, at) => sum + (near[at] === Infinity ? 0 : next.length), 0),
        );
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('finds the same in slices, in tiny segments, and when states outgrow their words', () => {
    fc.assert(
      fc.property(graph, fc.integer({ min: 1, max: 9 }), (sketch, slice) => {
        const asked = askedOf(sketch);
        const usual = outcome(run(asked));
        const sliced = searchFor(asked);
        while (sliced.advance(slice));
        expect(outcome(sliced)).toEqual(usual);
        expect(outcome(run({ ...asked, shape: tiny }))).toEqual(usual);
        // States from 16 on need a second word, which is noticed in the middle of a level.
        const starts = asked.starts.filter((state) => state < 16);
        if (starts.length === 0) return;
        expect(outcome(run({ ...asked, starts, grows: true, shape: tiny }))).toEqual(
          outcome(run({ ...asked, starts })),
        );
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

/** The distance from each state to each. */
function floydWarshall(edges: readonly (readonly number[])[]): number[][] {
  const distances = edges.map((next, from) =>
    edges.map((_, to) => (from === to ? 0 : next.includes(to) ? 1 : Infinity)),
  );
  for (const through of edges.keys()) {
    for (const row of distances) {
      for (const to of edges.keys()) {
        const detour = (row[through] as number) + ((distances[through] as number[])[to] as number);
        if (detour < (row[to] as number)) row[to] = detour;
      }
    }
  }
  return distances;
}
