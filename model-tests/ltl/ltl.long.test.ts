import { buchiOf } from '#faultline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accepts, automatonOf } from './automaton.ts';
import { formulas, infixText, prefixText } from './formulas.ts';
import { lassos } from './lasso.ts';
import { hasLbt, lbtAutomaton } from './lbt.ts';
import { hasSpin, spinAutomaton } from './spin.ts';

const someLassos = fc.array(lassos, { minLength: 8, maxLength: 8 });

// SPIN is built without `X`, and takes minutes for some nested equivalences.
const notForSpin = ['next', 'weakUntil', 'equivalent'] as const;

describe('The automaton of a formula', () => {
  it.skipIf(!hasSpin)('accepts the same random lassos as the never claim of SPIN', () => {
    const property = fc.property(formulas(notForSpin), someLassos, (formula, tried) => {
      const ours = automatonOf(buchiOf(formula));
      const theirs = spinAutomaton(infixText(formula));
      expect(tried.filter((lasso) => accepts(ours, lasso) !== accepts(theirs, lasso))).toEqual([]);
    });
    fc.assert(property, { seed: 2, numRuns: 300 });
  });

  it.skipIf(!hasLbt)('accepts the same random lassos as the automaton of lbt', () => {
    const property = fc.property(formulas(), someLassos, (formula, tried) => {
      const ours = automatonOf(buchiOf(formula));
      const theirs = lbtAutomaton(prefixText(formula));
      expect(tried.filter((lasso) => accepts(ours, lasso) !== accepts(theirs, lasso))).toEqual([]);
    });
    fc.assert(property, { seed: 3, numRuns: 300 });
  });
});
