import type { TraceCycle } from '../trace/trace.ts';

/**
 * How a trace goes on for ever: `steps 5 to 9 are repeated for ever`.
 *
 * @param steps - How many steps the trace has.
 */
export function cycleText({ start }: TraceCycle, steps: number): string {
  if (start === steps) {
    return steps === 0 ? 'nothing ever happens' : `nothing happens any more after step ${steps}`;
  }
  return start + 1 === steps
    ? `step ${steps} is repeated for ever`
    : `steps ${start + 1} to ${steps} are repeated for ever`;
}

/**
 * Why a trace may go on so: `fair: taken in the cycle: timeouts at a`.
 *
 * @returns One line; none where nobody has said why.
 */
export function fairTexts({ fairBecause }: TraceCycle): readonly string[] {
  return fairBecause.length === 0 ? [] : [`fair: ${fairBecause.join('; ')}`];
}
