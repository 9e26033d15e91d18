import type { LtlFormula } from './formula.ts';
import { binaryOperators, unaryOperators } from './operators.ts';

/**
 * Writes a formula as SPIN does, with the parentheses it needs and no others.
 *
 * @returns A text that `parseLtl` reads as the same formula.
 *
 * @example
 * ```ts
 * import { ltlText, parseLtl } from 'faultline';
 *
 * const text = ltlText(parseLtl('always (requested implies (eventually granted))'));
 * console.log(text); // [] (requested -> <> granted)
 * ```
 */
export function ltlText(formula: LtlFormula): string {
  if (formula.kind === 'constant') return String(formula.value);
  if (formula.kind === 'atom') return formula.atom;
  if ('operand' in formula) {
    const [sign = ''] = unaryOperators[formula.kind];
    return `${sign}${sign === '!' ? '' : ' '}${operandText(formula.operand, unaryPrecedence)}`;
  }
  const { spellings, precedence, chains } = binaryOperators[formula.kind];
  // What stands at the left of an operator that chains may be of that operator too.
  const left = operandText(formula.left, chains ? precedence : precedence + 1);
  return `${left} ${spellings[0]} ${operandText(formula.right, precedence + 1)}`;
}

/** Above that of every operator of two operands. */
const unaryPrecedence = 6;

function operandText(operand: LtlFormula, precedenceMin: number): string {
  const text = ltlText(operand);
  const needsNone =
    !('left' in operand) || binaryOperators[operand.kind].precedence >= precedenceMin;
  return needsNone ? text : `(${text})`;
}
