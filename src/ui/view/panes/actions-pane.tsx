import { signal } from '@preact/signals';
import { isFault } from '../../../system/action-kinds.ts';
import type { Enabled } from '../../../trace/simulation/stepper.ts';
import { enabledHere } from '../../state/deeds.ts';
import type { Open } from '../../state/lab.ts';
import { effectsOf, sentenceOf } from '../../words/sentences.ts';
import { ActionButton } from './action-button.tsx';
import { NotNow } from './not-now.tsx';
import { Pane } from '../pane.tsx';

const filter = signal('');

/** What can be done now, failures aside: a button each. */
export function ActionsPane({ shown }: { readonly shown: Open }) {
  const numbered = enabledHere(shown).map((step, choice) => ({ step, choice }));
  const all = numbered.filter(({ step }) => !isFault(step.action));
  const isLong = all.length > 6;
  const wanted = isLong ? filter.value.toLowerCase() : '';
  const listed = all.filter(({ step }) => textOf(step).toLowerCase().includes(wanted));
  return (
    <Pane id="actions" title="What happens next?" keyName="A">
      {isLong && (
        <input
          id="filter"
          type="search"
          aria-label="Only actions with this text"
          placeholder="filter  /"
          value={filter.value}
          onInput={({ currentTarget }) => (filter.value = currentTarget.value)}
        />
      )}
      {all.length === 0 && (
        <p class="quiet">
          {numbered.length === 0
            ? 'Nothing can happen any more.'
            : 'Nothing but a failure can happen.'}
        </p>
      )}
      <ul class="actions">
        {listed.map(({ step, choice }) => (
          <li key={choice}>
            <ActionButton shown={shown} step={step} choice={choice} />
          </li>
        ))}
      </ul>
      <NotNow shown={shown} />
    </Pane>
  );
}

function textOf(step: Enabled): string {
  return `${sentenceOf(step.action)} ${effectsOf(step).join(' ')}`;
}
