/** The operators of one operand, in the order of {@link LtlFormula}. */
export type UnaryOperator = 'not' | 'next' | 'always' | 'eventually';

/** The operators of two operands. */
export type BinaryOperator =
  'and' | 'or' | 'implies' | 'equivalent' | 'until' | 'release' | 'weakUntil';

/**
 * A formula of linear temporal logic: something said of a behavior, from one of its states on.
 *
 * `next p`: p is true one step later. `always p`: from now on. `eventually p`: now or later.
 * `p until q`: q is true now or later, and p in every state before. `p weakUntil q`: that, or p for
 * ever. `p release q`: q is true up to and including the first state in which p is, or for ever.
 *
 * Source: Pnueli, "The Temporal Logic of Programs", FOCS 1977.
 *
 * @typeParam Atom - What stands for a predicate: its name, or a number.
 */
export type LtlFormula<Atom = string> =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'atom'; readonly atom: Atom }
  | { readonly kind: UnaryOperator; readonly operand: LtlFormula<Atom> }
  | {
      readonly kind: BinaryOperator;
      readonly left: LtlFormula<Atom>;
      readonly right: LtlFormula<Atom>;
    };

/** The atoms of a formula, each once, in the order in which it first has them. */
export function atomsOf<Atom>(formula: LtlFormula<Atom>): readonly Atom[] {
  if (formula.kind === 'constant') return [];
  if (formula.kind === 'atom') return [formula.atom];
  if ('operand' in formula) return atomsOf(formula.operand);
  return [...new Set([...atomsOf(formula.left), ...atomsOf(formula.right)])];
}

/** The formula with another atom for each of its atoms, such as a number for a name. */
export function mapAtoms<From, To>(
  formula: LtlFormula<From>,
  toAtom: (atom: From) => To,
): LtlFormula<To> {
  if (formula.kind === 'constant') return formula;
  if (formula.kind === 'atom') return { kind: 'atom', atom: toAtom(formula.atom) };
  if ('operand' in formula) {
    return { kind: formula.kind, operand: mapAtoms(formula.operand, toAtom) };
  }
  const left = mapAtoms(formula.left, toAtom);
  return { kind: formula.kind, left, right: mapAtoms(formula.right, toAtom) };
}
