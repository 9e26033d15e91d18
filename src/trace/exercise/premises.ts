import type { StateStore } from '../../explore/store.ts';
import type { LtlFormula } from '../../protocol/ltl/formula.ts';
import { ltlText } from '../../protocol/ltl/print.ts';
import type { Ltl, Property, StatePredicate } from '../../protocol/property.ts';
import type { View } from '../../protocol/view.ts';
import { compileStatePredicate } from '../../system/predicate.ts';
import type { System } from '../../system/system.ts';
import type { PropertyResult } from '../verdict.ts';
import type { Tally } from './tally.ts';

/**
 * Finds out which properties presume, or look for, what is true in none of the states found.
 *
 * @param results - What the check has found: a reachable with a witness is true somewhere.
 * @param inHand - Told the state about which a premise is asked: when it throws, this is where.
 *
 * Cost: one question for each state until a premise is true.
 */
export function markPremises(
  system: System,
  store: StateStore,
  results: readonly PropertyResult[],
  { tally, inHand }: { readonly tally: Tally; readonly inHand: (state: number) => void },
): void {
  const { properties } = system.wiring.model.protocol;
  for (const { name, kind, trace } of results) {
    if (kind === 'reachable') {
      const item = { kind: 'premise', role: null, name } as const;
      tally.declare(item);
      if (trace !== undefined) tally.mark(item);
    }
    for (const { part, holds } of premisesOf(properties[name] as Property)) {
      const item = { kind: 'premise', role: null, name: `${name}${part}` } as const;
      tally.declare(item);
      if (isEver(store, compileStatePredicate(system, name, holds), inHand)) tally.mark(item);
    }
  }
}

interface Premise {
  /** Which one it is, when a property has several. */
  readonly part: string;
  readonly holds: StatePredicate<View>;
}

/** What a property presumes. */
function premisesOf(property: Property): readonly Premise[] {
  switch (property.kind) {
    case 'invariant':
      return property.when === undefined ? [] : [{ part: '', holds: property.when }];
    case 'leadsTo':
      return [{ part: '', holds: property.whenever }];
    case 'ltl':
      return premisesOfFormula(property.formula).map((premise) => ({
        part: `: ${ltlText(premise)}`,
        holds: (view) => isTrue(premise, property.where, view),
      }));
    default:
      return [];
  }
}

/** The left sides of the implications of a formula that are about one state. */
function premisesOfFormula(formula: LtlFormula): readonly LtlFormula[] {
  if (formula.kind === 'constant' || formula.kind === 'atom') return [];
  if ('operand' in formula) return premisesOfFormula(formula.operand);
  const own = formula.kind === 'implies' && isOfOneState(formula.left) ? [formula.left] : [];
  return [...own, ...premisesOfFormula(formula.left), ...premisesOfFormula(formula.right)];
}

const connectives: ReadonlySet<LtlFormula['kind']> = new Set([
  ...(['constant', 'atom', 'not', 'and', 'or', 'implies', 'equivalent'] as const),
]);

function isOfOneState(formula: LtlFormula): boolean {
  if (!connectives.has(formula.kind)) return false;
  if (formula.kind === 'constant' || formula.kind === 'atom') return true;
  if ('operand' in formula) return isOfOneState(formula.operand);
  return isOfOneState(formula.left) && isOfOneState(formula.right);
}

function isTrue(formula: LtlFormula, where: Ltl['where'], view: View): boolean {
  if (formula.kind === 'constant') return formula.value;
  if (formula.kind === 'atom') return (where[formula.atom] as StatePredicate<View>)(view);
  if ('operand' in formula) return !isTrue(formula.operand, where, view);
  const left = isTrue(formula.left, where, view);
  const right = isTrue(formula.right, where, view);
  if (formula.kind === 'and') return left && right;
  if (formula.kind === 'or') return left || right;
  return formula.kind === 'implies' ? !left || right : left === right;
}

function isEver(
  store: StateStore,
  test: (words: Int32Array, offset: number) => boolean,
  inHand: (state: number) => void,
): boolean {
  for (let state = 0; state < store.count; state += 1) {
    inHand(state);
    if (test(store.segmentOf(state), store.offsetOf(state))) return true;
  }
  return false;
}
