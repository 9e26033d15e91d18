import { FaultlineError } from '../errors.ts';
import { modelOf, type ModelChoices } from '../protocol/model.ts';
import { rangeOf, type Parameter } from '../protocol/parameters.ts';
import { failureChoices, faultOptionNames } from './faults/fault-choices.ts';
import { flagOf, refuse, textOption, writtenOption, type Given } from './given.ts';
import type { FoundSpec } from './spec/find.ts';

/**
 * Reads size, parameters, mutation and faults from the command line.
 *
 * A spec may well have a parameter called `crashes`: then `--crashes` is that parameter.
 *
 * @throws FaultlineError `FL601` for an option that neither the command nor the spec has, `FL103` and
 * `FL105` for a size and a mutation that the spec does not have; the errors of `modelOf` for other
 * choices that cannot be made.
 */
export async function modelChoices(found: FoundSpec, given: Given): Promise<ModelChoices> {
  const { protocol } = found;
  const { parameters } = protocol;
  const isParameter = (name: string) => Object.hasOwn(parameters, name);
  const options = Object.entries(given.options);
  const shadowed = options.filter(([name]) => faultOptionNames.includes(name) && isParameter(name));
  const faults = {
    ...given,
    options: Object.fromEntries(options.filter((option) => !shadowed.includes(option))),
  };
  const values = [...Object.entries(given.parameters), ...shadowed];
  const unknown = values.find(([name]) => !isParameter(name));
  if (unknown !== undefined) {
    const { unknownOption } = await import('./nearest.ts');
    const names = [...Object.keys(parameters), ...given.known].map(flagOf);
    const name = writtenOption(given.words, unknown[0]);
    throw unknownOption({ command: given.command, name, known: names, spec: protocol.id });
  }
  const choices = {
    size: await nameIn(protocol.sizes, 'FL103', 'size', given),
    mutation: await nameIn(protocol.mutations, 'FL105', 'mutation', given),
    parameters: Object.fromEntries(
      values.map(([name, value]) => [
        name,
        parameterValue(name, parameters[name] as Parameter, value),
      ]),
    ),
    ...failureChoices(faults),
  };
  await requireModel(found, choices);
  return choices;
}

async function nameIn(
  known: object,
  code: 'FL103' | 'FL105',
  option: 'size' | 'mutation',
  given: Given,
): Promise<string | undefined> {
  const name = textOption(given, option);
  if (name === undefined || Object.hasOwn(known, name)) return name;
  const { didYouMean } = await import('./nearest.ts');
  const names = Object.keys(known);
  const otherwise = names.length === 0 ? 'the spec has none.' : `use ${names.join(', ')}.`;
  throw new FaultlineError(
    code,
    `There is no ${option} "${name}".`,
    didYouMean(name, names, otherwise),
  );
}

/** The command line gives numbers, `true` and texts; the parameter says which of them is meant. */
function parameterValue(name: string, parameter: Parameter, value: unknown): unknown {
  const { kind } = parameter;
  if (Array.isArray(value) || (typeof value === 'boolean' && kind !== 'boolean')) {
    return refuse(name, value, `give ${rangeOf(parameter)} after it.`);
  }
  if (kind === 'choice') return typeof value === 'number' ? String(value) : value;
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

/** The author's own code runs when a model is made: what it throws is the spec's error, not ours. */
async function requireModel({ protocol, spec }: FoundSpec, choices: ModelChoices): Promise<void> {
  try {
    modelOf(protocol, choices);
  } catch (error) {
    const { loadError } = await import('./spec/load-error.ts');
    throw loadError(spec, error, 'set up');
  }
}
