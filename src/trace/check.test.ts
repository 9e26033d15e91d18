import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../explore/breadth-first.ts';
import { modelOf } from '../protocol/model.ts';
import { integer } from '../protocol/parameters.ts';
import { defineProtocol } from '../protocol/protocol.ts';
import { role } from '../protocol/role.ts';
import { check, checkSync, CheckRun, type CheckResult } from './check.ts';

const counter = setup({
  types: {
    input: {} as { readonly max: number },
    context: {} as { readonly max: number; readonly count: number },
    events: {} as { readonly type: 'up' },
  },
  guards: { isBelow: ({ context }) => context.count < context.max },
  actions: { count: assign({ count: ({ context }) => context.count + 1 }) },
}).createMachine({
  id: 'counter',
  context: ({ input }) => ({ max: input.max, count: 0 }),
  on: { up: { guard: 'isBelow', actions: 'count' } },
});

/** Two counters: a grid of (max + 1)² states, the farthest 2 max steps away. */
const grid = defineProtocol({
  id: 'grid',
  title: 'Grid',
  parameters: {
    max: integer({ min: 1, max: 99, default: 4 }),
    within: integer({ min: 0, max: 99, default: 99 }),
  },
  roles: ({ max }) => ({
    counter: role(counter, { count: 2, input: { max }, stimuli: [{ type: 'up' }] }),
  }),
  constraint: (view) => {
    return view.all('counter').every(({ context }) => context.count <= view.parameters.within);
  },
  properties: ({ invariant, stepInvariant, reachable, deadlockFree }) => ({
    small: invariant('the counts add up to 2 at most', (view) => sumOf(view) <= 2),
    upwards: stepInvariant('the sum grows', (before, after) => sumOf(before) < sumOf(after)),
    canMeet: reachable('both counts are 3', (view) => {
      return view.all('counter').every(({ context }) => context.count === 3);
    }),
    goesOn: deadlockFree('a count can always go up', { ends: () => false }),
  }),
  expectations: ({ max }) => (max === 9 ? { small: 'violated', goesOn: 'violated' } : {}),
  mutations: {
    stops: { says: 'the counts end at 1', violates: 'goesOn', parameters: { max: 1 } },
    wanders: { says: 'the counts end at 3', violates: 'goesOn', parameters: { max: 3 } },
  },
});

interface Counters {
  readonly all: (role: 'counter') => readonly { readonly context: { readonly count: number } }[];
}

function sumOf(view: Counters): number {
  return view.all('counter').reduce((sum, { context }) => sum + context.count, 0);
}

function verdictsOf({ properties }: CheckResult) {
  return Object.fromEntries(properties.map(({ name, verdict }) => [name, verdict]));
}

describe('checkSync', () => {
  it('counts as by hand when it goes on to the end', () => {
    const result = checkSync(grid, { keepGoing: true });
    expect(result).toMatchObject({
      verdict: 'violated',
      distinctStates: 25,
      // The initial state, and 4 steps in each of 5 rows and 5 columns.
      generatedStates: 1 + 2 * 5 * 4,
      depth: 9,
      frontier: 0,
      endStates: 1,
      constrainedStates: 0,
      // Two starts, and of each counter 4 steps and the one that is not taken.
      localSteps: 2 * (1 + 5),
      ending: 'complete',
    });
    expect(result.properties.map(({ name, trace }) => [name, trace?.steps.length])).toEqual([
      ['small', 3],
      ['upwards', undefined],
      ['canMeet', 6],
      ['goesOn', 8],
    ]);
  });

  it('stops at an unexpected violation, and says of nothing else that it holds', () => {
    const result = checkSync(grid);
    expect(result).toMatchObject({ verdict: 'violated', ending: 'stopped' });
    expect(verdictsOf(result)).toEqual({
      small: 'violated',
      upwards: 'unknown',
      canMeet: 'unknown',
      goesOn: 'unknown',
    });
  });

  it('does not stop at a violation that is declared, nor count it', () => {
    const result = checkSync(grid, { parameters: { max: 9 } });
    expect(result).toMatchObject({ verdict: 'holds', ending: 'complete', distinctStates: 100 });
    expect(result.properties.map(({ verdict, expected }) => [verdict, expected])).toEqual([
      ['violated', 'violated'],
      ['holds', 'holds'],
      ['holds', 'holds'],
      ['violated', 'violated'],
    ]);
  });

  it.each([
    { mutation: 'stops', steps: 2 },
    // It goes on when another property is violated first.
    { mutation: 'wanders', steps: 6 },
  ])('looks in the mutation $mutation for the property that it violates', ({ mutation, steps }) => {
    const { properties, verdict } = checkSync(grid, { mutation });
    const goesOn = properties.find(({ name }) => name === 'goesOn');
    expect(goesOn).toMatchObject({ verdict: 'violated', expected: 'violated' });
    expect(goesOn?.trace?.steps).toHaveLength(steps);
    expect(verdict).toBe('violated');
  });

  it('says "in bounds" when the constraint leaves states out, and of a witness that it is unknown', () => {
    const result = checkSync(grid, { parameters: { within: 1 }, keepGoing: true });
    // (2, 0) and (0, 2) are met once, (2, 1) and (1, 2) once each from (1, 1).
    expect(result).toMatchObject({ distinctStates: 4, constrainedStates: 4, depth: 3 });
    expect(verdictsOf(result)).toEqual({
      // (2, 1) is outside, and checked all the same.
      small: 'violated',
      upwards: 'holds in bounds',
      canMeet: 'unknown',
      goesOn: 'holds in bounds',
    });
  });

  it('says "in bounds" when it may go no deeper', () => {
    const result = checkSync(grid, { depthMax: 3, keepGoing: true });
    expect(result).toMatchObject({ ending: 'complete', endStates: 0 });
    expect(verdictsOf(result)).toMatchObject({
      upwards: 'holds in bounds',
      canMeet: 'unknown',
      goesOn: 'holds in bounds',
    });
  });

  it('says "unknown" when there are too many states', () => {
    const result = checkSync(grid, { statesMax: 7, keepGoing: true });
    expect(result).toMatchObject({ distinctStates: 7, ending: 'statesMax', verdict: 'violated' });
    expect(verdictsOf(result)).toEqual({
      small: 'violated',
      upwards: 'unknown',
      canMeet: 'unknown',
      goesOn: 'unknown',
    });
    expect(checkSync(grid, { statesMax: 25, keepGoing: true }).ending).toBe('complete');
  });

  it('says "unknown" when the states take too much memory', () => {
    const result = checkSync(grid, { bytesMax: 1, keepGoing: true });
    expect(result).toMatchObject({ ending: 'bytesMax' });
    expect(verdictsOf(result)).toMatchObject({ upwards: 'unknown', goesOn: 'unknown' });
  });
});

describe('check', () => {
  const options = { parameters: { max: 60 }, keepGoing: true };
  const distinct = 61 * 61;

  it('establishes the same as checkSync, and tells its progress', async () => {
    const seen: Progress[] = [];
    let pauses = 0;
    const result = await check(grid, {
      ...options,
      onProgress: (progress) => seen.push(progress),
      pause: () => {
        pauses += 1;
        return Promise.resolve();
      },
    });
    const atOnce = checkSync(grid, options);
    expect({ ...result, model: undefined, properties: verdictsOf(result) }).toEqual({
      ...atOnce,
      model: undefined,
      properties: verdictsOf(atOnce),
    });
    expect(seen.length).toBeGreaterThan(1);
    expect(pauses).toBe(seen.length);
    for (const key of ['distinct', 'generated', 'depth', 'bytes'] as const) {
      const values = seen.map((progress) => progress[key]);
      expect(values).toEqual([...values].sort((left, right) => left - right));
    }
    expect(seen.at(-1)?.distinct).toBeLessThanOrEqual(distinct);
  });

  it('can be interrupted, and then holds nothing for certain', async () => {
    const signal = { aborted: false };
    const result = await check(grid, {
      ...options,
      signal,
      onProgress: () => {
        signal.aborted = true;
      },
    });
    expect(result).toMatchObject({ ending: 'interrupted', verdict: 'violated' });
    expect(result.distinctStates).toBeLessThan(distinct);
    expect(result.frontier).toBeGreaterThan(0);
    expect(verdictsOf(result)).toMatchObject({ small: 'violated', upwards: 'unknown' });
  });

  it('does nothing when it is interrupted before it begins', async () => {
    const result = await check(grid, { signal: { aborted: true } });
    expect(result).toMatchObject({ ending: 'interrupted', verdict: 'unknown', distinctStates: 0 });
  });
});

describe('CheckRun', () => {
  it('establishes the same in slices of one state', () => {
    const run = new CheckRun(modelOf(grid), { keepGoing: true });
    while (run.advance(1));
    const { model, properties, ...counts } = checkSync(grid, { keepGoing: true });
    expect(run.result()).toMatchObject(counts);
  });
});
