import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cannotWrite } from '../errors.ts';
import type { Theme } from '../report/svg/theme.ts';
import type { CheckResult } from '../trace/check.ts';
import { traceToJson } from '../trace/trace-file.ts';
import type { PropertyResult } from '../trace/verdict.ts';
import { fold } from './fold.ts';
import { labHint } from './lab/lab-link.ts';
import { exchangeFormat, type TraceFormat } from './formats/trace-format.ts';

/** What a check or random walks established. */
type Established = Pick<CheckResult, 'model' | 'properties'>;

/**
 * Makes the folder for traces before a check that may take long, so that it does not end in vain.
 *
 * @throws FaultlineError `FL604` when it cannot be made or written to.
 */
export function makeFolder(folder: string | undefined): void {
  if (folder === undefined) return;
  writing(folder, () => {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  });
}

/** Where traces are saved, and what they say of their spec. */
export interface Saving {
  /** Made by {@link makeFolder}; `undefined` when nothing is to be written. */
  readonly folder: string | undefined;
  /** When this is the format of another program, there is a file in it too. */
  readonly format?: TraceFormat | undefined;
  /** Of a picture. */
  readonly theme?: Theme | undefined;
  readonly spec: string;
}

/**
 * Writes every counterexample and witness of a check to a file of its own.
 *
 * @throws FaultlineError `FL604` when a file cannot be written.
 */
export function saveTraces(result: Established, { folder, format, theme, spec }: Saving): void {
  if (folder === undefined) return;
  const exchange = exchangeFormat(format ?? 'json', theme);
  const write = (property: PropertyResult, extension: string, text: string) => {
    const path = join(folder, fileName(result, property, extension));
    writing(path, () => writeFileSync(path, text));
  };
  for (const property of result.properties) {
    const { trace } = property;
    if (trace === undefined) continue;
    const about = { spec, property };
    write(property, 'json', `${JSON.stringify(traceToJson(trace, about), undefined, 2)}\n`);
    if (exchange !== undefined) {
      write(property, exchange.extension, exchange.write(trace, about));
    }
  }
}

/** Writes a file, and says so in one error when that is not possible. */
export function writing(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** The violation that matters most: one that nobody expected, if there is any. */
export function worstViolation({ properties, model }: Established): PropertyResult | undefined {
  const violated = properties.filter(({ verdict }) => verdict === 'violated');
  const declared = model.protocol.expectationsFor(model.parameters);
  return violated.find(({ name }) => declared[name] === undefined) ?? violated[0];
}

/**
 * The commands by which a violation is shown again, ready to be copied into a shell, and the link to it.
 *
 * @param given - The command line, the folder to which the traces were saved, if any, and the spec as it was named.
 * @returns `undefined` when nothing is violated.
 */
export function replayHint(
  result: Established,
  given: {
    readonly words: readonly string[];
    readonly folder: string | undefined;
    readonly spec: string;
  },
  columns: number,
): string | undefined {
  const property = worstViolation(result);
  if (property?.trace === undefined) return undefined;
  const { words, folder, spec } = given;
  const save = ['faultline', ...words, '--save', 'traces'];
  const path = join(folder ?? 'traces', fileName(result, property));
  const replay = ['faultline', 'replay', path];
  const commands = folder === undefined ? [save, replay] : [replay];
  const lines = commands.flatMap((command) => indented(command, columns));
  const violated = result.properties.filter(
    ({ verdict, trace }) => verdict === 'violated' && trace !== undefined,
  );
  const inLab = labHint(violated, spec);
  return ['To see it again:', ...lines, ...(inLab === undefined ? [] : ['', inLab])].join('\n');
}

/** A command on a line of its own; where it does not fit, the shell reads on after a backslash. */
function indented(command: readonly string[], columns: number): readonly string[] {
  const lines = fold(command.map(quoted), columns - '    '.length - ' \\'.length);
  return lines.map((line, index) => {
    const goesOn = index < lines.length - 1;
    return `  ${index === 0 ? '' : '  '}${line}${goesOn ? ' \\' : ''}`;
  });
}

function fileName({ model }: Established, { name }: PropertyResult, extension = 'json'): string {
  const { protocol, mutation } = model;
  return [protocol.id, mutation, name, extension].filter((part) => part !== undefined).join('.');
}

/** A word as a shell reads it back. */
function quoted(word: string): string {
  return /^[\w./:=@%+,#-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
