import { resolve } from 'node:path';
import type { PlannedFile, Question, Selection } from 'faultline/docgen';
import { counted, grouped } from '../../report/lines/numbers.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import {
  countOption,
  namesOption,
  switchOption,
  textOption,
  type Given,
  type Run,
} from '../given.ts';
import { versionText } from '../declarations/version.ts';
import { progressLine } from '../progress-line.ts';
import { makeFolder } from '../saved-traces.ts';
import { findSpec, type FoundSpec } from '../spec/find.ts';
import { visibly } from './visibly.ts';

/** Sizes with more states are told as far as so many of them go. */
const defaultStatesMax = 200_000;

/** `faultline docs`. */
export const run: Run = async (given) => {
  const folder = textOption(given, 'out') ?? 'docs';
  const compares = switchOption(given, 'check') === true;
  const statesMax = countOption(given, 'statesMax') ?? defaultStatesMax;
  const selection = {
    sizes: namesOption(given, 'size'),
    mutations: namesOption(given, 'mutation'),
  };
  const found: FoundSpec[] = [];
  for (const spec of given.arguments) found.push(await findSpec(spec));
  if (!compares) makeFolder(folder);
  let code: ExitCode = exitCodes.holds;
  for (const one of found) {
    const { files, interrupted, ...counts } = await documented(one, {
      folder,
      statesMax,
      selection,
      writes: !compares,
    });
    if (interrupted) {
      process.stderr.write(
        `Interrupted: ${counted(counts.checked, 'check')} of ${one.spec} kept for the next time.\n`,
      );
      return exitCodes.interrupted;
    }
    const stale = files.filter(({ state }) => state !== 'same');
    process.stdout.write(`${summary(one.spec, counts, { stale, files, folder, compares })}\n`);
    if (compares && stale.length > 0) code = exitCodes.violated;
  }
  if (code !== exitCodes.holds)
    process.stderr.write(`\nTo bring them up to date:\n  ${again(given)}\n`);
  return code;
};

interface Wanted {
  readonly folder: string;
  readonly statesMax: number;
  readonly selection: Selection;
  readonly writes: boolean;
}

async function documented({ protocol, spec, file, readme }: FoundSpec, wanted: Wanted) {
  // By its public name: the documentation is a library of its own.
  const { documentProtocol } = await import('faultline/docgen');
  const line = progressLine<readonly [Question, number]>(
    process.stderr,
    ([{ name }, distinct]) => `${spec}: ${name}  ${grouped(distinct)} distinct`,
  );
  return visibly(line, ({ signal, pause, onProgress }) =>
    documentProtocol({
      ...wanted,
      protocol,
      spec,
      file,
      readme,
      versions: [versionText().trim()],
      onProgress: (question, distinct) => onProgress([question, distinct]),
      signal,
      pause,
    }),
  );
}

interface Outcome {
  readonly stale: readonly PlannedFile[];
  readonly files: readonly PlannedFile[];
  readonly folder: string;
  readonly compares: boolean;
}

function summary(
  spec: string,
  { checked, known }: { readonly checked: number; readonly known: number },
  { stale, files, folder, compares }: Outcome,
): string {
  const checks = `${counted(checked, 'check')} made, ${known} known`;
  const page = files[0] === undefined ? '' : resolve(folder, files[0].path);
  if (stale.length === 0) return `${spec}: up to date (${checks}).`;
  const which = compares
    ? `out of date: ${stale.map(({ path }) => path).join(', ')}`
    : `${counted(stale.length, 'file')} of ${files.length} written, ${relativeTo(page)}`;
  return `${spec}: ${which} (${checks}).`;
}

function relativeTo(path: string): string {
  const here = `${process.cwd()}/`;
  return path.startsWith(here) ? path.slice(here.length) : path;
}

function again({ words }: Given): string {
  return ['faultline', ...words.filter((word) => word !== '--check')].join(' ');
}
