import type { Model } from '../../protocol/model.ts';
import type { Budget } from '../../protocol/network.ts';
import type { FaultCounts } from '../../protocol/view.ts';
import { Interner } from './interner.ts';
import { disabled } from '../tables/slot-tables.ts';

/** What a fault uses up or gives back. */
export type FaultUse = 'drop' | 'duplicate' | 'crash' | 'restart';

/** How many faults have happened, as far as a budget limits them; `down` processes have crashed. */
interface Spent extends FaultCounts {
  readonly down: number;
}

const none: Spent = { drops: 0, duplicates: 0, crashes: 0, down: 0 };

/**
 * The fault budgets of a model as one slot: its values are numbered records of what is spent.
 * What no budget limits is not counted, so that it does not split states.
 */
export class FaultBudget {
  /** The uses that a budget limits; the others are always allowed and leave the slot alone. */
  readonly limited: ReadonlySet<FaultUse>;
  readonly #spent = new Interner<string, Spent>();
  readonly #limits: {
    readonly drops: number;
    readonly duplicates: number;
    readonly crashes: number;
  };
  readonly #atOnce: number;

  constructor({ network, faults }: Model) {
    this.#limits = {
      drops: limitOf(network.loss),
      duplicates: limitOf(network.duplication),
      crashes: limitOf(faults.crash),
    };
    this.#atOnce = faults.crash?.atOnce ?? Infinity;
    this.limited = new Set(this.#limitedUses());
    this.#intern(none);
  }

  /** The record with this number. */
  counts(value: number): FaultCounts {
    return this.#spent.valueOf(value);
  }

  /** What is spent after one more use, or `disabled` when the budget does not allow it. */
  after(use: FaultUse, value: number): number {
    const spent = this.#spent.valueOf(value);
    switch (use) {
      case 'drop':
        return this.#within({ ...spent, drops: spent.drops + 1 });
      case 'duplicate':
        return this.#within({ ...spent, duplicates: spent.duplicates + 1 });
      case 'crash':
        return this.#within(this.#crashed(spent));
      case 'restart':
        return this.#within({ ...spent, down: spent.down - 1 });
    }
  }

  #crashed(spent: Spent): Spent {
    const crashes = this.#limits.crashes === Infinity ? 0 : spent.crashes + 1;
    return { ...spent, crashes, down: this.#atOnce === Infinity ? 0 : spent.down + 1 };
  }

  #within(spent: Spent): number {
    const { drops, duplicates, crashes } = this.#limits;
    const allowed =
      spent.drops <= drops && spent.duplicates <= duplicates && spent.crashes <= crashes;
    return allowed && spent.down <= this.#atOnce ? this.#intern(spent) : disabled;
  }

  #limitedUses(): FaultUse[] {
    const uses: FaultUse[] = [];
    const { drops, duplicates, crashes } = this.#limits;
    if (drops > 0 && drops < Infinity) uses.push('drop');
    if (duplicates > 0 && duplicates < Infinity) uses.push('duplicate');
    if (crashes > 0 && (crashes < Infinity || this.#atOnce < Infinity)) uses.push('crash');
    if (crashes > 0 && this.#atOnce < Infinity) uses.push('restart');
    return uses;
  }

  #intern(spent: Spent): number {
    const key = `${spent.drops} ${spent.duplicates} ${spent.crashes} ${spent.down}`;
    return this.#spent.intern(key, () => spent);
  }
}

/** How often a budget allows: 0 without one, Infinity without bound. */
export function limitOf(budget: Budget | undefined): number {
  if (budget === undefined) return 0;
  return budget.max === 'unbounded' ? Infinity : budget.max;
}
