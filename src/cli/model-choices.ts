import { FaultlineError } from '../errors.ts';
import { modelOf, type ModelChoices } from '../protocol/model.ts';
import type { Parameter, ParameterRecord } from '../protocol/parameters.ts';
import {
  budgetOption,
  flagOf,
  switchOption,
  textOption,
  writtenOption,
  type Given,
} from './given.ts';
import type { FoundSpec } from './spec/find.ts';

/** Options that give way to a parameter of the spec with the same name. */
const faultOptions = ['crashes', 'restart', 'drops', 'duplicates'];

/**
 * Reads size, parameters, mutation and faults from the command line.
 *
 * A spec may well have a parameter called `crashes`: then `--crashes` is that parameter.
 *
 * @throws FaultlineError `FL601` for an option that neither the command nor the spec has; the errors
 * of `modelOf` for choices that cannot be made.
 */
export async function modelChoices(found: FoundSpec, given: Given): Promise<ModelChoices> {
  const { protocol } = found;
  const { parameters } = protocol;
  const isParameter = (name: string) => Object.hasOwn(parameters, name);
  const options = Object.entries(given.options);
  const shadowed = options.filter(([name]) => faultOptions.includes(name) && isParameter(name));
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
    size: textOption(given, 'size'),
    mutation: textOption(given, 'mutation'),
    parameters: Object.fromEntries(
      values.map(([name, value]) => [name, parameterValue(parameters, name, value)]),
    ),
    ...networkChoices(faults),
    ...crashChoices(faults),
  };
  await requireModel(found, choices);
  return choices;
}

function networkChoices(given: Given): Pick<ModelChoices, 'network'> {
  const drops = budgetOption(given, 'drops');
  const duplicates = budgetOption(given, 'duplicates');
  return {
    network: {
      ...(drops !== undefined && { loss: { max: drops } }),
      ...(duplicates !== undefined && { duplication: { max: duplicates } }),
    },
  };
}

function crashChoices(given: Given): Pick<ModelChoices, 'faults'> {
  const crashes = budgetOption(given, 'crashes');
  const restart = switchOption(given, 'restart');
  if (crashes === undefined && restart === undefined) return {};
  return {
    faults: {
      crash: {
        ...(crashes !== undefined && { max: crashes }),
        ...(restart !== undefined && { restart }),
      },
    },
  };
}

/** The command line gives numbers, `true` and texts; the parameter says which of them is meant. */
function parameterValue(parameters: ParameterRecord, name: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    throw new FaultlineError(
      'FL601',
      `The parameter "${flagOf(name)}" is given more than once.`,
      'give it once.',
    );
  }
  const { kind } = parameters[name] as Parameter;
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
