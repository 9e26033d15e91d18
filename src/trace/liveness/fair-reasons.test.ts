import { describe, expect, it } from 'vitest';
import type { Action } from '../../system/action.ts';
import type { ProcessFairness } from './fair-classes.ts';
import { fairReasons } from './fair-reasons.ts';

const timeout = (timer: string): Action => ({ kind: 'timeout', process: 'a', timer });
const fair = (kind: 'weak' | 'strong', timer: string): ProcessFairness => ({
  kind,
  of: { kind: 'timeout', process: 'a', timer },
});

/** The reasons of a cycle of two states, in which these timers run, and may fire. */
function reasons(
  fairness: readonly ProcessFairness[],
  enabled: readonly [readonly string[], readonly string[]],
  taken: readonly [string, string],
) {
  const states = [Int32Array.of(0), Int32Array.of(1)];
  const enabledIn = ([state]: Int32Array) => enabled[state as 0 | 1].map(timeout);
  return fairReasons(fairness, { states, actions: taken.map(timeout), enabledIn });
}

describe('fairReasons', () => {
  it('looks for what is taken, not enabled all the time, or never enabled', () => {
    const fairness = [fair('weak', 't'), fair('weak', 'u'), fair('strong', 'v')];
    expect(reasons(fairness, [['t', 'u'], ['t']], ['t', 't'])).toEqual([
      'taken in the cycle: the timeout t at a',
      'not enabled somewhere in the cycle: the timeout u at a',
      'not enabled anywhere in the cycle: the timeout v at a',
    ]);
  });

  it('finds none where something is passed over', () => {
    const both = [
      ['t', 'u'],
      ['t', 'u'],
    ] as const;
    expect(reasons([fair('weak', 'u')], both, ['t', 't'])).toBe(undefined);
    expect(reasons([fair('strong', 'u')], [['t', 'u'], ['t']], ['t', 't'])).toBe(undefined);
  });

  it('does not list many that do not matter', () => {
    const many = ['1', '2', '3', '4', '5', '6', '7'].map((timer) => fair('strong', timer));
    expect(reasons(many, [['t'], ['t']], ['t', 't'])).toEqual([
      'no fair action is enabled anywhere in the cycle',
    ]);
    expect(reasons([fair('weak', 't'), ...many], [['t'], ['t']], ['t', 't'])).toEqual([
      'taken in the cycle: the timeout t at a',
      'no other fair action is enabled anywhere in the cycle',
    ]);
    expect(reasons(many.slice(1), [['t'], ['t']], ['t', 't'])?.[0]).toMatch(
      /^not enabled anywhere in the cycle: the timeout 2 at a, /,
    );
  });
});
