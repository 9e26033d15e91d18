import { randomInt } from 'node:crypto';
import type { WalkProgress } from '../../explore/walk/random-walk.ts';
import { counted, grouped } from '../../report/lines/numbers.ts';
import { walkJson } from '../../report/walk/walk-json.ts';
import { walkText } from '../../report/walk/walk-text.ts';
import { walk, type WalkResult } from '../../trace/walk/walk.ts';
import type { WalkOptions } from '../../trace/walk/walk-options.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import {
  choiceOption,
  countOption,
  refuse,
  switchOption,
  textOption,
  type Given,
  type Run,
} from '../given.ts';
import { modelChoices } from '../model-choices.ts';
import { progressLine } from '../progress-line.ts';
import { makeFolder, replayHint, saveTraces } from '../saved-traces.ts';
import { findSpec } from '../spec/find.ts';
import { textOptions } from '../terminal.ts';
import { visibly } from './visibly.ts';

/** `faultline walk`. */
export const run: Run = async (given) => {
  const plan = planOf(given);
  const isJson = switchOption(given, 'json') === true;
  const folder = textOption(given, 'save');
  const found = await findSpec(given.argument);
  const choices = await modelChoices(found, given);
  makeFolder(folder);
  const started = performance.now();
  const result = await visibly(progressLine(process.stderr, progressText), (visible) =>
    walk(found.protocol, { ...choices, ...plan, ...visible }),
  );
  const seconds = Math.round(performance.now() - started) / 1000;
  const text = isJson
    ? JSON.stringify(walkJson(result, { seconds, spec: found.spec }), undefined, 2)
    : textOf(result, given, seconds);
  process.stdout.write(`${text}\n`);
  saveTraces(result, { folder, spec: found.spec });
  return exitCodeOf(result);
};

/** Short enough to be typed again. */
const seedEnd = 1_000_000;

function planOf(given: Given): WalkOptions {
  return {
    seed: countOption(given, 'seed', 0) ?? randomInt(1, seedEnd),
    walks: countOption(given, 'walks'),
    depth: countOption(given, 'depth'),
    faultWeight: weightOption(given, 'faultWeight'),
    guided: choiceOption<'half' | 'all' | 'none'>(given, 'guided', ['half', 'all', 'none']),
    keepGoing: switchOption(given, 'keepGoing'),
    shorten: switchOption(given, 'shorten'),
  };
}

function weightOption({ options }: Given, name: string): number | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value >= 0 && Number.isFinite(value)) return value;
  return refuse(name, value, 'give a number, 0 or more.');
}

/** One line of progress, without colours. */
function progressText({ walks, steps, actions, depth }: WalkProgress, seconds: number): string {
  return [
    counted(walks, 'walk'),
    counted(steps, 'step'),
    counted(actions, 'different action'),
    `depth ${grouped(depth)}`,
    `${grouped(steps / seconds)} steps/s`,
  ].join('  ');
}

function textOf(result: WalkResult, given: Given, seconds: number): string {
  const options = textOptions(given);
  const isSeeded = given.options.seed !== undefined;
  const words = [...given.words, ...(isSeeded ? [] : ['--seed', String(result.seed)])];
  const folder = textOption(given, 'save');
  const hint = replayHint(result, { words, folder, spec: given.argument }, options.columns);
  const text = walkText(result, { ...options, seconds });
  return hint === undefined ? text : `${text}\n\n${hint}`;
}

function exitCodeOf({ ending, verdict }: WalkResult): ExitCode {
  if (ending === 'interrupted') return exitCodes.interrupted;
  return verdict === 'violated' ? exitCodes.violated : exitCodes.holds;
}
