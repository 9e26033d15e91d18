import { existsSync } from 'node:fs';
import { FaultlineError } from '../../errors.ts';
import type { Theme } from '../../report/svg/theme.ts';
import { traceText } from '../../report/text.ts';
import type { ItfTrace } from '../../trace/itf/itf-trace.ts';
import { replayItf } from '../../trace/itf/replay-itf.ts';
import { anyTraceFromJson } from '../../trace/read-trace.ts';
import { linkIn, type Link } from '../../trace/link/link.ts';
import { traceOfLink } from '../../trace/link/trace-link.ts';
import { replayTrace } from '../../trace/replay.ts';
import { traceToJson, type AboutTrace, type TraceFile } from '../../trace/trace-file.ts';
import type { Trace } from '../../trace/trace.ts';
import { exitCodes } from '../exit-codes.ts';
import { themeOf } from '../formats/theme-option.ts';
import { exchangeFormat, traceFormatOf, type TraceFormat } from '../formats/trace-format.ts';
import { countOption, flagOf, textOption, writtenOption, type Given, type Run } from '../given.ts';
import { modelChoices } from '../model-choices.ts';
import { findSpec, type FoundSpec } from '../spec/find.ts';
import { textOptions } from '../terminal.ts';
import { aboutFile, readText } from './trace-file.ts';

/** A trace that was taken again, and what it shows. */
interface Replayed {
  readonly trace: Trace;
  readonly about: AboutTrace;
}

/** `faultline replay`. */
export const run: Run = async (given) => {
  const format = traceFormatOf(given);
  const theme = themeOf(given, format);
  const link = linkOf(given.argument);
  const replayed = link === undefined ? await replayFile(given) : await replayLink(given, link);
  process.stdout.write(textOf(replayed, { format, theme, given }));
  const { property } = replayed.about;
  return property?.verdict === 'violated' ? exitCodes.violated : exitCodes.holds;
};

/** A link to the lab: it has a `#`, and no file is called so. */
function linkOf(argument: string): Link | undefined {
  const at = argument.indexOf('#');
  return at < 0 || existsSync(argument) ? undefined : linkIn(argument.slice(at));
}

async function replayLink(given: Given, link: Link): Promise<Replayed> {
  await refuseChoices(given);
  const { protocol, spec } = await specOf(link.settings.spec, textOption(given, 'spec'));
  const { trace, violated } = traceOfLink(protocol, link);
  return { trace, about: { spec, property: violated && { ...violated, verdict: 'violated' } } };
}

async function replayFile(given: Given): Promise<Replayed> {
  const path = given.argument;
  const file = await aboutFile(path, () => anyTraceFromJson(readText(path)));
  return 'states' in file ? await replayForeign(given, file) : await replayOwn(given, file);
}

/** A trace that Faultline has written, which says itself of which model it is. */
async function replayOwn(given: Given, file: TraceFile): Promise<Replayed> {
  await refuseChoices(given);
  const { protocol, spec } = await specOf(file.spec, textOption(given, 'spec'));
  const trace = await aboutFile(given.argument, () => replayTrace(protocol, file));
  const { property, verdict } = file;
  const shown = property !== null && verdict !== null ? { ...property, verdict } : undefined;
  return { trace, about: { spec, property: shown } };
}

/** A trace of another tool, whose steps are found by its states. */
async function replayForeign(given: Given, itf: ItfTrace): Promise<Replayed> {
  const hiddenSteps = countOption(given, 'hiddenSteps', 0);
  const named = textOption(given, 'spec');
  if (named === undefined) {
    throw new FaultlineError(
      'FL601',
      `The trace "${given.argument}" was not written by Faultline and does not say of which spec it is.`,
      'say it: --spec <spec>; and choose size, parameters and faults as for `check`.',
    );
  }
  const found = await findSpec(named);
  const choices = await modelChoices(found, given);
  const { trace, violated } = await aboutFile(given.argument, () =>
    replayItf(found.protocol, itf, { ...choices, hiddenSteps }),
  );
  const property = violated && { ...violated, verdict: 'violated' as const };
  return { trace, about: { spec: found.spec, property } };
}

/** Refuses what a trace says itself. */
async function refuseChoices({ options, parameters, known, words, command }: Given): Promise<void> {
  const [unknown] = Object.keys(parameters);
  if (unknown !== undefined) {
    const { unknownOption } = await import('../nearest.ts');
    const name = writtenOption(words, unknown);
    throw unknownOption({ command, name, known: known.map(flagOf) });
  }
  const [chosen] = Object.keys(options).filter((name) => !ownOptions.includes(name));
  if (chosen === undefined) return;
  throw new FaultlineError(
    'FL601',
    `The trace says itself of which model it is: "${writtenOption(words, chosen)}" is for traces of other tools.`,
    'leave it out; or check the spec again with it.',
  );
}

const ownOptions = ['spec', 'format', 'theme', 'json', 'mermaid', 'ascii', 'color'];

interface Shown {
  readonly format: TraceFormat;
  readonly theme: Theme;
  readonly given: Given;
}

function textOf({ trace, about }: Replayed, { format, theme, given }: Shown): string {
  const exchange = exchangeFormat(format, theme);
  if (exchange !== undefined) return exchange.write(trace, about);
  return format === 'json'
    ? `${JSON.stringify(traceToJson(trace, about), undefined, 2)}\n`
    : `${traceText(trace, { ...textOptions(given), property: about.property })}\n`;
}

async function specOf(known: string, named: string | undefined): Promise<FoundSpec> {
  try {
    return await findSpec(named ?? known);
  } catch (error) {
    const isMissing = error instanceof FaultlineError && error.code === 'FL602';
    if (!isMissing || named !== undefined) throw error;
    throw new FaultlineError(
      'FL602',
      `The trace was found with the spec "${known}", which is not there any more.`,
      'go to the folder where it was found, or say where the spec is now: --spec <spec>.',
      { cause: error },
    );
  }
}
