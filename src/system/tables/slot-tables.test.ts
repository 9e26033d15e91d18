import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disabled, SlotTables, unknown } from './slot-tables.ts';

/** What the search finds in the tables, without asking the operator. */
function read(tables: SlotTables, operator: number, value: number): number {
  const page = tables.directory[(tables.operatorBase[operator] as number) + (value >>> 5)];
  return tables.cells[(page as number) + (value & 31)] as number;
}

/** Makes room for values as they come: one after the other. */
function requireUpTo(tables: SlotTables, slot: number, last: number): void {
  for (let value = 0; value <= last; value += 1) tables.require(slot, value);
}

describe('SlotTables', () => {
  it('asks an operator once for each value, and keeps the results as everything grows', () => {
    const tables = new SlotTables();
    const slots = [tables.addSlot(false), tables.addSlot(true)];
    const asked: string[] = [];
    const results = new Map<string, readonly [number, number, number]>();
    const made: number[] = [];
    const makeOperator = (slot: number) => {
      const operator = tables.addOperator(slot, (value) => {
        asked.push(`${operator} ${value}`);
        return resultOf(operator, value);
      });
      made.push(operator);
    };
    const resultOf = (operator: number, value: number) =>
      value % 7 === 3 ? disabled : (operator + 2) * value;
    const command = fc.record({
      value: fc.nat({ max: 400 }),
      slot: fc.nat({ max: 1 }),
      which: fc.nat(),
    });
    for (const [at, { value, slot, which }] of fc
      .sample(command, { seed: 1, numRuns: 4_000 })
      .entries()) {
      if (at % 20 === 0) makeOperator(slots[slot] as number);
      // The values that are asked about become more and more.
      const given = value % (1 + Math.floor(at / 10));
      for (const each of slots) requireUpTo(tables, each, given);
      const operator = made[which % made.length] as number;
      const result = tables.apply(operator, given);
      expect(result).toBe(resultOf(operator, given));
      results.set(`${operator} ${given}`, [operator, given, result]);
    }
    expect([...results.values()].map(([operator, value]) => read(tables, operator, value))).toEqual(
      [...results.values()].map(([, , result]) => result),
    );
    expect(asked).toEqual([...results.keys()]);
    expect(asked.length).toBeGreaterThan(3_000);
    // Nothing is known of what was never asked.
    const never = made.filter((operator) => !results.has(`${operator} 400`));
    expect(never.map((operator) => read(tables, operator, 400))).toEqual(never.map(() => unknown));
    const known = [...results.values()].map(([operator, value]) => tables.known(operator, value));
    expect(known).toEqual([...results.values()].map(([, , result]) => result));
    expect(never.map((operator) => tables.known(operator, 400))).toEqual(never.map(() => unknown));
    expect(tables.known(made[0] as number, 2 ** 20)).toBe(unknown);
  });

  it('knows which operators could not be applied to some value', () => {
    const tables = new SlotTables();
    const slot = tables.addSlot(false);
    const [always, partly] = [(value: number) => value, (value: number) => value - 3].map((apply) =>
      tables.addOperator(slot, (value) => (apply(value) < 0 ? disabled : apply(value))),
    );
    requireUpTo(tables, slot, 40);
    tables.apply(partly as number, 40);
    expect([always, partly].map((operator) => tables.isEverDisabled(operator as number))).toEqual([
      ...[false, false],
    ]);
    tables.apply(partly as number, 2);
    tables.apply(always as number, 2);
    expect([always, partly].map((operator) => tables.isEverDisabled(operator as number))).toEqual([
      ...[false, true],
    ]);
    expect(tables.valueCount(slot)).toBe(41);
  });

  it('keeps runs and heads, and gives new values none', () => {
    const tables = new SlotTables();
    const [first, second] = [tables.addSlot(false), tables.addSlot(true)];
    const at = (slot: number, value: number) => (tables.slotBase[slot] as number) + value;
    tables.runs[at(first, 3)] = 30;
    tables.runs[at(second, 3)] = 31;
    tables.heads[at(second, 5)] = 50;
    requireUpTo(tables, first, 70);
    const third = tables.addSlot(true);
    expect([
      tables.runs[at(first, 3)],
      tables.runs[at(second, 3)],
      tables.heads[at(second, 5)],
      tables.runs[at(first, 70)],
      tables.runs[at(third, 0)],
      tables.heads[at(first, 3)],
    ]).toEqual([30, 31, 50, unknown, unknown, unknown]);
  });

  it('gives a state the same hash after slots have grown and others have come', () => {
    const tables = new SlotTables();
    const [first, second] = [tables.addSlot(false), tables.addSlot(true)];
    const before = [0, 5, 31].map((value) => tables.hashOf(Int32Array.of(value, value)));
    requireUpTo(tables, first, 1_000);
    requireUpTo(tables, second, 90);
    tables.addSlot(true);
    expect([0, 5, 31].map((value) => tables.hashOf(Int32Array.of(value, value, 0)))).toEqual(
      before,
    );
    // Slots that are not there from the beginning add nothing while they are 0, and others do.
    expect(tables.hashOf(Int32Array.of(5, 5, 1))).not.toBe(before[1]);
    expect(tables.hashOf(Int32Array.of(5, 0, 0))).toBe(tables.hashOf(Int32Array.of(5)));
  });

  it('gives different values of all slots different shares', () => {
    const tables = new SlotTables();
    const slots = [0, 1, 2, 3].map(() => tables.addSlot(false));
    for (const slot of slots) requireUpTo(tables, slot, 5_000);
    const shares = slots.flatMap((slot) => {
      const base = tables.slotBase[slot] as number;
      return [...tables.zobrist.subarray(base, base + 5_001)];
    });
    // Of 20 004 random 32-bit numbers some 0.05 pairs are equal.
    expect(new Set(shares).size).toBe(4 * 5_001);
  });

  it('has a new layout exactly when a value does not fit', () => {
    const tables = new SlotTables();
    const slot = tables.addSlot(false);
    tables.addSlot(false);
    const { layout } = tables;
    const room = layout.maskOf[slot] as number;
    requireUpTo(tables, slot, 40);
    expect(tables.layout).toBe(layout);
    requireUpTo(tables, slot, 70_000);
    expect(room).toBeLessThan(70_000);
    expect(tables.layout).not.toBe(layout);
    expect(tables.layout.fits(slot, 70_000)).toBe(true);
  });
});
