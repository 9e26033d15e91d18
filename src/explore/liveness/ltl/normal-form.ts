import { FaultlineError, unreachable } from '../../../errors.ts';
import { propositionsMax } from '../buchi-automaton.ts';
import type { TemporalFormula } from './temporal-formula.ts';

/**
 * A formula in which only propositions are negated, and `until` and its dual `release` say the rest.
 *
 * Formulas of the same key are the same.
 */
export type NormalFormula = { readonly key: string } & (
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'literal'; readonly requires: number; readonly forbids: number }
  | { readonly kind: 'next'; readonly operand: NormalFormula }
  | { readonly kind: Joint; readonly left: NormalFormula; readonly right: NormalFormula }
);

type Joint = 'and' | 'or' | 'until' | 'release';

const dual = { and: 'or', or: 'and', until: 'release', release: 'until' } as const;

/**
 * Pushes negations down to the propositions, and simplifies on the way up.
 *
 * @param negated - Whether the negation of the formula is wanted.
 * @throws FaultlineError `FL305` when a proposition is not a number from 0 to 29.
 *
 * Cost: linear in the formula, but exponential in the depth to which `equivalent` is nested.
 */
export function normalForm(formula: TemporalFormula, negated = false): NormalFormula {
  switch (formula.kind) {
    case 'constant':
      return constant(formula.value !== negated);
    case 'atom':
      return literal(formula.atom, negated);
    case 'not':
      return normalForm(formula.operand, !negated);
    case 'next':
      return next(normalForm(formula.operand, negated));
    case 'always':
      return join(
        negated ? 'until' : 'release',
        constant(negated),
        normalForm(formula.operand, negated),
      );
    case 'eventually':
      return join(
        negated ? 'release' : 'until',
        constant(!negated),
        normalForm(formula.operand, negated),
      );
    case 'implies':
      return normalForm(either(not(formula.left), formula.right), negated);
    case 'equivalent': {
      const { left, right } = formula;
      return normalForm(either(both(left, right), both(not(left), not(right))), negated);
    }
    case 'weakUntil': {
      const right = either(formula.left, formula.right);
      return normalForm({ kind: 'release', left: formula.right, right }, negated);
    }
    case 'and':
    case 'or':
    case 'until':
    case 'release': {
      const kind = negated ? dual[formula.kind] : formula.kind;
      return join(kind, normalForm(formula.left, negated), normalForm(formula.right, negated));
    }
    default:
      return unreachable(formula);
  }
}

function not(operand: TemporalFormula): TemporalFormula {
  return { kind: 'not', operand };
}

function either(left: TemporalFormula, right: TemporalFormula): TemporalFormula {
  return { kind: 'or', left, right };
}

function both(left: TemporalFormula, right: TemporalFormula): TemporalFormula {
  return { kind: 'and', left, right };
}

function constant(value: boolean): NormalFormula {
  return { key: String(value), kind: 'constant', value };
}

function literal(proposition: number, negated: boolean): NormalFormula {
  if (!(proposition >= 0 && proposition < propositionsMax)) {
    throw new FaultlineError(
      'FL305',
      `A temporal formula has a proposition of number ${proposition}, and ${propositionsMax - 1} is the last.`,
      `use at most ${propositionsMax} predicates in one formula.`,
    );
  }
  const mask = 1 << proposition;
  const key = `${negated ? '!' : ''}${proposition}`;
  return { key, kind: 'literal', requires: negated ? 0 : mask, forbids: negated ? mask : 0 };
}

function next(operand: NormalFormula): NormalFormula {
  // A constant, and what holds now whenever it holds at some time, need not wait.
  const isTimeless = isEventual(operand) && isUniversal(operand);
  return isTimeless ? operand : { key: `X${operand.key}`, kind: 'next', operand };
}

/**
 * Joins two formulas, or gives a shorter one that means the same.
 *
 * Source: Etessami & Holzmann, "Optimizing Büchi Automata", CONCUR 2000.
 */
function join(kind: Joint, left: NormalFormula, right: NormalFormula): NormalFormula {
  if (left.key === right.key) return right;
  const shorter =
    kind === 'and' || kind === 'or'
      ? shorterNow(kind, left, right)
      : shorterLater(kind, left, right);
  return shorter ?? { key: `(${left.key} ${kind} ${right.key})`, kind, left, right };
}

function shorterNow(kind: 'and' | 'or', left: NormalFormula, right: NormalFormula) {
  const neutral = kind === 'and';
  if (left.kind === 'constant') return left.value === neutral ? right : left;
  if (right.kind === 'constant') return right.value === neutral ? left : right;
  if (left.kind === 'literal' && right.kind === 'literal') {
    const areOpposite = left.requires === right.forbids && left.forbids === right.requires;
    return areOpposite ? constant(!neutral) : undefined;
  }
  // [] p && [] q is [] (p && q), and so on.
  const distributes = neutral ? 'release' : 'until';
  if (left.kind !== distributes || right.kind !== distributes) return undefined;
  if (left.left.key !== right.left.key) return undefined;
  return join(distributes, left.left, join(kind, left.right, right.right));
}

function shorterLater(kind: 'until' | 'release', left: NormalFormula, right: NormalFormula) {
  const isUntil = kind === 'until';
  if (left.kind === 'constant' && left.value !== isUntil) return right;
  if (isUntil ? isEventual(right) : isUniversal(right)) return right;
  if (right.kind !== kind) return undefined;
  // <> (p U q) is <> q, and p U (p U q) is p U q.
  if (left.kind === 'constant') return join(kind, left, right.right);
  return left.key === right.left.key ? right : undefined;
}

/** Whether the formula is known to hold in a state when it holds in some later one. */
function isEventual(formula: NormalFormula): boolean {
  return isClosed(formula, 'until');
}

/** Whether the formula is known to hold in all later states when it holds in one. */
function isUniversal(formula: NormalFormula): boolean {
  return isClosed(formula, 'release');
}

function isClosed(formula: NormalFormula, under: 'until' | 'release'): boolean {
  switch (formula.kind) {
    case 'constant':
      return true;
    case 'literal':
      return false;
    case 'next':
      return isClosed(formula.operand, under);
    default:
      return (
        (formula.kind === under && formula.left.kind === 'constant') ||
        (isClosed(formula.left, under) && isClosed(formula.right, under))
      );
  }
}
