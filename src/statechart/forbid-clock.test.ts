import { afterEach, describe, expect, it, vi } from 'vitest';
import { withoutClock } from './forbid-clock.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What the globals are, for comparison: the very same functions, in the same place. */
const globals = () => [
  Object.getOwnPropertyDescriptor(globalThis, 'Date'),
  Object.getOwnPropertyDescriptor(Math, 'random'),
  Object.getOwnPropertyDescriptor(performance, 'now'),
  Object.getOwnPropertyDescriptor(crypto, 'randomUUID'),
  Object.getOwnPropertyDescriptor(crypto, 'getRandomValues'),
];

describe('withoutClock', () => {
  it('gives what was computed', () => {
    expect(withoutClock(() => 1)).toEqual({ value: 1, failure: undefined, read: undefined });
    expect(withoutClock(() => undefined)).toEqual({
      value: undefined,
      failure: undefined,
      read: undefined,
    });
  });

  it('gives what was thrown, whatever it is', () => {
    const thrown: unknown = undefined;
    expect(
      withoutClock(() => {
        throw thrown;
      }),
    ).toEqual({ value: undefined, failure: { error: undefined }, read: undefined });
  });

  it('throws at whoever reads the clock, and says what was read first', () => {
    const { failure, read } = withoutClock(() => {
      try {
        Math.random();
      } catch {
        return Date.now();
      }
      return 0;
    });
    expect(read).toBe('Math.random()');
    expect(failure?.error).toEqual(new Error('Date.now() is out of reach.'));
  });

  it('leaves dates alone that do not depend on the clock', () => {
    const { value } = withoutClock(() => [
      new Date(5).getTime(),
      new Date(2020, 1).getFullYear(),
      Date.UTC(1970, 0, 2),
      Date.parse('1970-01-03T00:00:00Z'),
      new Date(5) instanceof Date,
    ]);
    expect(value).toEqual([5, 2020, 86_400_000, 172_800_000, true]);
  });

  it('puts everything back', () => {
    const before = globals();
    withoutClock(() => 1);
    expect(globals()).toEqual(before);
    expect(Math.random()).toBeLessThan(1);
  });

  it('puts everything back after a throw, and after a read', () => {
    const before = globals();
    withoutClock(() => {
      throw new Error('broken');
    });
    withoutClock(() => new Date());
    expect(globals()).toEqual(before);
    expect(new Date().getFullYear()).toBeGreaterThan(2000);
  });

  it('puts everything back in the right order when it is used inside itself', () => {
    const before = globals();
    const { value } = withoutClock(() => withoutClock(() => Math.random()).read);
    expect(value).toBe('Math.random()');
    expect(globals()).toEqual(before);
  });

  it('puts back a clock that somebody else had replaced', () => {
    vi.useFakeTimers({ now: 12_345 });
    vi.spyOn(Math, 'random').mockReturnValue(0.25);
    expect(withoutClock(() => Math.random()).read).toBe('Math.random()');
    expect(Date.now()).toBe(12_345);
    expect(Math.random()).toBe(0.25);
  });
});
