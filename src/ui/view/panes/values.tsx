/** Values by name, and what those were before that have changed. */
export interface ValuesProps {
  readonly values: readonly (readonly [name: string, value: unknown])[];
  readonly before: ReadonlyMap<string, unknown>;
}

/** Values by name; those that have changed are marked, and say what they were. */
export function Values({ values, before }: ValuesProps) {
  if (values.length === 0) return null;
  return (
    <dl class="values">
      {values.map(([name, value]) => (
        <div key={name} class={before.has(name) ? 'changed' : ''}>
          <dt>{name}</dt>
          <dd>
            {before.has(name) && (
              <>
                <span aria-hidden="true">± </span>
                <del>{valueText(before.get(name))}</del>{' '}
              </>
            )}
            {valueText(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function valueText(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
