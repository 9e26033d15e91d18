import { totalmem } from 'node:os';
import { checkJson } from '../../report/check-json.ts';
import { checkText } from '../../report/check-text.ts';
import type { Theme } from '../../report/svg/theme.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { CheckOptions } from '../../trace/check-options.ts';
import { check, type CheckResult } from '../../trace/check.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { themeOf } from '../formats/theme-option.ts';
import { exchangeFormat, traceFormatOf, type TraceFormat } from '../formats/trace-format.ts';
import { countOption, switchOption, textOption, type Given, type Run } from '../given.ts';
import { heapTest } from '../heap.ts';
import { modelChoices } from '../model-choices.ts';
import { progressLine, progressText } from '../progress-line.ts';
import { makeFolder, replayHint, saveTraces, worstViolation } from '../saved-traces.ts';
import { findSpec } from '../spec/find.ts';
import { textOptions } from '../terminal.ts';
import { checkLevels } from './check-levels.ts';
import { visibly } from './visibly.ts';

/** `faultline check`. */
export const run: Run = async (given) => {
  const limits = limitsOf(given);
  const output = outputOf(given);
  const found = await findSpec(given.argument);
  const choices = await modelChoices(found, given);
  makeFolder(output.folder);
  const faultsMax = countOption(given, 'faultsUpTo', 0);
  if (faultsMax !== undefined) {
    return checkLevels(found, given, { ...choices, ...limits, faultsMax });
  }
  const started = performance.now();
  const result = await checkVisibly(found.protocol, { ...choices, ...limits });
  const seconds = Math.round(performance.now() - started) / 1000;
  print(result, { given, output, seconds, spec: found.spec });
  saveTraces(result, { ...output, spec: found.spec });
  printHint(result, given, output);
  return exitCodeOf(result);
};

function limitsOf(given: Given): CheckOptions {
  return {
    statesMax: countOption(given, 'statesMax'),
    depthMax: countOption(given, 'depthMax'),
    bytesMax: (countOption(given, 'memoryMax') ?? defaultMemoryMiB()) * 2 ** 20,
    keepGoing: switchOption(given, 'keepGoing'),
    search: switchOption(given, 'depthFirst') === true ? 'depth-first' : 'breadth-first',
    shorten: switchOption(given, 'shorten'),
  };
}

/** The rest is for XState, the tables and whatever else runs on the machine. */
const shareOfMemory = 0.6;

function defaultMemoryMiB(): number {
  // What a container may use; 0 or a number beyond the machine when there is no such limit.
  const limit = process.constrainedMemory();
  const bytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return Math.floor((shareOfMemory * bytes) / 2 ** 20);
}

interface Output {
  readonly format: TraceFormat;
  readonly theme: Theme;
  readonly folder: string | undefined;
}

function outputOf(given: Given): Output {
  const format = traceFormatOf(given);
  return { format, theme: themeOf(given, format), folder: textOption(given, 'save') };
}

/** Checks with a line of progress, until the end or Ctrl-C. */
function checkVisibly(protocol: Protocol, options: CheckOptions): Promise<CheckResult> {
  return visibly(progressLine(process.stderr, progressText), (visible) =>
    check(protocol, { ...options, ...visible, isShortOfMemory: heapTest() }),
  );
}

interface Printed {
  readonly given: Given;
  readonly output: Output;
  readonly seconds: number;
  readonly spec: string;
}

function print(result: CheckResult, { given, output, seconds, spec }: Printed): void {
  if (output.format === 'json') {
    const object = checkJson(result, { seconds, spec });
    writeLine(process.stdout, JSON.stringify(object, undefined, 2));
    return;
  }
  const stream = forPeople(output);
  writeLine(stream, checkText(result, { ...textOptions(given, stream), seconds }));
  const worst = worstViolation(result);
  const exchange = exchangeFormat(output.format, output.theme);
  if (exchange !== undefined && worst?.trace !== undefined) {
    writeLine(process.stdout, exchange.write(worst.trace, { spec, property: worst }));
  }
}

/** A trace in a format is for a file or the next program, the verdict for people. */
function forPeople({ format }: Output): NodeJS.WriteStream {
  return exchangeFormat(format) === undefined ? process.stdout : process.stderr;
}

function printHint(result: CheckResult, given: Given, output: Output): void {
  if (output.format === 'json') return;
  const stream = forPeople(output);
  const { columns } = textOptions(given, stream);
  const hint = replayHint(
    result,
    { words: given.words, folder: output.folder, spec: given.argument },
    columns,
  );
  if (hint !== undefined) writeLine(stream, `\n${hint}`);
}

function exitCodeOf({ ending, verdict }: CheckResult): ExitCode {
  if (ending === 'interrupted') return exitCodes.interrupted;
  if (verdict === 'violated') return exitCodes.violated;
  return verdict === 'unknown' ? exitCodes.unknown : exitCodes.holds;
}

function writeLine(stream: NodeJS.WriteStream, text: string): void {
  stream.write(text.endsWith('\n') ? text : `${text}\n`);
}
