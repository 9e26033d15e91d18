import { describe, expect, it } from 'vitest';
import { Arena } from './arena.ts';

describe('Arena', () => {
  it('writes a run as the search reads it', () => {
    const arena = new Arena();
    const moves = [
      { own: 4, action: 7, effects: [] },
      {
        own: 5,
        action: 8,
        effects: [
          { slot: 1, operator: 20 },
          { slot: 2, operator: 21 },
        ],
      },
    ];
    expect(arena.add([], [])).toBe(0);
    const run = arena.add(moves, [9, 9]);
    const end = arena.cells[run] as number;
    expect([...arena.cells.subarray(run, end)]).toEqual([
      ...[end, 2, 2],
      ...[4, 7, 0],
      ...[5, 8, 2, 1, 20, 2, 21],
    ]);
    expect([arena.stutters(run), arena.stutters(0)]).toEqual([[9, 9], []]);
    expect([arena.moves(run), arena.moves(0)]).toEqual([moves, []]);
  });

  it('keeps what it holds when it grows, and says that it has grown', () => {
    const arena = new Arena();
    const runs = Array.from({ length: 2_000 }, (_, own) =>
      arena.add([{ own, action: 1, effects: [] }], []),
    );
    expect(runs.map((run) => arena.cells[run + 3])).toEqual(runs.map((_, own) => own));
    // From 1 024 cells to 16 384: 12 000 are needed.
    expect([arena.cells.length, arena.version]).toEqual([16_384, 4]);
  });

  it('holds a run that is longer than twice what there is', () => {
    const arena = new Arena();
    const moves = Array.from({ length: 3_000 }, (_, own) => ({ own, action: 1, effects: [] }));
    const run = arena.add(moves, []);
    expect(arena.cells[run]).toBe(3 + 3 * 3_000);
    expect(arena.cells[run + 3 * 3_000]).toBe(2_999);
  });
});
