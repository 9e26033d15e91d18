import type { Protocol } from '../protocol/protocol.ts';
import type { CheckOptions } from '../trace/check-options.ts';
import type { CheckResult } from '../trace/check.ts';
import { checkTimed, failure } from './failure.ts';

/**
 * Fails the test when a protocol does not hold, and shows why: the message is the report of the check,
 * with a chart of each counterexample.
 *
 * It throws an error and needs no test runner in particular. A violation that the protocol declares in
 * its `expectations` is no failure; a limit that is reached before everything is decided is one.
 *
 * @param protocol - Made by `defineProtocol`.
 * @param options - Size, parameters, mutation, faults, limits.
 * @returns What the check established, for more assertions, such as the number of distinct states.
 * @throws Error when the verdict is neither `holds` nor `holds in bounds`; FaultlineError and SpecError
 * as `checkSync` does.
 *
 * @example
 * it('holds for two participants, one of which may crash', () => {
 *   const { distinctStates } = expectHolds(twoPhaseCommit, { size: 'tiny' });
 *   expect(distinctStates).toBe(8041);
 * });
 */
export function expectHolds(protocol: Protocol, options: CheckOptions = {}): CheckResult {
  const checked = checkTimed(protocol, options);
  const { verdict } = checked.result;
  if (verdict === 'holds' || verdict === 'holds in bounds') return checked.result;
  const { id } = protocol;
  const problem =
    verdict === 'unknown' ? `It is not known whether "${id}" holds.` : `"${id}" does not hold.`;
  throw failure(problem, checked, expectHolds);
}
