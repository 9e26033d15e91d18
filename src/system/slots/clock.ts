import { FaultlineError } from '../../errors.ts';
import type { Time } from '../../protocol/network.ts';
import type { Timer } from '../../statechart/local-state.ts';

/** What a clock shows. It is relative: nothing in it grows while time goes on. */
export interface ClockFace {
  /** For each running timer, in the order of their ids, in how many ticks it fires. Empty when untimed. */
  readonly remaining: readonly number[];
  /** By how many ticks the clock is ahead of time; behind when negative. */
  readonly ahead: number;
}

/** A clock that shows the right time, while no timer runs. */
export const rightTime: ClockFace = { remaining: [], ahead: 0 };

/**
 * How long a timer runs, in ticks.
 *
 * @throws FaultlineError `FL213` when its delay is no whole number of ticks.
 */
export function ticksOf({ id, delay }: Timer, { tick = 1 }: Time): number {
  const ticks = delay / tick;
  if (Number.isInteger(ticks)) return ticks;
  throw new FaultlineError(
    'FL213',
    `The timer "${id}" has the delay ${delay}, which is no whole number of ticks of ${tick}.`,
    'let time.tick divide the delays of all charts.',
  );
}

/** A tick later; undefined while a timer is due, which fires first. */
export function tickLater(clock: ClockFace): ClockFace | undefined {
  return clock.remaining.includes(0) ? undefined : moved(clock, -1);
}

/** A tick later, when timers that are due have to wait. */
export function tickLaterAsleep(clock: ClockFace): ClockFace {
  return moved(clock, -1);
}

/** The clock itself has run fast by one tick (1) or slow (-1); undefined when it cannot. */
export function driftedBy(by: 1 | -1, clock: ClockFace, ticksMax: number): ClockFace | undefined {
  if (clock.remaining.length === 0 || Math.abs(clock.ahead + by) > ticksMax) return undefined;
  if (by === 1 && clock.remaining.includes(0)) return undefined;
  return { ...moved(clock, -by), ahead: clock.ahead + by };
}

function moved({ remaining, ahead }: ClockFace, by: number): ClockFace {
  return { remaining: remaining.map((ticks) => Math.max(0, ticks + by)), ahead };
}
