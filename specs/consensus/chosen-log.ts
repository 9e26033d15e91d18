import { processIds, type AbstractState } from '#faultline';
import type { Slots } from './log.ts';

/**
 * The values that may be chosen: `v1`, `v2` and so on.
 *
 * @param count - How many, 1 or more.
 */
export function valueNames(count: number): readonly string[] {
  return processIds('v', count);
}

/**
 * The state of consensus in which these values are chosen: what a protocol that refines it maps to.
 *
 * @param slots - How many slots the log has: that of the parameters of `consensus`.
 * @param chosenFor - Gives all the values that are chosen for a slot, which counts from 1; none where nothing
 * is. One value may be given several times. Where there are several values, consensus has no such state.
 *
 * @example
 * refines('it is consensus', consensus, (view) => chosenLog(1, () => valuesChosenIn(view)))
 */
export function chosenLog(
  slots: number,
  chosenFor: (slot: number) => readonly string[],
): AbstractState {
  const chosen = Array.from({ length: slots }, (_, index) => {
    const values = [...new Set(chosenFor(index + 1))];
    return values.length === 0 ? null : values.join(' and ');
  });
  return { processes: { log: { state: 'growing', context: { chosen } } } };
}

/**
 * Every way to choose values for some of the slots at once.
 *
 * @returns None of them is empty.
 */
export function choices(slots: number, values: readonly string[]): readonly Slots[] {
  const contents = [null, ...values];
  const all = Array.from({ length: slots }).reduce<readonly Slots[]>(
    (shorter) => shorter.flatMap((start) => contents.map((value) => [...start, value])),
    [[]],
  );
  return all.filter((slotsOfOne) => slotsOfOne.some((value) => value !== null));
}
