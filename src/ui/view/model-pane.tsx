import type { Parameter } from '../../protocol/parameters.ts';
import { budgetsOf, type BudgetName } from '../../trace/link/settings.ts';
import { choose } from '../state/deeds.ts';
import type { Open } from '../state/lab.ts';
import { Pane } from './pane.tsx';

const budgetWords: Readonly<Record<BudgetName, string>> = {
  loss: 'Messages lost',
  duplication: 'Messages doubled',
  reordering: 'Messages that overtake',
  crash: 'Crashes',
  pause: 'Pauses',
  partition: 'Partitions',
};

/** How large the model is, how much may fail, and what is broken on purpose. */
export function ModelPane({ shown }: { readonly shown: Open }) {
  const { settings, loaded, stepper } = shown;
  const { parameters } = loaded.protocol;
  return (
    <Pane id="model" title="The model">
      <MutationChooser shown={shown} />
      <details>
        <summary>Parameters and budgets</summary>
        {Object.entries(parameters).map(([name, parameter]) => (
          <ParameterField
            key={name}
            name={name}
            parameter={parameter}
            value={String(stepper.model.parameters[name])}
            onChange={(value) => {
              choose({ parameters: { ...settings.parameters, [name]: value } });
            }}
          />
        ))}
        {Object.entries(budgetsOf(stepper.model)).map(([name, max]) => (
          <BudgetField key={name} shown={shown} name={name as BudgetName} max={max} />
        ))}
      </details>
    </Pane>
  );
}

function MutationChooser({ shown: { settings, loaded } }: { readonly shown: Open }) {
  const { mutations } = loaded.protocol;
  if (Object.keys(mutations).length === 0) return null;
  const broken = settings.mutation === undefined ? undefined : mutations[settings.mutation];
  return (
    <>
      <label class="field">
        Break a rule{' '}
        <select
          id="mutation"
          value={settings.mutation ?? ''}
          onChange={({ currentTarget: { value } }) => {
            choose({ mutation: value === '' ? undefined : value });
          }}
        >
          <option value="">none: as it should be</option>
          {Object.entries(mutations).map(([name, { says }]) => (
            <option key={name} value={name}>
              {says}
            </option>
          ))}
        </select>
      </label>
      {broken !== undefined && (
        <p class="broken">
          ✗ Broken on purpose: {broken.says}. Which property falls? Find it by hand, or let the
          checker find it.
        </p>
      )}
    </>
  );
}

interface BudgetFieldProps {
  readonly shown: Open;
  readonly name: BudgetName;
  readonly max: number | 'unbounded';
}

function BudgetField({ shown: { settings }, name, max }: BudgetFieldProps) {
  return (
    <label class="field">
      {budgetWords[name]}{' '}
      <input
        type="number"
        min={0}
        max={99}
        placeholder={max === 'unbounded' ? 'any number' : ''}
        value={max === 'unbounded' ? '' : String(max)}
        onChange={({ currentTarget: { valueAsNumber } }) => {
          if (!Number.isInteger(valueAsNumber) || valueAsNumber < 0) return;
          choose({ budgets: { ...settings.budgets, [name]: valueAsNumber } });
        }}
      />
    </label>
  );
}

interface ParameterFieldProps {
  readonly name: string;
  readonly parameter: Parameter;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ParameterField({ name, parameter, value, onChange }: ParameterFieldProps) {
  const title = parameter.says ?? name;
  if (parameter.kind === 'integer') {
    const { min, max } = parameter;
    return (
      <label class="field" title={title}>
        {name}{' '}
        <input
          type="number"
          {...{ min, max, value }}
          onChange={({ currentTarget }) => {
            onChange(currentTarget.value);
          }}
        />
      </label>
    );
  }
  const choices = parameter.kind === 'boolean' ? ['true', 'false'] : parameter.choices;
  return (
    <label class="field" title={title}>
      {name}{' '}
      <select
        value={value}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    </label>
  );
}
