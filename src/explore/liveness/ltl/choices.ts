import { unreachable } from '../../../errors.ts';
import type { NormalFormula } from './normal-form.ts';

/** One way to make formulas true: what it asks of the state now, and of the rest of the behavior. */
export interface Choice {
  readonly requires: number;
  readonly forbids: number;
  /** The formulas that must hold from the next state on: bits given by {@link Choices}. */
  readonly next: bigint;
  /** The formulas `p until q` that are put off: a behavior that puts one off for ever is wrong. */
  readonly postponed: bigint;
}

const free: Choice = { requires: 0, forbids: 0, next: 0n, postponed: 0n };

/**
 * The choices of formulas, each of which gets a bit when it is first met.
 *
 * `p until q` is true when q is, or when p is and `p until q` holds one step later; `p release q` when
 * q is and, besides, p is or `p release q` holds one step later.
 */
export class Choices {
  readonly #formulas: NormalFormula[] = [];
  readonly #bits = new Map<string, bigint>();
  readonly #known = new Map<string, readonly Choice[]>();

  /** The bits of the formulas that must all hold for this one to hold. */
  bitsOf(formula: NormalFormula): bigint {
    if (formula.kind === 'constant' && formula.value) return 0n;
    if (formula.kind === 'and') return this.bitsOf(formula.left) | this.bitsOf(formula.right);
    const known = this.#bits.get(formula.key);
    if (known !== undefined) return known;
    const bit = 1n << BigInt(this.#formulas.length);
    this.#formulas.push(formula);
    this.#bits.set(formula.key, bit);
    return bit;
  }

  /** The ways to make all formulas of a set true; none when it contradicts itself. */
  of(formulas: bigint): readonly Choice[] {
    return this.#formulas
      .filter((_, index) => (formulas >> BigInt(index)) & 1n)
      .reduce<readonly Choice[]>((all, one) => bothOf(all, this.#ofOne(one)), [free]);
  }

  #ofOne(formula: NormalFormula): readonly Choice[] {
    const known = this.#known.get(formula.key);
    if (known !== undefined) return known;
    const choices = this.#computed(formula);
    this.#known.set(formula.key, choices);
    return choices;
  }

  #computed(formula: NormalFormula): readonly Choice[] {
    switch (formula.kind) {
      case 'constant':
        return formula.value ? [free] : [];
      case 'literal':
        return [{ ...free, requires: formula.requires, forbids: formula.forbids }];
      case 'next':
        return [{ ...free, next: this.bitsOf(formula.operand) }];
      case 'and':
        return bothOf(this.#ofOne(formula.left), this.#ofOne(formula.right));
      case 'or':
        return weakest([...this.#ofOne(formula.left), ...this.#ofOne(formula.right)]);
      case 'until': {
        const next = this.bitsOf(formula);
        const later = bothOf(this.#ofOne(formula.left), [{ ...free, next, postponed: next }]);
        return weakest([...this.#ofOne(formula.right), ...later]);
      }
      case 'release': {
        const next = this.bitsOf(formula);
        const released = weakest([...this.#ofOne(formula.left), { ...free, next }]);
        return bothOf(this.#ofOne(formula.right), released);
      }
      default:
        return unreachable(formula);
    }
  }
}

function bothOf(left: readonly Choice[], right: readonly Choice[]): readonly Choice[] {
  const pairs = left.flatMap((a) =>
    right.map((b) => ({
      requires: a.requires | b.requires,
      forbids: a.forbids | b.forbids,
      next: a.next | b.next,
      postponed: a.postponed | b.postponed,
    })),
  );
  return weakest(pairs.filter(({ requires, forbids }) => (requires & forbids) === 0));
}

/** Leaves out every choice for which there is another that asks and puts off no more. */
function weakest(choices: readonly Choice[]): readonly Choice[] {
  let kept: readonly Choice[] = [];
  for (const choice of choices) {
    if (kept.some((other) => asksNoMore(other, choice))) continue;
    kept = [...kept.filter((other) => !asksNoMore(choice, other)), choice];
  }
  return kept;
}

function asksNoMore(a: Choice, b: Choice): boolean {
  return (
    (a.requires & ~b.requires) === 0 &&
    (a.forbids & ~b.forbids) === 0 &&
    (a.next & ~b.next) === 0n &&
    (a.postponed & ~b.postponed) === 0n
  );
}
