import type { Action } from '../../system/action.ts';
import { classText, isOfClass, type ProcessFairness } from './fair-classes.ts';

/** The cycle of a lasso: the states it passes, and the actions between them. */
export interface CycleSeen {
  /** One state at least. */
  readonly states: readonly Int32Array[];
  /** One for each state; none when the behavior stays in the only state. */
  readonly actions: readonly Action[];
  /** What is enabled in a state, steps that change nothing included. */
  readonly enabledIn: (slots: Int32Array) => readonly Action[];
}

/**
 * Why a cycle is fair, in a sentence for each fairness that is not beside the point; looked up in the
 * cycle itself, whatever found it.
 *
 * @returns undefined when the cycle is not fair.
 */
export function fairReasons(
  fairness: readonly ProcessFairness[],
  { states, actions, enabledIn }: CycleSeen,
): readonly string[] | undefined {
  const enabled = states.map(enabledIn);
  if (enabled.every((there) => there.length === 0)) return ['nothing is enabled there'];
  const reasons = fairness.map((one) => ({
    one,
    reason: reasonFor(one, actions, enabled),
  }));
  if (reasons.some(({ reason }) => reason === undefined)) return undefined;
  if (reasons.length === 0) return ['no fairness is declared'];
  return (['taken', 'paused', 'never'] as const).flatMap((reason) => {
    const texts = reasons.filter((each) => each.reason === reason).map(({ one }) => classText(one));
    if (texts.length === 0) return [];
    if (reason === 'never' && texts.length > neverMax) {
      const other = texts.length < reasons.length ? ' other' : '';
      return [`no${other} fair action is enabled anywhere in the cycle`];
    }
    return [`${reasonTexts[reason]}: ${texts.join(', ')}`];
  });
}

/** So many classes that do not matter are listed one by one. */
const neverMax = 6;

type Reason = 'taken' | 'paused' | 'never';

const reasonTexts: Readonly<Record<Reason, string>> = {
  taken: 'taken in the cycle',
  paused: 'not enabled somewhere in the cycle',
  never: 'not enabled anywhere in the cycle',
};

function reasonFor(
  one: ProcessFairness,
  taken: readonly Action[],
  enabled: readonly (readonly Action[])[],
): Reason | undefined {
  const isOfIt = (action: Action) => isOfClass(action, one);
  if (taken.some(isOfIt)) return 'taken';
  const where = enabled.filter((there) => there.some(isOfIt)).length;
  if (where === 0) return 'never';
  return one.kind === 'weak' && where < enabled.length ? 'paused' : undefined;
}
