import { isDone, scenarioOf } from '../../adversary/is-done.ts';
import { checking, lessonPlace, type Open } from '../../state/lab.ts';
import { Pane } from '../pane.tsx';

/** What the adversary is to do in this model, and whether it is done. */
export function ScenarioPane({ shown }: { readonly shown: Open }) {
  const scenario = scenarioOf(shown.settings);
  if (scenario === undefined || lessonPlace.value !== undefined) return null;
  const { title, say, hint, moral } = scenario;
  return (
    <Pane id="adversary" title={title}>
      <p>{say}</p>
      {isDone(scenario, shown, checking.value) ? (
        <p class="reached">
          <strong class="good">✓ Done.</strong> {moral}
        </p>
      ) : (
        <details>
          <summary>A hint</summary>
          <p class="hint">{hint}</p>
          <p>Or let the checker show you: “Check every state”.</p>
        </details>
      )}
    </Pane>
  );
}
