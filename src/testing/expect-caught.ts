import type { Protocol } from '../protocol/protocol.ts';
import type { CheckOptions } from '../trace/check-options.ts';
import type { CheckResult } from '../trace/check.ts';
import { checkTimed, failure } from './failure.ts';

/**
 * Fails the test when a mutation is not caught: when the property that it names is not violated, or
 * not in as many steps as it states.
 *
 * A protocol whose mutations are caught has properties that can fail.
 *
 * @param protocol - Made by `defineProtocol`.
 * @param mutation - The name of one of its mutations; its own parameters are used unless others are
 * given, and then the number of steps may be another and is not compared.
 * @param options - Size, parameters, faults, limits.
 * @returns What the check established, the counterexample included.
 * @throws Error when the mutation is not caught; FaultlineError and SpecError as `checkSync` does.
 *
 * @example
 * it.each(Object.keys(twoPhaseCommit.mutations))('%s is caught', (mutation) => {
 *   expectCaught(twoPhaseCommit, mutation);
 * });
 */
export function expectCaught(
  protocol: Protocol,
  mutation: string,
  options: Omit<CheckOptions, 'mutation'> = {},
): CheckResult {
  const checked = checkTimed(protocol, { ...options, mutation });
  const { violates = '', steps } = protocol.mutations[mutation] ?? {};
  const found = checked.result.properties.find(({ name }) => name === violates);
  const name = `The mutation "${mutation}" of "${protocol.id}"`;
  if (found?.verdict !== 'violated') {
    throw failure(`${name} does not violate ${violates}.`, checked, expectCaught);
  }
  const isAsDeclared = options.size === undefined && options.parameters === undefined;
  const stepsFound = found.trace?.steps.length;
  if (isAsDeclared && steps !== undefined && steps !== stepsFound) {
    const problem = `${name} violates ${violates} in ${stepsFound} steps, not in ${steps}.`;
    throw failure(problem, checked, expectCaught);
  }
  return checked.result;
}
