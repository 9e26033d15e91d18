import type { CheckResult } from '#faultline';

/** Distinct states, generated states and depth, as TLC counts them. */
export function countsOf({ distinctStates, generatedStates, depth }: CheckResult) {
  return [distinctStates, generatedStates, depth];
}

/** The verdict on each property by name. */
export function verdictsOf({ properties }: CheckResult) {
  return Object.fromEntries(properties.map(({ name, verdict }) => [name, verdict]));
}
