import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Layout } from './layout.ts';

const bits = fc.array(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 12 });

describe('Layout', () => {
  it('gives back the slots that were packed, wherever they stand', () => {
    const slots = bits.chain((needed) =>
      fc.tuple(
        fc.constant(needed),
        fc.tuple(...needed.map((need) => fc.nat({ max: 2 ** need - 1 }))),
      ),
    );
    fc.assert(
      fc.property(slots, fc.nat({ max: 3 }), ([needed, values], offset) => {
        const layout = new Layout(needed);
        const words = new Int32Array(offset + layout.wordCount).fill(-1);
        layout.pack(Int32Array.from(values), words, offset);
        const found = new Int32Array(needed.length);
        layout.unpack(words, offset, found);
        expect([...found]).toEqual(values);
        expect([...words.subarray(0, offset)]).toEqual(Array.from({ length: offset }, () => -1));
        // The first word is never 0: its highest bit is set.
        expect(words[offset]).toBeLessThan(0);
      }),
      { seed: 1 },
    );
  });

  it('lets no slot overlap another one, or the bit that says that there is a state', () => {
    fc.assert(
      fc.property(bits, (needed) => {
        const layout = new Layout(needed);
        const used = Array.from({ length: layout.wordCount }, (_, word) =>
          word === 0 ? 2n ** 31n : 0n,
        );
        for (const slot of needed.keys()) {
          const mask =
            BigInt(layout.maskOf[slot] as number) << BigInt(layout.shiftOf[slot] as number);
          const word = layout.wordOf[slot] as number;
          expect(layout.maskOf[slot]).toBeGreaterThanOrEqual(2 ** (needed[slot] as number) - 1);
          expect((used[word] as bigint) & mask).toBe(0n);
          used[word] = (used[word] as bigint) | mask;
          expect(used[word]).toBeLessThan(2n ** 32n);
        }
      }),
      { seed: 2 },
    );
  });

  it.each([
    { needed: [], words: 1 },
    { needed: [31], words: 1 },
    { needed: [16, 15], words: 1 },
    { needed: [16, 16], words: 2 },
    { needed: [31, 31, 1], words: 2 },
    { needed: [31, 31, 2], words: 3 },
    { needed: Array.from({ length: 63 }, () => 1), words: 2 },
    { needed: Array.from({ length: 64 }, () => 1), words: 3 },
  ])('needs $words words for $needed', ({ needed, words }) => {
    expect(new Layout(needed).wordCount).toBe(words);
  });

  it('shares spare bits out, so that slots have room to grow', () => {
    const layout = new Layout([2, 4]);
    expect(layout.fits(0, 3)).toBe(true);
    // 31 bits for a need of 6: each slot gets some five times its own.
    expect([...layout.bits]).toEqual([10, 21]);
    expect([layout.fits(0, 1_023), layout.fits(0, 1_024)]).toEqual([true, false]);
    expect([layout.fits(1, 2 ** 21 - 1), layout.fits(1, 2 ** 21)]).toEqual([true, false]);
  });

  it('packs the slots it is given, and takes the rest for 0', () => {
    const layout = new Layout([3, 3, 3]);
    const words = Int32Array.of(-1);
    layout.pack(Int32Array.of(5), words, 0);
    const slots = Int32Array.of(9, 9, 9);
    layout.unpack(words, 0, slots);
    expect([...slots]).toEqual([5, 0, 0]);
  });
});
