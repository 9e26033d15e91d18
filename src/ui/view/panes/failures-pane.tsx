import { selectedNode } from '../../session/session.ts';
import { enabledHere } from '../../state/deeds.ts';
import type { Open } from '../../state/lab.ts';
import { failuresOf, leftText, whyNone, type Failure } from '../../words/failures.ts';
import { ActionButton } from './action-button.tsx';
import { Pane } from '../pane.tsx';

/** What may go wrong, and how often still. */
export function FailuresPane({ shown }: { readonly shown: Open }) {
  const { stepper, session } = shown;
  const failures = failuresOf(stepper.model, stepper.view(selectedNode(session).slots).faults);
  return (
    <Pane id="failures" title="Failures" keyName="F">
      {failures.length === 0 && <p class="quiet">In this model nothing fails.</p>}
      {failures.map((failure) => (
        <FailureKind key={failure.kind} failure={failure} shown={shown} />
      ))}
    </Pane>
  );
}

function FailureKind({ failure, shown }: { readonly failure: Failure; readonly shown: Open }) {
  const steps = enabledHere(shown)
    .map((step, choice) => ({ step, choice }))
    .filter(({ step }) => step.action.kind === failure.kind);
  return (
    <div class="failure" data-kind={failure.kind}>
      <h3>
        {failure.title} <span class="left-over">{leftText(failure)}</span>
      </h3>
      {steps.length === 0 && <p class="quiet">Not now: {whyNone(failure)}.</p>}
      <ul class="actions">
        {steps.map(({ step, choice }) => (
          <li key={choice}>
            <ActionButton shown={shown} step={step} choice={choice} />
          </li>
        ))}
      </ul>
    </div>
  );
}
