import { describe, expect, it } from 'vitest';
import { numberAt, NumberSystem, type NumberSystemOptions } from '../samples/number-system.ts';
import { RandomWalk, type WalkCheck, type WalkPlan } from './random-walk.ts';

/** All its steps that change nothing are written, so that there are no others. */
class Numbers extends NumberSystem {
  stutterNumbers(): readonly number[] {
    return [];
  }
}

interface Choices extends Partial<WalkPlan> {
  readonly system?: Partial<NumberSystemOptions>;
  readonly checks?: Checks;
  readonly weightOf?: (action: number) => number;
  readonly inside?: (state: number) => boolean;
  readonly stops?: boolean;
}

type Checks = (numberIn: NumberIn) => readonly WalkCheck[];
type NumberIn = (words: Int32Array, offset: number) => number;

/** Walks over numbers; the actions of a number are 0, 1 … in the order of those that follow it. */
function walkOver(choices: Choices) {
  const { system: options, checks, weightOf, inside, stops, ...plan } = choices;
  const system = new Numbers({ starts: [0], next: (state) => [state + 1, state + 2], ...options });
  const numberIn: NumberIn = (words, offset) => numberAt(system.layout, words, offset);
  const walk = new RandomWalk({
    system,
    checks: checks?.(numberIn) ?? [],
    plan: { seed: 1, walks: 1, depth: 10, guided: 'none', ...plan },
    ...(weightOf && { weightOf }),
    ...(inside && { constraint: (words, offset) => inside(numberIn(words, offset)) }),
    stopAfter: () => stops === true,
  });
  while (walk.advance(3));
  return walk;
}

/** Looks for one number. */
function findsState(wanted: number): Checks {
  return (numberIn) => [{ kind: 'state', finds: (...at) => numberIn(...at) === wanted }];
}

const numbersOf = (path: readonly Int32Array[] | undefined) => path?.map(([number]) => number);

describe('Random walks', () => {
  it('end at the greatest depth, and where there is nothing to choose', () => {
    expect(walkOver({ walks: 3 }).progress()).toEqual({
      walks: 3,
      steps: 27,
      actions: 2,
      depth: 10,
    });
    const ends = walkOver({
      walks: 3,
      system: { next: (state) => (state < 4 ? [state + 1] : []) },
    });
    expect(ends.progress()).toEqual({ walks: 3, steps: 12, actions: 1, depth: 5 });
    expect(ends.ending).toBe('complete');
  });

  it('find what they come by, with the way to it', () => {
    const walk = walkOver({ checks: findsState(5), walks: 20 });
    const [finding] = walk.findings;
    expect(walk.findings).toHaveLength(1);
    expect([numbersOf(finding?.path), finding?.actions]).toEqual([
      [0, 1, 3, 5],
      [0, 1, 1],
    ]);
    // The last action is that of the walk, whatever else leads there.
    const both = walkOver({
      checks: findsState(1),
      system: { next: () => [1, 1] },
      weightOf: (action) => action,
    });
    expect(both.findings[0]?.actions).toEqual([1]);
  });

  it('stop when they are told to', () => {
    const walk = walkOver({ checks: findsState(5), walks: 20, stops: true });
    expect([walk.ending, walk.progress().walks]).toEqual(['stopped', 1]);
  });

  it('look at steps that change something, and at states that are stuck', () => {
    const next = (state: number) => (state < 3 ? [state, state + 1] : []);
    const seen: string[] = [];
    walkOver({
      depth: 50,
      system: { next },
      checks: (numberIn) => [
        {
          kind: 'step',
          finds: (before, from, after, to) =>
            seen.push(`${numberIn(before, from)} → ${numberIn(after, to)}`) === 0,
        },
        { kind: 'stuck', finds: (...at) => seen.push(`${numberIn(...at)} is stuck`) === 0 },
      ],
    });
    expect(seen).toEqual(['0 → 1', '1 → 2', '2 → 3', '3 is stuck']);
  });

  it('begin in any initial state', () => {
    const begun = new Set<number>();
    const system = { starts: [1, 2, 3, 4], next: () => [] };
    const checks: Checks = (numberIn) => [
      { kind: 'state', finds: (...at) => begun.add(numberIn(...at)).size === 0 },
    ];
    walkOver({ walks: 30, system, checks });
    expect([...begun].sort()).toEqual([1, 2, 3, 4]);
  });

  it('look at states outside the constraint and go no further', () => {
    const walk = walkOver({
      checks: findsState(3),
      inside: (state) => state < 3,
      system: { next: (state) => [state + 1] },
    });
    expect(numbersOf(walk.findings[0]?.path)).toEqual([0, 1, 2, 3]);
    expect(walk.progress().depth).toBe(4);
  });

  it('choose by weight, and never what weighs nothing', () => {
    const system = { next: () => [0, 1, 2] };
    const taken = [0, 0, 0];
    const checks: Checks = (numberIn) => [
      { kind: 'state', finds: (...at) => (taken[numberIn(...at)]! += 1) === 0 },
    ];
    walkOver({ system, checks, depth: 4001, weightOf: (action) => [1, 0, 3][action] as number });
    // A thousand and three thousand; the standard deviation is 27.
    expect(Math.abs(taken[0]! - 1000)).toBeLessThan(120);
    expect(taken[1]).toBe(0);
    const none = walkOver({ system, weightOf: () => 0 });
    expect(none.progress()).toEqual({ walks: 1, steps: 0, actions: 0, depth: 1 });
  });

  it('take rare actions more often when they are guided', () => {
    const numbers = [...Array(101).keys()];
    const system = { next: (state: number) => (state === 0 ? numbers.slice(1) : []) };
    const actionsOf = (guided: WalkPlan['guided']) =>
      walkOver({ guided, system, walks: 200 }).progress().actions;
    // By chance alone 87 of the hundred actions are taken in two hundred walks.
    expect([actionsOf('none'), actionsOf('half'), actionsOf('all')]).toEqual([84, 95, 97]);
  });

  it('pack states anew when the layout changes on the way', () => {
    const walk = walkOver({
      checks: findsState(40),
      depth: 100,
      system: { grows: true, next: (state) => [state + 1] },
    });
    expect(numbersOf(walk.findings[0]?.path)).toEqual([...Array(41).keys()]);
  });

  it('refuse a system without initial state', () => {
    expect(() => walkOver({ system: { starts: [] } })).toThrow(
      '[FL401] There is no initial state.',
    );
  });
});
