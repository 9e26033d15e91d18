import { describe, expect, it } from 'vitest';
import type { Model } from '../../protocol/model.ts';
import type { CrashFault, Faults, Network } from '../../protocol/network.ts';
import { FaultRecords, limitOf, type FaultUse } from './fault-record.ts';

const processes = ['one', 'two'].map((id) => ({ id, role: 'some' }));

function budgetOf(
  network: Partial<Network>,
  crash?: CrashFault,
  others: Faults = {},
): FaultRecords {
  const faults = { ...(crash && { crash }), ...others };
  const model = { network: { order: 'unordered', ...network }, faults, processes } as unknown;
  return new FaultRecords(model as Model);
}

/** The uses that the record takes note of. */
function notedBy(budget: FaultRecords): readonly string[] {
  const uses = ['drop', 'duplicate', 'reorder', 'crash', 'restart', 'amnesia', 'pause'] as const;
  return uses.filter((use) => budget.isNoted(use, 0));
}

/** The value after these uses, or -2 as soon as one is not allowed. */
function after(budget: FaultRecords, ...uses: FaultUse[]): number {
  return uses.reduce((value, use) => (value < 0 ? value : budget.after(use, 0, value)), 0);
}

describe('FaultRecords', () => {
  it('limits nothing that happens never or without bound', () => {
    expect(notedBy(budgetOf({}))).toEqual([]);
    expect(notedBy(budgetOf({ loss: { max: 0 }, duplication: { max: 'unbounded' } }))).toEqual([]);
    expect(notedBy(budgetOf({}, { max: 'unbounded', restart: true }))).toEqual([]);
    expect(notedBy(budgetOf({}, { max: 0, atOnce: 1 }))).toEqual([]);
  });

  it('allows so many losses, duplications and crashes, in any order', () => {
    const budget = budgetOf({ loss: { max: 2 }, duplication: { max: 1 } }, { max: 1 });
    expect(notedBy(budget)).toEqual(['drop', 'duplicate', 'crash']);
    const all = after(budget, 'drop', 'crash', 'duplicate', 'drop');
    expect(budget.counts(all)).toMatchObject({ drops: 2, duplicates: 1, crashes: 1 });
    expect(after(budget, 'duplicate', 'drop', 'drop', 'crash')).toBe(all);
    for (const use of ['drop', 'duplicate', 'crash'] as const) {
      expect(budget.after(use, 0, all)).toBe(-2);
    }
    expect(budget.counts(0)).toMatchObject({ drops: 0, duplicates: 0, crashes: 0 });
  });

  it('limits how many are down at once, and counts no crashes that have no bound', () => {
    const budget = budgetOf({}, { max: 'unbounded', atOnce: 2, restart: true });
    expect(notedBy(budget)).toEqual(['crash', 'restart']);
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

  it('limits each process by itself', () => {
    const budget = budgetOf({ loss: { max: 'unbounded', maxEach: 1, processes: ['two'] } });
    expect(notedBy(budget)).toEqual([]);
    const once = budget.after('drop', 1, 0);
    expect(budget.counts(once).drops).toBe(1);
    expect(budget.after('drop', 1, once)).toBe(-2);
    expect(budget.after('drop', 0, once)).toBe(once);
  });

  it('limits all faults together, repairs aside', () => {
    const budget = budgetOf(
      { loss: { max: 'unbounded' } },
      { max: 1, restart: true },
      { total: 2, pause: { max: 2 } },
    );
    expect(after(budget, 'crash', 'restart', 'drop', 'restart')).toBeGreaterThan(0);
    expect(after(budget, 'crash', 'drop', 'pause')).toBe(-2);
    expect(after(budget, 'pause', 'pause', 'drop')).toBe(-2);
    expect(after(budget, 'crash', 'crash')).toBe(-2);
  });

  it('remembers which partition is in force', () => {
    const budget = budgetOf({}, undefined, { partition: { max: 1 } });
    const parted = budget.partitioned(budget.after('partition', undefined, 0), 2);
    expect([budget.partition(parted), budget.counts(parted).partitions]).toEqual([2, 1]);
    expect(budget.after('partition', undefined, parted)).toBe(-2);
    const healed = budget.partitioned(parted, 0);
    expect([budget.partition(healed), healed === 0]).toEqual([0, false]);
  });
});

describe('limitOf', () => {
  it('is a number in any case', () => {
    expect([undefined, { max: 0 }, { max: 3 }, { max: 'unbounded' } as const].map(limitOf)).toEqual(
      [0, 0, 3, Infinity],
    );
  });
});
