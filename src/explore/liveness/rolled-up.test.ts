import { describe, expect, it } from 'vitest';
import { rolledUp } from './rolled-up.ts';

/** Rolls up a lasso that is written `states|cycle`, with an action between each two of its states. */
function roll(stem: string, cycle: string, actions: string): string {
  const states = [...stem, ...cycle];
  const lasso = { states, actions: [...actions], cycleStart: stem.length };
  const rolled = rolledUp(lasso, (left, right) => left === right);
  const [before, after] = [0, rolled.cycleStart].map((from, at) =>
    rolled.states.slice(from, at === 0 ? rolled.cycleStart : undefined).join(''),
  );
  return `${before}|${after} ${rolled.actions.join('')}`;
}

describe('A lasso that is rolled up', () => {
  it('begins its cycle where it comes by first', () => {
    // b and c in turn, from the second state on: x leads to c, y to b.
    expect(roll('abc', 'bcb', 'uxyxy')).toBe('a|bcb uxy');
    expect(roll('ab', 'cbc', 'uxyx')).toBe('a|bcb uxy');
  });

  it('keeps the actions of the cycle where the stem took others', () => {
    expect(roll('ab', 'cbc', 'uzyx')).toBe('a|bcb uxy');
  });

  it('stays as it is when the stem comes from elsewhere, or nothing is repeated', () => {
    expect(roll('ab', 'cdc', 'uvxy')).toBe('ab|cdc uvxy');
    expect(roll('aa', 'a', 'uv')).toBe('aa|a uv');
    expect(roll('', 'aa', 'x')).toBe('|aa x');
  });

  it('can lose its stem', () => {
    expect(roll('aaa', 'aa', 'uvwx')).toBe('|aa x');
  });
});
