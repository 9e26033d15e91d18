import { describe, expect, it } from 'vitest';
import type { Model } from '../../protocol/model.ts';
import type { CrashFault, Network } from '../../protocol/network.ts';
import { FaultBudget, limitOf, type FaultUse } from './fault-budget.ts';

function budgetOf(network: Partial<Network>, crash?: CrashFault): FaultBudget {
  const faults = crash === undefined ? {} : { crash };
  return new FaultBudget({ network: { order: 'unordered', ...network }, faults } as Model);
}

/** The value after these uses, or -2 as soon as one is not allowed. */
function after(budget: FaultBudget, ...uses: FaultUse[]): number {
  return uses.reduce((value, use) => (value < 0 ? value : budget.after(use, value)), 0);
}

describe('FaultBudget', () => {
  it('limits nothing that happens never or without bound', () => {
    expect([...budgetOf({}).limited]).toEqual([]);
    expect([...budgetOf({ loss: { max: 0 }, duplication: { max: 'unbounded' } }).limited]).toEqual(
      [],
    );
    expect([...budgetOf({}, { max: 'unbounded', restart: true }).limited]).toEqual([]);
    expect([...budgetOf({}, { max: 0, atOnce: 1 }).limited]).toEqual([]);
  });

  it('allows so many losses, duplications and crashes, in any order', () => {
    const budget = budgetOf({ loss: { max: 2 }, duplication: { max: 1 } }, { max: 1 });
    expect([...budget.limited]).toEqual(['drop', 'duplicate', 'crash']);
    const all = after(budget, 'drop', 'crash', 'duplicate', 'drop');
    expect(budget.counts(all)).toMatchObject({ drops: 2, duplicates: 1, crashes: 1 });
    expect(after(budget, 'duplicate', 'drop', 'drop', 'crash')).toBe(all);
    for (const use of ['drop', 'duplicate', 'crash'] as const) {
      expect(budget.after(use, all)).toBe(-2);
    }
    expect(budget.counts(0)).toMatchObject({ drops: 0, duplicates: 0, crashes: 0 });
  });

  it('limits how many are down at once, and counts no crashes that have no bound', () => {
    const budget = budgetOf({}, { max: 'unbounded', atOnce: 2, restart: true });
    expect([...budget.limited]).toEqual(['crash', 'restart']);
    expect(after(budget, 'crash', 'crash', 'crash')).toBe(-2);
    expect(after(budget, 'crash', 'crash', 'restart', 'crash')).toBe(
      after(budget, 'crash', 'crash'),
    );
    expect(after(budget, 'crash', 'restart')).toBe(0);
    expect(budget.counts(after(budget, 'crash')).crashes).toBe(0);
  });

  it('limits both', () => {
    const budget = budgetOf({}, { max: 2, atOnce: 1, restart: true });
    expect(after(budget, 'crash', 'crash')).toBe(-2);
    expect(after(budget, 'crash', 'restart', 'crash', 'restart')).toBeGreaterThan(0);
    expect(after(budget, 'crash', 'restart', 'crash', 'restart', 'crash')).toBe(-2);
  });
});

describe('limitOf', () => {
  it('is a number in any case', () => {
    expect([undefined, { max: 0 }, { max: 3 }, { max: 'unbounded' } as const].map(limitOf)).toEqual(
      [0, 0, 3, Infinity],
    );
  });
});
