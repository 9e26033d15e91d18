import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FaultlineError } from '../../errors.ts';
import { atomsOf, mapAtoms, type LtlFormula } from './formula.ts';
import { parseLtl } from './parse.ts';
import { ltlText } from './print.ts';

/** The formula with parentheses round every part: shows how it was read. */
function grouped(formula: LtlFormula): string {
  if (formula.kind === 'constant') return String(formula.value);
  if (formula.kind === 'atom') return formula.atom;
  if ('operand' in formula) return `(${formula.kind} ${grouped(formula.operand)})`;
  return `(${grouped(formula.left)} ${formula.kind} ${grouped(formula.right)})`;
}

function refusal(text: string): readonly string[] {
  try {
    return ['no error', ltlText(parseLtl(text))];
  } catch (error) {
    return error instanceof FaultlineError ? [error.code, error.problem] : [String(error)];
  }
}

describe('A formula', () => {
  it.each([
    ['[]<>p', '(always (eventually p))'],
    ['[](requested -> <>granted)', '(always (requested implies (eventually granted)))'],
    ['!p U X q', '((not p) until (next q))'],
    ['[] p U q', '((always p) until q)'],
    ['p U q && r V s || t W u', '(((p until q) and (r release s)) or (t weakUntil u))'],
    ['p || q && r', '(p or (q and r))'],
    ['p && q && r', '((p and q) and r)'],
    ['p -> q || r', '(p implies (q or r))'],
    ['p <-> q -> r <-> true', '((p equivalent (q implies r)) equivalent true)'],
    ['p U (q U r)', '(p until (q until r))'],
    ['(p -> q) -> false', '((p implies q) implies false)'],
    ['always not p implies eventually next q', '((always (not p)) implies (eventually (next q)))'],
    [
      'p until q and r release s or t weakUntil u',
      '(((p until q) and (r release s)) or (t weakUntil u))',
    ],
    ['Xp && Uq', '(Xp and Uq)'],
  ])('%s is read as %s', (text, expected) => {
    expect(grouped(parseLtl(text))).toBe(expected);
  });

  it('is printed with the parentheses it needs', () => {
    expect(ltlText(parseLtl('((!(p))U(q)) && ((r)) && (s && t) -> ([](a || b))'))).toBe(
      '!p U q && r && (s && t) -> [] (a || b)',
    );
  });

  it('is read again as it was printed', () => {
    fc.assert(
      fc.property(formulas, (formula) => {
        expect(parseLtl(ltlText(formula))).toEqual(formula);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('has atoms, which can be given numbers', () => {
    const formula = parseLtl('q U (p && !q)');
    const atoms = atomsOf(formula);
    expect(atoms).toEqual(['q', 'p']);
    expect(atomsOf(mapAtoms(formula, (atom) => atoms.indexOf(atom)))).toEqual([0, 1]);
    expect(mapAtoms(formula, (atom) => atom)).toEqual(formula);
  });
});

describe('A text that is no formula', () => {
  const operand = 'where a predicate, "(" or one of ! X [] <> was expected.';

  it.each([
    ['', `The formula "" ends, ${operand}`],
    ['p ->', `The formula "p ->" ends, ${operand}`],
    ['p -> )', `The formula "p -> )" has ")" at character 6, ${operand}`],
    ['p && U', `The formula "p && U" has "U" at character 6, ${operand}`],
    ['p q', 'The formula "p q" has "q" at character 3, where an operator or the end was expected.'],
    [
      'p & q',
      'The formula "p & q" has "&" at character 3, where an operator or the end was expected.',
    ],
    ['(p U q', 'The formula "(p U q" ends, where an operator or ")" was expected.'],
    ['p U q U r', 'The formula "p U q U r" can be read in two ways at "U", character 7.'],
    ['p U q W r', 'The formula "p U q W r" can be read in two ways at "W", character 7.'],
    ['p -> q -> r', 'The formula "p -> q -> r" can be read in two ways at "->", character 8.'],
  ])('%j is refused', (text, problem) => {
    expect(refusal(text)).toEqual(['FL304', problem]);
  });
});

const { formulas } = fc.letrec<{ formulas: LtlFormula }>((tie) => ({
  formulas: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom('p', 'q1', '_r').map((atom) => ({ kind: 'atom', atom }) as const),
    fc.boolean().map((value) => ({ kind: 'constant', value }) as const),
    fc.record({
      kind: fc.constantFrom('not', 'next', 'always', 'eventually'),
      operand: tie('formulas'),
    }),
    fc.record({
      kind: fc.constantFrom(
        ...(['and', 'or', 'implies', 'equivalent', 'until', 'release', 'weakUntil'] as const),
      ),
      left: tie('formulas'),
      right: tie('formulas'),
    }),
  ),
}));
