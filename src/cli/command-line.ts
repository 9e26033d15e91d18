import { cac } from 'cac';
import { FaultlineError } from '../errors.ts';
import { commands } from './commands.ts';
import type { CommandDeclaration } from './declarations/declaration.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { flagOf, writtenOption, type Given } from './given.ts';

/** What to do, as the command line says. */
export interface Chosen {
  readonly run: () => Promise<ExitCode>;
}

/**
 * Reads a command line.
 *
 * @param words - The words after `faultline`.
 * @throws FaultlineError `FL601` for a command or an option that does not exist.
 */
export async function chosenCommand(words: readonly string[]): Promise<Chosen> {
  const { args, options } = parse(words);
  const [name, ...rest] = args;
  if (name === 'help') return helpOn(await find(rest[0]), exitCodes.holds);
  const command = await find(name);
  if (isOn(options.help)) return helpOn(command, exitCodes.holds);
  if (command === undefined) {
    // Nothing was checked: a script that forgot the command must not read it as success.
    return isOn(options.version) ? version() : helpOn(undefined, exitCodes.refused);
  }
  const given = await givenTo(command, rest, options, words);
  return { run: async () => (await command.load()).run(given) };
}

interface ParsedWords {
  readonly args: readonly string[];
  readonly options: { readonly help?: unknown; readonly version?: unknown } & Readonly<
    Record<string, unknown>
  >;
}

function parse(words: readonly string[]): ParsedWords {
  const cli = cac('faultline');
  cli.option('-h, --help', '').option('-v, --version', '').option('--color', '');
  for (const { name, sections } of commands) {
    const command = cli.command(name, '', { ignoreOptionDefaultValue: true });
    for (const { flags } of sections.flatMap(({ options }) => options)) {
      // cac reads `--no-restart` as the switch `restart`, turned off.
      if (!flags.startsWith('--<')) command.option(flags.replace(/^--(\[no-\]|no-)/, '--'), '');
    }
  }
  const { options } = cli.parse(['', '', ...joinNegative(words)], { run: false });
  const args =
    cli.matchedCommandName === undefined ? cli.args : [cli.matchedCommandName, ...cli.args];
  const { '--': after, ...given } = options as Record<string, unknown>;
  const isShort = (name: string) => name === 'h' || name === 'v';
  return {
    args: [...args, ...(after as string[])],
    options: Object.fromEntries(Object.entries(given).filter(([name]) => !isShort(name))),
  };
}

/** cac takes the number of `--participants -1` for an option. */
function joinNegative(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (/^-\d/.test(word) && last?.startsWith('--') === true && !last.includes('=')) {
      joined[joined.length - 1] = `${last}=${word}`;
    } else joined.push(word);
  }
  return joined;
}

async function find(name: string | undefined): Promise<CommandDeclaration | undefined> {
  if (name === undefined) return undefined;
  const command = commands.find((one) => one.name === name);
  if (command !== undefined) return command;
  const names = commands.map((one) => one.name);
  const { didYouMean } = await import('./nearest.ts');
  throw new FaultlineError(
    'FL601',
    `There is no command "${name}".`,
    didYouMean(name, names, `use ${names.join(', ')}; see \`faultline --help\`.`),
  );
}

function isOn(value: unknown): boolean {
  return value !== undefined && value !== false;
}

function helpOn(command: CommandDeclaration | undefined, code: ExitCode): Chosen {
  return print(async () => (await import('./help.ts')).helpText(command), code);
}

function version(): Chosen {
  return print(
    async () => (await import('./declarations/version.ts')).versionText(),
    exitCodes.holds,
  );
}

function print(text: () => Promise<string>, code: ExitCode): Chosen {
  return {
    run: async () => {
      process.stdout.write(await text());
      return code;
    },
  };
}

async function givenTo(
  command: CommandDeclaration,
  args: readonly string[],
  all: Readonly<Record<string, unknown>>,
  words: readonly string[],
): Promise<Given> {
  const named = argumentsOf(command, args);
  const known = optionNames(command);
  const entries = Object.entries(all);
  const parameters = Object.fromEntries(entries.filter(([name]) => !known.includes(name)));
  const unknown = Object.keys(parameters)[0];
  if (unknown !== undefined && !command.takesParameters) {
    const { unknownOption } = await import('./nearest.ts');
    const name = writtenOption(words, unknown);
    throw unknownOption({ command: command.name, name, known: known.map(flagOf) });
  }
  return {
    command: command.name,
    argument: named[0] ?? '',
    arguments: named,
    options: Object.fromEntries(entries.filter(([name]) => known.includes(name))),
    parameters,
    known,
    words,
  };
}

/** The names of a command's own options, in camelCase. */
function optionNames({ sections }: CommandDeclaration): readonly string[] {
  return sections
    .flatMap(({ options }) => options)
    .map(({ flags }) => /--(?:\[no-\]|no-)?([a-z-]+)/.exec(flags)?.[1] ?? '')
    .filter((name) => name !== '')
    .map((name) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()));
}

function argumentsOf(
  { name, argument: wanted }: CommandDeclaration,
  given: readonly string[],
): readonly string[] {
  const most = wanted === undefined ? 0 : wanted.endsWith('…>') ? Infinity : 1;
  const tooMany = given[most];
  if (tooMany !== undefined) {
    throw new FaultlineError(
      'FL601',
      `"${name}" takes ${wanted === undefined ? 'nothing to work on' : `one ${wanted}`}, and "${tooMany}" is one word too many.`,
      `leave it out; or, when it is the value of an option, write --option=${tooMany}.`,
    );
  }
  if (wanted === undefined || wanted.startsWith('[') || given.length > 0) return given;
  throw new FaultlineError(
    'FL601',
    `"${name}" needs a ${wanted}.`,
    `write \`faultline ${name} ${wanted}\`, the ${wanted} before the options; ${whereFrom(wanted)}.`,
  );
}

function whereFrom(wanted: string): string {
  return wanted.startsWith('<spec')
    ? '`faultline list` names the specs'
    : '`faultline check <spec> --save <folder>` writes traces';
}
