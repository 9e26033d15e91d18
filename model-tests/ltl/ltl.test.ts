import { buchiOf, parseLtl, type Buchi, type LtlFormula, type TemporalFormula } from '#faultline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accepts, automatonOf, type Automaton } from './automaton.ts';
import { formulas } from './formulas.ts';
import { isTrueOf, lassos, smallLassos, type Lasso } from './lasso.ts';
import { parseLbt } from './lbt.ts';
import { hasSpin, parseNeverClaim, spinAutomaton } from './spin.ts';

const someLassos = fc.array(lassos, { minLength: 8, maxLength: 8 });

/** The lassos on which an automaton is wrong about a formula. */
function wrongOn(formula: TemporalFormula, automaton: Automaton, tried: readonly Lasso[]) {
  return tried.filter((lasso) => accepts(automaton, lasso) !== isTrueOf(formula, lasso));
}

describe('The automaton of a formula', () => {
  it('accepts the random lassos of which a random formula is true', () => {
    const property = fc.property(formulas(), someLassos, (formula, tried) => {
      expect(wrongOn(formula, automatonOf(buchiOf(formula)), tried)).toEqual([]);
    });
    fc.assert(property, { seed: 1, numRuns: 800 });
  });
});

/** Formulas that people write, and how many states their automata have. */
const wellKnown: readonly (readonly [formula: string, stateCount: number])[] = [
  ['<> p0', 2],
  ['[] p0', 1],
  ['[] <> p0', 2],
  ['<> [] p0', 2],
  ['p0 U p1', 2],
  ['p0 V p1', 2],
  ['[] (p0 -> <> p1)', 2],
  ['!([] (p0 -> <> p1))', 2],
  ['[] (p0 -> (p1 U p2))', 2],
  ['p0 U (p1 U p2)', 3],
  ['<> p0 -> (!p1 U p0)', 4],
  ['([] <> p0) -> ([] <> p1)', 5],
  ['!(([] <> p0) -> ([] <> p1))', 3],
  ['[] <> p0 && [] <> p1 && [] <> p2', 4],
  ['<> [] p0 || <> [] p1', 3],
  ['<> p0 && <> p1 && <> p2', 8],
];

describe('The automaton of a well-known formula', () => {
  it.each(wellKnown)('%s is right about every small lasso', (text) => {
    const formula = temporal(parseLtl(text));
    expect(wrongOn(formula, automatonOf(buchiOf(formula)), smallLassos)).toEqual([]);
  });

  it.each(wellKnown)('%s has %i states', (text, stateCount) => {
    expect(buchiOf(temporal(parseLtl(text))).stateCount).toBe(stateCount);
  });

  it.skipIf(!hasSpin).each(wellKnown)('%s has no more states than SPIN gives it', (text, count) => {
    expect(count).toBeLessThanOrEqual(spinAutomaton(text).edges.length);
  });
});

describe('The comparison', () => {
  const formula = temporal(parseLtl('p0 U p1'));
  const right = buchiOf(formula);
  const wrongCount = (buchi: Buchi) => wrongOn(formula, automatonOf(buchi), smallLassos).length;

  it('has 228 small lassos, and the automaton of p0 U p1 is right about them', () => {
    expect(smallLassos).toHaveLength(228);
    expect(wrongCount(right)).toBe(0);
  });

  // A lasso of n states on which p0 is true and p1 is not has n ways to loop: 1 + 2 + 3 of them.
  it('catches an automaton that accepts what never fulfils its promise', () => {
    expect(wrongCount({ ...right, accepting: right.accepting.map(() => true) })).toBe(6);
    expect(wrongCount(buchiOf(temporal(parseLtl('p0 W p1'))))).toBe(6);
  });

  it('catches the lack of any edge', () => {
    const edges = right.edges.flatMap((leaving) => leaving);
    expect(edges).toHaveLength(3);
    for (const lost of edges) {
      const without = right.edges.map((leaving) => leaving.filter((edge) => edge !== lost));
      expect(wrongCount({ ...right, edges: without })).toBeGreaterThan(0);
    }
  });
});

describe('The readers of other formats', () => {
  const isRight = (automaton: Automaton, text: string) =>
    expect(wrongOn(temporal(parseLtl(text)), automaton, smallLassos)).toEqual([]);

  it('reads a never claim', () => {
    const options = (...lines: string[]) =>
      `\tdo\n${lines.map((l) => `\t:: ${l}\n`).join('')}\tod;\n`;
    const text =
      'never  {    /* p0 U p1 */\nT0_init:\n' +
      options('atomic { ((p1)) -> assert(!((p1))) }', '((p0)) -> goto T0_init') +
      'accept_all:\n\tskip\n}\n';
    isRight(parseNeverClaim(text), 'p0 U p1');
  });

  it('reads what lbt writes', () => {
    const text = '3 1\n0 1 -1\n1 p1\n2 & p0 t\n-1\n1 0 0 -1\n1 t\n-1\n2 0 -1\n1 p1\n2 p0\n-1\n';
    isRight(parseLbt(text), 'p0 U p1');
  });
});

/** The formula with the number in each name for an atom. */
function temporal(formula: LtlFormula): TemporalFormula {
  if (formula.kind === 'constant') return formula;
  if (formula.kind === 'atom') return { kind: 'atom', atom: Number(formula.atom.slice(1)) };
  if ('operand' in formula) return { kind: formula.kind, operand: temporal(formula.operand) };
  const left = temporal(formula.left);
  return { kind: formula.kind, left, right: temporal(formula.right) };
}
