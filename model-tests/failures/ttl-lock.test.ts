import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { ttlLock } from './ttl-lock.ts';

const timed = { timeouts: 'timed', tick: 10, delayMax: 1 } as const;

/** Verdict, different states, and the steps of a shortest counterexample against mutual exclusion. */
function mutexOf(options: Parameters<typeof checkSync>[1]) {
  const { properties, distinctStates } = checkSync(ttlLock, { ...options, keepGoing: true });
  const [mutex, bothDone] = properties;
  // Nothing holds for want of clients that hold the lock.
  expect(bothDone?.verdict).toBe('holds');
  return [mutex?.verdict, distinctStates, mutex?.trace?.steps.length];
}

describe('A lock with a time to live', () => {
  it('is never safe where timers may fire at any moment', () => {
    expect(mutexOf({})[0]).toBe('violated');
  });

  it('is safe in time', () => {
    expect(mutexOf({ time: timed })).toEqual(['holds', 105, undefined]);
  });

  it('is not safe in time when a client may pause', () => {
    const [verdict, , steps] = mutexOf({ time: timed, faults: { pause: { max: 1 } } });
    expect([verdict, steps]).toEqual(['violated', 11]);
  });

  it('is not safe when clocks drift more than the margin, or messages take longer', () => {
    expect(mutexOf({ time: timed, faults: { drift: { ticks: 1 } } })[0]).toBe('violated');
    expect(mutexOf({ time: { ...timed, delayMax: 2 } })[0]).toBe('violated');
    // With no delay there is room for a clock that is fast by a tick.
    const instant = { ...timed, delayMax: 0 };
    expect(mutexOf({ time: instant, faults: { drift: { ticks: 1, max: 1 } } })[0]).toBe('holds');
    expect(mutexOf({ time: instant, faults: { drift: { ticks: 1 } } })[0]).toBe('violated');
  });
});
