import { checkSync, FaultlineError, modelOf, Reference, shortenTrace } from '#faultline';
import type { ActionsTaken, Trace } from '#faultline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { twoPhaseCommit } from '../specs/two-phase-commit/spec.ts';
import { isViolation, kinds } from './oracle/naive-lassos.ts';
import { protocolOfWalker, walker } from './oracle/walker.ts';
import { caughtBy } from './support/caught.ts';

type Actions = readonly Trace['steps'][number]['action'][];

const mutations = Object.entries(twoPhaseCommit.mutations);

describe('A trace with steps that are not needed', () => {
  it.each(mutations)('is as short as the shortest again: %s', (mutation, { violates, steps }) => {
    const shortest = caughtBy(twoPhaseCommit, mutation)?.trace as Trace;
    const choices = fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 5 });
    fc.assert(
      fc.property(choices, (pads) => {
        const actions = padded(shortest, pads);
        const trace = { ...shortest, steps: actions.map((action) => ({ action })) };
        const short = shortened(trace, violates);
        // An action in between may well prevent the violation.
        fc.pre(short !== undefined);
        expect(short?.steps).toHaveLength(steps as number);
      }),
      { numRuns: 10, seed: 1 },
    );
  });

  it('is really padded in this test', () => {
    const shortest = caughtBy(twoPhaseCommit, 'uncertain-peer-aborts')?.trace as Trace;
    const pads = Array.from({ length: 8 }, (_, index) => [index, index] as const);
    expect(shortest.steps).toHaveLength(10);
    expect(padded(shortest, pads)).toHaveLength(12);
  });
});

describe('A trace with a cycle', () => {
  const seed = 20_261_127;

  /** A lasso that shows the same: rounds of the cycle, and loops on the way, come before it. */
  function longer({ steps, cycle, ...rest }: Trace, rounds: number): Trace {
    const start = cycle?.start ?? 0;
    const round = steps.slice(start);
    const before = Array.from({ length: rounds }, () => round).flat();
    const all = [...steps.slice(0, start), ...before, ...round, ...round];
    return { ...rest, steps: all, cycle: { start: start + before.length, fairBecause: [] } };
  }

  it('is as short again when rounds are added, and is real and fair', () => {
    let cycles = 0;
    fc.assert(
      fc.property(walker, fc.nat({ max: 3 }), (sketch, rounds) => {
        const { properties } = checkSync(protocolOfWalker(sketch), { keepGoing: true });
        for (const kind of kinds) {
          const found = properties.find(({ name }) => name === kind)?.trace;
          if (found === undefined) continue;
          const short = shortenTrace(found, kind);
          expect(isViolation(sketch, kind, short)).toBe(true);
          expect(short.steps.length).toBeLessThanOrEqual(found.steps.length);
          const again = shortenTrace(longer(found, rounds), kind);
          expect(isViolation(sketch, kind, again)).toBe(true);
          expect(again.steps).toHaveLength(short.steps.length);
          if (short.cycle !== undefined && short.cycle.start < short.steps.length) cycles += 1;
        }
      }),
      { seed, numRuns: 60 },
    );
    expect(cycles).toBeGreaterThan(30);
  });

  it('has no step that can be left out', () => {
    const { properties } = checkSync(twoPhaseCommit, { size: 'tiny' });
    const found = properties.find(({ name }) => name === 'neverBlocks')?.trace as Trace;
    const short = shortenTrace(longer(found, 2), 'neverBlocks');
    expect(short.steps.length).toBeLessThanOrEqual(found.steps.length);
    for (const at of short.steps.keys()) {
      const steps = short.steps.filter((_, step) => step !== at);
      const start = short.cycle?.start ?? 0;
      const cycle = { start: at < start ? start - 1 : start };
      expect([at, shortened({ ...short, steps, cycle }, 'neverBlocks')]).toEqual([at, undefined]);
    }
  });

  it('is refused when its cycle is not one', () => {
    const { properties } = checkSync(twoPhaseCommit, { size: 'tiny' });
    const found = properties.find(({ name }) => name === 'neverBlocks')?.trace as Trace;
    const moved = { ...found, cycle: { start: 1 } };
    expect(() => shortenTrace(moved, 'neverBlocks')).toThrow('[FL503]');
  });
});

describe('shortenTrace', () => {
  it('leaves a shortest trace as it is', () => {
    const shortest = caughtBy(twoPhaseCommit, 'restart-aborts')?.trace as Trace;
    const { model, ...short } = shortenTrace(shortest, 'abortValidity');
    expect({ ...short, model: shortest.model }).toEqual(shortest);
    expect(model.mutation).toBe('restart-aborts');
  });

  it('refuses a trace that does not show the property, and a property that does not exist', () => {
    const trace = caughtBy(twoPhaseCommit, 'restart-aborts')?.trace as Trace;
    expect(() => shortenTrace(trace, 'agreement')).toThrow(
      '[FL503] The trace, 5 steps long, does not show the property "agreement".',
    );
    expect(() => shortenTrace(trace, 'toString')).toThrow('the property "toString"');
  });
});

/** The shortened trace, unless the property does not show. */
function shortened(trace: ActionsTaken, property: string): Trace | undefined {
  try {
    return shortenTrace(trace, property);
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'FL503') return undefined;
    throw error;
  }
}

/**
 * Puts actions between those of a trace, as far as its own can still be taken.
 *
 * @param pads - For each: before which action, and which of the enabled ones.
 */
function padded({ model, steps }: Trace, pads: readonly (readonly [number, number])[]): Actions {
  const reference = new Reference(modelOf(model.protocol, { mutation: model.mutation }));
  const stateAfter = (actions: Actions) =>
    actions.reduce((state, action) => reference.apply(state, action), reference.start(0));
  const canBeTaken = (candidate: Actions) => {
    try {
      return stateAfter(candidate) !== undefined;
    } catch {
      return false;
    }
  };
  let actions: Actions = steps.map(({ action }) => action);
  for (const [where, which] of pads) {
    const at = where % actions.length;
    const enabled = reference.successors(stateAfter(actions.slice(0, at)));
    const extra = enabled[which % enabled.length];
    if (extra === undefined) continue;
    const candidate = [...actions.slice(0, at), extra.action, ...actions.slice(at)];
    if (canBeTaken(candidate)) actions = candidate;
  }
  return actions;
}
