import { levelsJson } from '../../report/levels/levels-json.ts';
import { levelsText } from '../../report/levels/levels-text.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { CheckOptions } from '../../trace/check-options.ts';
import {
  checkFaultLevels,
  type FaultLevels,
  type FaultLevelOptions,
} from '../../trace/search/fault-levels.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { themeOf } from '../formats/theme-option.ts';
import { exchangeFormat, traceFormatOf } from '../formats/trace-format.ts';
import { refuse, textOption, type Given } from '../given.ts';
import { heapTest } from '../heap.ts';
import { progressLine, progressText } from '../progress-line.ts';
import { replayHint, saveTraces } from '../saved-traces.ts';
import { textOptions } from '../terminal.ts';
import { visibly } from './visibly.ts';

/** `faultline check --faults-up-to`. */
export async function checkLevels(
  { protocol, spec }: { readonly protocol: Protocol; readonly spec: string },
  given: Given,
  options: CheckOptions & Pick<FaultLevelOptions, 'faultsMax'>,
): Promise<ExitCode> {
  const format = traceFormatOf(given);
  themeOf(given, format);
  if (exchangeFormat(format) !== undefined) {
    return refuse('format', format, 'with --faults-up-to there is text or json.');
  }
  const started = performance.now();
  const levels = await visibly(progressLine(process.stderr, progressText), (visible) =>
    checkFaultLevels(protocol, { ...options, ...visible, isShortOfMemory: heapTest() }),
  );
  const seconds = Math.round(performance.now() - started) / 1000;
  const folder = textOption(given, 'save');
  const text =
    format === 'json'
      ? JSON.stringify(levelsJson(levels, { spec, seconds }), undefined, 2)
      : forPeople(levels, given, seconds);
  process.stdout.write(`${text}\n`);
  saveTraces(levels, { folder, spec });
  return exitCodeOf(levels);
}

function forPeople(levels: FaultLevels, given: Given, seconds: number): string {
  const options = textOptions(given);
  const folder = textOption(given, 'save');
  const hint = replayHint(
    levels,
    { words: given.words, folder, spec: given.argument },
    options.columns,
  );
  const text = levelsText(levels, { ...options, seconds });
  return hint === undefined ? text : `${text}\n\n${hint}`;
}

function exitCodeOf({ levels, verdict }: FaultLevels): ExitCode {
  if (levels.at(-1)?.ending === 'interrupted') return exitCodes.interrupted;
  if (verdict === 'violated') return exitCodes.violated;
  return verdict === 'unknown' ? exitCodes.unknown : exitCodes.holds;
}
