import type { TemporalFormula } from '#faultline';
import fc from 'fast-check';

/** Propositions of random formulas: 0, 1 and 2. */
const propositionCount = 3;
const operatorsMax = 8;

const unary = ['not', 'next', 'always', 'eventually'] as const;
const binary = ['and', 'or', 'implies', 'equivalent', 'until', 'release', 'weakUntil'] as const;

type Operator = Exclude<TemporalFormula['kind'], 'atom' | 'constant'>;

/**
 * Random formulas of at most 8 operators.
 *
 * @param without - Operators that they do not have.
 */
export function formulas(without: readonly Operator[] = []): fc.Arbitrary<TemporalFormula> {
  const unaryKinds = fc.constantFrom(...unary.filter((kind) => !without.includes(kind)));
  const binaryKinds = fc.constantFrom(...binary.filter((kind) => !without.includes(kind)));
  const atom = fc
    .nat({ max: propositionCount - 1 })
    .map((atom) => ({ kind: 'atom', atom }) as const);
  const constant = fc.boolean().map((value) => ({ kind: 'constant', value }) as const);
  const leaf = fc.oneof({ weight: 12, arbitrary: atom }, { weight: 1, arbitrary: constant });
  const ofSize = (size: number): fc.Arbitrary<TemporalFormula> => {
    if (size === 0) return leaf;
    const one = fc
      .tuple(unaryKinds, ofSize(size - 1))
      .map(([kind, operand]) => ({ kind, operand }));
    const two = fc
      .nat({ max: size - 1 })
      .chain((left) => fc.tuple(binaryKinds, ofSize(left), ofSize(size - 1 - left)))
      .map(([kind, left, right]) => ({ kind, left, right }));
    return fc.oneof({ weight: 2, arbitrary: one }, { weight: 3, arbitrary: two });
  };
  return fc.nat({ max: operatorsMax }).chain(ofSize);
}

/** Writes a formula in SPIN's syntax, over `p0`, `p1` …, with all parentheses. */
export function infixText(formula: TemporalFormula): string {
  if (formula.kind === 'constant') return String(formula.value);
  if (formula.kind === 'atom') return `p${formula.atom}`;
  if ('operand' in formula) return `(${signs[formula.kind][0]} ${infixText(formula.operand)})`;
  const { kind, left, right } = withoutWeakUntil(formula);
  return `(${infixText(left)} ${signs[kind][0]} ${infixText(right)})`;
}

/** Writes a formula as lbt reads it: the operator first. */
export function prefixText(formula: TemporalFormula): string {
  if (formula.kind === 'constant') return formula.value ? 't' : 'f';
  if (formula.kind === 'atom') return `p${formula.atom}`;
  if ('operand' in formula) return `${signs[formula.kind][1]} ${prefixText(formula.operand)}`;
  const { kind, left, right } = withoutWeakUntil(formula);
  return `${signs[kind][1]} ${prefixText(left)} ${prefixText(right)}`;
}

/** What SPIN and lbt write. */
const signs = {
  not: ['!', '!'],
  next: ['X', 'X'],
  always: ['[]', 'G'],
  eventually: ['<>', 'F'],
  and: ['&&', '&'],
  or: ['||', '|'],
  implies: ['->', 'i'],
  equivalent: ['<->', 'e'],
  until: ['U', 'U'],
  release: ['V', 'V'],
} as const;

type OfTwo = Extract<TemporalFormula, { readonly left: unknown }>;

// Neither tool has it, and q V (p || q) says the same.
function withoutWeakUntil(formula: OfTwo) {
  const { kind, left, right } = formula;
  if (kind !== 'weakUntil') return { kind, left, right };
  return { kind: 'release', left: right, right: { kind: 'or', left, right } } as const;
}
