import { FaultlineError } from '../errors.ts';
import type { Budget } from '../protocol/network.ts';
import type { ExitCode } from './exit-codes.ts';

/** What was given to a command. */
export interface Given {
  /** The name of the command. */
  readonly command: string;
  /** The spec or the file; empty for a command that takes none. */
  readonly argument: string;
  /** Of a command that takes several: all of them. */
  readonly arguments: readonly string[];
  /** The values of the command's own options by name in camelCase; what was not given is left out. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What is no option of the command: parameters of the spec, or mistakes. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The names of the command's own options, in camelCase. */
  readonly known: readonly string[];
  /** Every word after `faultline`, as given. */
  readonly words: readonly string[];
}

/** Does what a command is for. */
export type Run = (given: Given) => Promise<ExitCode>;

/** An option as it is written on the command line: `statesMax` is `--states-max`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/**
 * An option as somebody wrote it: `--Participants`, `-p`.
 *
 * @param words - The command line.
 * @param name - The name that cac made of it.
 */
export function writtenOption(words: readonly string[], name: string): string {
  const plain = (word: string) => word.toLowerCase().replaceAll('-', '').replace(/=.*/s, '');
  const written = words.find((word) => word.startsWith('-') && plain(word) === plain(name));
  return written?.replace(/=.*/s, '') ?? (name.length === 1 ? `-${name}` : flagOf(name));
}

/** Whether a switch is on; `undefined` when nobody said. */
export function switchOption({ options }: Given, name: string): boolean | undefined {
  const value = options[name];
  if (value === undefined || typeof value === 'boolean') return value;
  return refuse(name, value, 'write it without a value.');
}

/** The text given to an option. */
export function textOption({ options }: Given, name: string): string | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return refuse(name, value, 'give one value after it.');
}

/** Several names given to an option, with commas between them. */
export function namesOption(given: Given, name: string): readonly string[] | undefined {
  const text = textOption(given, name);
  if (text === undefined) return undefined;
  const names = text.split(',').map((one) => one.trim());
  if (names.includes('')) return refuse(name, text, 'give names with commas between them.');
  return names;
}

/** The whole number given to an option, `min` or more. */
export function countOption({ options }: Given, name: string, min = 1): number | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  if (Number.isSafeInteger(value) && Number(value) >= min) return Number(value);
  return refuse(name, value, `give a whole number, ${min} or more.`);
}

/** How often a fault may happen: a whole number, 0 or more, or `unbounded`. */
export function budgetOption({ options }: Given, name: string): Budget['max'] | undefined {
  const value = options[name];
  if (value === undefined || value === 'unbounded') return value;
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
  return refuse(name, value, 'give a whole number, 0 or more, or "unbounded".');
}

/** One of a few words given to an option. */
export function choiceOption<Choice extends string>(
  given: Given,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const value = textOption(given, name) ?? choices[0];
  const choice = choices.find((one) => one === value);
  return choice ?? refuse(name, value, `give one of ${choices.join(', ')}.`);
}

/**
 * Refuses what was given to an option.
 *
 * @throws FaultlineError `FL601` always.
 */
export function refuse(name: string, value: unknown, fix: string): never {
  throw new FaultlineError('FL601', `The option "${flagOf(name)}" ${whatIsWrong(value)}.`, fix);
}

function whatIsWrong(value: unknown): string {
  if (Array.isArray(value)) return 'is given more than once';
  if (value === true) return 'has no value';
  return value === false ? 'cannot be switched off' : `has the value ${JSON.stringify(value)}`;
}
