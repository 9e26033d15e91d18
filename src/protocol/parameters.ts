import { FaultlineError } from '../errors.ts';

/** A whole number within a range. */
export interface IntegerParameter {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly says?: string;
}

/** A switch. */
export interface BooleanParameter {
  readonly kind: 'boolean';
  readonly default: boolean;
  readonly says?: string;
}

/** One of a few words. */
export interface ChoiceParameter<Choice extends string = string> {
  readonly kind: 'choice';
  readonly choices: readonly Choice[];
  readonly default: Choice;
  readonly says?: string;
}

/** A parameter of a protocol: what it may be and what it is when nobody says. */
export type Parameter = IntegerParameter | BooleanParameter | ChoiceParameter;

/** The parameters of a protocol by name. */
export type ParameterRecord = Readonly<Record<string, Parameter>>;

/** The value that a parameter takes. */
export type ValueOf<P extends Parameter> = P extends IntegerParameter
  ? number
  : P extends BooleanParameter
    ? boolean
    : P extends ChoiceParameter<infer Choice>
      ? Choice
      : never;

/** The values of a record of parameters. */
export type ValuesOf<Ps extends ParameterRecord> = { readonly [K in keyof Ps]: ValueOf<Ps[K]> };

/** Parameter values whose names are not known to the types. */
export type ParameterValues = Readonly<Record<string, number | boolean | string>>;

/**
 * Declares a whole-number parameter.
 *
 * @param range - `min` and `max`, both included; `default` within them; `says`, a line for the help.
 * @throws FaultlineError `FL102` when the default is not a whole number in the range.
 */
export function integer(range: Omit<IntegerParameter, 'kind'>): IntegerParameter {
  const parameter: IntegerParameter = { kind: 'integer', ...range };
  checkedValue('The default', parameter, range.default);
  return parameter;
}

/** Declares a switch, off unless `default` says otherwise. */
export function boolean(options: Partial<Omit<BooleanParameter, 'kind'>> = {}): BooleanParameter {
  return { kind: 'boolean', default: false, ...options };
}

/**
 * Declares a parameter that is one of a few words.
 *
 * @param choices - The words; the first one is the default unless `default` says otherwise.
 * @throws FaultlineError `FL102` when the default is not one of them.
 */
export function choice<const Choice extends string>(
  choices: readonly [Choice, ...Choice[]],
  options: { readonly default?: NoInfer<Choice>; readonly says?: string } = {},
): ChoiceParameter<Choice> {
  const parameter = { kind: 'choice', choices, default: choices[0], ...options } as const;
  checkedValue('The default', parameter, parameter.default);
  return parameter;
}

/**
 * Says in words what a parameter may be, for example `a whole number from 1 to 9`.
 */
export function rangeOf(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'integer':
      return `a whole number from ${parameter.min} to ${parameter.max}`;
    case 'boolean':
      return 'true or false';
    case 'choice':
      return `one of ${parameter.choices.join(', ')}`;
  }
}

/**
 * Completes values with the defaults and checks each against its range.
 *
 * @param owner - Who gives the values, for the error: `of size "tiny"`.
 * @throws FaultlineError `FL102` for a name that is not declared or a value out of range.
 */
export function resolveParameters(
  declared: ParameterRecord,
  given: Readonly<Record<string, unknown>>,
  owner?: string,
): ParameterValues {
  const values: Record<string, number | boolean | string> = {};
  for (const [name, parameter] of Object.entries(declared)) values[name] = parameter.default;
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const parameter = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (parameter === undefined) {
      const names = Object.keys(declared);
      throw new FaultlineError(
        'FL102',
        `There is no parameter "${name}".`,
        names.length === 0 ? 'leave it out: this protocol has none.' : `use ${names.join(', ')}.`,
      );
    }
    const place = `The parameter "${name}"${owner === undefined ? '' : ` ${owner}`}`;
    values[name] = checkedValue(place, parameter, value);
  }
  return values;
}

function checkedValue(place: string, parameter: Parameter, value: unknown) {
  if (parameter.kind === 'integer') {
    const isWhole = typeof value === 'number' && Number.isInteger(value);
    if (isWhole && value >= parameter.min && value <= parameter.max) return value;
  } else if (parameter.kind === 'boolean') {
    if (typeof value === 'boolean') return value;
  } else if (typeof value === 'string' && parameter.choices.includes(value)) {
    return value;
  }
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  throw new FaultlineError(
    'FL102',
    `${place} is ${shown}, which is not ${rangeOf(parameter)}.`,
    `give ${rangeOf(parameter)}.`,
  );
}
