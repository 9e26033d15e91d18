import { FaultlineError } from '../../errors.ts';
import { atomsOf, type LtlFormula } from './formula.ts';
import { parseLtl } from './parse.ts';

/**
 * Reads a formula whose predicates are given by their names: it uses all of them, and no others.
 *
 * @param text - See {@link parseLtl}.
 * @param predicates - The predicates by their names.
 * @throws FaultlineError `FL304` for a text that is no formula, `FL306` for a predicate that is not given
 * or not used.
 */
export function formulaOver(text: string, predicates: object): LtlFormula {
  const formula = parseLtl(text);
  const used = atomsOf(formula);
  const given = Object.keys(predicates);
  const missing = used.find((name) => !Object.hasOwn(predicates, name));
  if (missing !== undefined) {
    throw new FaultlineError(
      'FL306',
      `The formula "${text}" names the predicate "${missing}", which is not given.`,
      given.length === 0 ? `give "${missing}" in "where".` : `use ${given.join(', ')}.`,
    );
  }
  const idle = given.find((name) => !used.includes(name));
  if (idle === undefined) return formula;
  throw new FaultlineError(
    'FL306',
    `The formula "${text}" does not name the predicate "${idle}", which is given.`,
    'use it in the formula, or take it out of "where".',
  );
}
