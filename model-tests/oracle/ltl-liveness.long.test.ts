import { checkSync, ltlText, type LtlFormula, type TemporalFormula, type Trace } from '#faultline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formulas } from '../ltl/formulas.ts';
import { isTrueOf } from '../ltl/lasso.ts';
import {
  isFairLasso,
  kinds,
  naivelyViolated,
  smallLassosOf,
  type WalkerLasso,
} from './naive-lassos.ts';
import { protocolOfWalker, walker, type Walker } from './walker.ts';

const seed = 20_261_126;

/** The four named kinds as formulas. */
const asFormulas = {
  eventually: '<> p',
  leadsTo: '[] (p -> <> q)',
  alwaysEventually: '[] <> p',
  eventuallyAlways: '<> [] p',
} as const;

describe('A property that is a formula', () => {
  it('has the verdict of the named kind that says the same, and of the naive search', () => {
    fc.assert(
      fc.property(walker, (sketch) => {
        const named = Object.fromEntries(kinds.map((kind) => [`${kind}Ltl`, asFormulas[kind]]));
        const { properties } = checkSync(protocolOfWalker(sketch, named), { keepGoing: true });
        const verdictOf = (wanted: string) =>
          properties.find(({ name }) => name === wanted)?.verdict;
        for (const kind of kinds) {
          const expected = naivelyViolated(sketch, kind) ? 'violated' : 'holds';
          expect([kind, verdictOf(kind), verdictOf(`${kind}Ltl`)]).toEqual([
            kind,
            expected,
            expected,
          ]);
        }
      }),
      { seed, numRuns: 150 },
    );
  });

  it('is violated by every fair behavior of which the formula is false, and by a real one only', () => {
    const seen = { holds: 0, violated: 0 };
    fc.assert(
      fc.property(walker, formulas(), (sketch, formula) => {
        const text = ltlText(named(formula));
        const { properties } = checkSync(protocolOfWalker(sketch, { asked: text }), {
          keepGoing: true,
        });
        const { verdict, trace } = properties[0]!;
        if (trace !== undefined) {
          const lasso = lassoOf(trace);
          expect([text, isFairLasso(sketch, lasso), isTrue(formula, sketch, lasso)]).toEqual([
            text,
            true,
            false,
          ]);
        }
        const isBroken = smallLassosOf(sketch).some((lasso) => !isTrue(formula, sketch, lasso));
        if (isBroken) expect([text, verdict]).toEqual([text, 'violated']);
        seen[verdict === 'holds' ? 'holds' : 'violated'] += 1;
      }),
      { seed, numRuns: 400 },
    );
    expect(Math.min(seen.holds, seen.violated)).toBeGreaterThan(80);
  });

  it('and its negation do not both hold: there is always a fair behavior', () => {
    fc.assert(
      fc.property(walker, formulas(), (sketch, formula) => {
        const text = ltlText(named(formula));
        const both = { asked: text, denied: `!(${text})` };
        const { properties } = checkSync(protocolOfWalker(sketch, both), { keepGoing: true });
        const verdicts = properties.slice(0, 2).map(({ verdict }) => verdict);
        expect([text, ...verdicts]).not.toEqual([text, 'holds', 'holds']);
      }),
      { seed, numRuns: 150 },
    );
  });
});

/** Names for the three propositions of random formulas, of which the third is like the first. */
function named(formula: TemporalFormula): LtlFormula {
  if (formula.kind === 'constant') return formula;
  if (formula.kind === 'atom') return { kind: 'atom', atom: formula.atom === 1 ? 'q' : 'p' };
  if ('operand' in formula) return { kind: formula.kind, operand: named(formula.operand) };
  return { kind: formula.kind, left: named(formula.left), right: named(formula.right) };
}

function lassoOf({ start, steps, cycle }: Trace): WalkerLasso {
  const states = [start, ...steps.map(({ state }) => state)].map(({ processes }) =>
    Number(String(processes[0]?.state).slice(1)),
  );
  const events = steps.map(({ label }) => Number(/^stimulus e(\d) at walker$/.exec(label)?.[1]));
  return { states, events, cycleStart: cycle?.start ?? -1 };
}

/** Whether the formula is true of the lasso, by the meaning of its operators. */
function isTrue(formula: TemporalFormula, { p, q }: Walker, { states, cycleStart }: WalkerLasso) {
  const passed = cycleStart === states.length - 1 ? states : states.slice(0, -1);
  const letters = passed.map((state) => {
    const [isP, isQ] = [p[state] === true, q[state] === true];
    return Number(isP) + 2 * Number(isQ) + 4 * Number(isP);
  });
  return isTrueOf(formula, { letters, loopStart: cycleStart });
}
