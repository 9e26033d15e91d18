import type { FaultChoices, ModelChoices } from '../../protocol/model.ts';
import type { Budget, PartitionShape, Time } from '../../protocol/network.ts';
import {
  budgetOption,
  choiceOption,
  refuse,
  switchOption,
  textOption,
  type Given,
} from '../given.ts';
import { faultOptions, timeOptions } from './fault-options.ts';

/** The names of the options for faults and time, in camelCase. */
export const faultOptionNames: readonly string[] = [...faultOptions, ...timeOptions].map(
  ({ flags }) =>
    flags
      .replace(/^--(\[no-\])?/, '')
      .replace(/ .*/, '')
      .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
);

/**
 * Reads what may fail, and when timers fire, from the command line.
 *
 * @throws FaultlineError `FL601` for a value that an option cannot have.
 */
export function failureChoices(given: Given): Pick<ModelChoices, 'network' | 'faults' | 'time'> {
  return { network: networkChoices(given), faults: faultChoices(given), time: timeChoices(given) };
}

function networkChoices(given: Given): NonNullable<ModelChoices['network']> {
  const budgetFor = (name: string): { budget?: Budget } => {
    const max = budgetOption(given, name);
    return max === undefined ? {} : { budget: { max } };
  };
  const { budget: loss } = budgetFor('drops');
  const { budget: duplication } = budgetFor('duplicates');
  const { budget: reordering } = budgetFor('reorders');
  return {
    ...(loss && { loss }),
    ...(duplication && { duplication }),
    ...(reordering && { reordering }),
  };
}

function faultChoices(given: Given): FaultChoices {
  const crash = chosen({
    max: budgetOption(given, 'crashes'),
    maxEach: wholeOption(given, 'crashesEach'),
    atOnce: wholeOption(given, 'downMax'),
    restart: switchOption(given, 'restart'),
    amnesia: budgetOption(given, 'amnesias'),
    cutsBroadcast: switchOption(given, 'cutBroadcasts'),
  });
  const pause = chosen({ max: budgetOption(given, 'pauses') });
  const partition = chosen({
    max: budgetOption(given, 'partitions'),
    shapes: shapesOption(given),
    messages: wordOption(given, 'partitionMessages', ['held', 'dropped']),
    heal: switchOption(given, 'heal'),
  });
  const drift = chosen({ ticks: wholeOption(given, 'drift') });
  const total = wholeOption(given, 'faultsMax');
  return {
    ...(crash && { crash }),
    ...(pause && { pause }),
    ...(partition && { partition }),
    ...(drift && { drift }),
    ...(total !== undefined && { total }),
  };
}

function timeChoices(given: Given): Partial<Time> {
  return (
    chosen({
      timeouts: wordOption(given, 'timeouts', ['nondeterministic', 'accurate', 'timed']),
      tick: wholeOption(given, 'tick'),
      delayMax: wholeOption(given, 'delayMax'),
    }) ?? {}
  );
}

/** The values that are given; undefined when none is. */
function chosen<Values extends object>(
  values: Values,
): { [Key in keyof Values]?: NonNullable<Values[Key]> } | undefined {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as never);
}

function wholeOption(given: Given, name: string): number | undefined {
  const value = budgetOption(given, name);
  return value === 'unbounded' ? refuse(name, value, 'give a whole number, 0 or more.') : value;
}

function wordOption<Word extends string>(
  given: Given,
  name: string,
  words: readonly [Word, ...Word[]],
): Word | undefined {
  return given.options[name] === undefined ? undefined : choiceOption(given, name, words);
}

const shapes: readonly PartitionShape[] = ['isolated', 'halves', 'oneWay', 'bridge'];

function shapesOption(given: Given): readonly PartitionShape[] | undefined {
  const text = textOption(given, 'partitionShapes');
  return text?.split(',').map((word) => {
    const shape = shapes.find((each) => each === word.trim());
    return shape ?? refuse('partitionShapes', text, `give some of ${shapes.join(',')}.`);
  });
}
