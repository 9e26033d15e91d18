/** What XState keeps of an effect or a guard that is a function: its own ones say what they do. */
interface BuiltIn {
  readonly name: string;
  readonly type?: string;
  readonly event?: unknown;
  readonly assignment?: unknown;
  readonly id?: unknown;
  readonly sendId?: unknown;
  readonly guards?: readonly unknown[];
  readonly stateValue?: unknown;
}

/** An effect in a few words: its name, or what it does when it was written in place. */
export function effectText(effect: unknown): string {
  if (typeof effect !== 'function') return namedText(effect);
  const { type, name, event, assignment, sendId } = effect as unknown as BuiltIn;
  switch (type) {
    case 'xstate.assign':
      return isRecord(assignment) ? `assign ${Object.keys(assignment).join(', ')}` : 'assign';
    case 'xstate.raise':
    case 'xstate.emit':
      return [type.slice('xstate.'.length), ...typeOf(event)].join(' ');
    case 'xstate.cancel':
      return typeof sendId === 'string' ? `cancel ${sendId}` : 'cancel';
    case undefined:
      return name === '' || name === 'actions' ? 'a function' : name;
    default:
      return type.replace(/^xstate\./, '');
  }
}

/** Whether an effect starts or stops the timer of an `after`. */
export function isOfTimer(effect: unknown): boolean {
  if (typeof effect !== 'function') return false;
  const { id, sendId } = effect as unknown as BuiltIn;
  return [id, sendId].some((one) => typeof one === 'string' && one.startsWith('xstate.after.'));
}

/** A guard in a few words: its name, those that it combines, or that it is a function. */
export function guardText(guard: unknown): string {
  if (typeof guard !== 'function') return namedText(guard);
  const { name, guards, stateValue } = guard as unknown as BuiltIn;
  const inside = guards?.map((one) => (isCombined(one) ? `(${guardText(one)})` : guardText(one)));
  if (inside !== undefined) {
    return name === 'not' ? `not ${inside.join(' ')}` : inside.join(` ${name} `);
  }
  if (stateValue !== undefined) return `in ${valueText(stateValue)}`;
  // A function written in place bears the name of its key.
  return name === '' || name === 'guard' ? 'a function' : name;
}

function isCombined(guard: unknown): boolean {
  return typeof guard === 'function' && ((guard as Partial<BuiltIn>).guards?.length ?? 0) > 1;
}

/** A name, with the parameters that the chart gives; what a function works out is not known. */
function namedText(named: unknown): string {
  if (typeof named === 'string') return named;
  const { type, params } = named as { readonly type: string; readonly params?: unknown };
  if (params === undefined || typeof params === 'function') return type;
  return `${type}(${isRecord(params) ? fieldsText(params) : valueText(params)})`;
}

function fieldsText(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${valueText(value)}`)
    .join(', ');
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function typeOf(event: unknown): readonly string[] {
  const type = isRecord(event) ? event.type : undefined;
  return typeof type === 'string' ? [type] : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
