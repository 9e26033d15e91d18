import type { Enabled } from '../../../trace/simulation/stepper.ts';
import { leadsBackTo } from '../../session/selectors.ts';
import { act, shownOrder } from '../../state/deeds.ts';
import type { Open } from '../../state/lab.ts';
import { effectsOf, sentenceOf } from '../../words/sentences.ts';

/** A step that can be taken. */
export interface ActionButtonProps {
  readonly shown: Open;
  readonly step: Enabled;
  /** Its place among all enabled actions, counted from 0. */
  readonly choice: number;
}

/** A step that can be taken: what happens, and what it would change. */
export function ActionButton({ shown, step, choice }: ActionButtonProps) {
  const isIdle = step.changes.length === 0;
  const key = shownOrder(shown).indexOf(choice) + 1;
  const back = isIdle ? undefined : leadsBackTo(shown.session, step);
  return (
    <button
      type="button"
      class="action"
      data-label={step.label}
      data-kind={step.action.kind}
      onClick={() => act(choice)}
    >
      {key <= 9 && <kbd aria-hidden="true">{key}</kbd>}
      <span>
        <span class="what">{sentenceOf(step.action)}</span>
        <span class="effect">
          {isIdle ? '= ' : ''}
          {effectsOf(step).join('; ')}
        </span>
        {back !== undefined && <span class="effect">↺ back to the state of step {back}</span>}
      </span>
    </button>
  );
}
