import { commands } from './commands.ts';
import type { CommandDeclaration } from './declarations/declaration.ts';

/** The help of one command, or of `faultline` itself. */
export function helpText(command: CommandDeclaration | undefined): string {
  return (command === undefined ? generalHelp() : commandHelp(command)).join('\n') + '\n';
}

function generalHelp(): readonly string[] {
  return [
    'Faultline checks distributed protocols written as XState statecharts.',
    '',
    'Usage',
    '  faultline <command> [options]',
    '',
    'Commands',
    ...columns(commands.map((command) => [usageOf(command), command.says])),
    '',
    'Options',
    ...columns([
      ['-h, --help', 'print this help; after a command, its own'],
      ['-v, --version', 'print the version'],
    ]),
    '',
    'Example',
    '  faultline check two-phase-commit --size tiny',
  ];
}

function commandHelp(command: CommandDeclaration): readonly string[] {
  return [
    command.says,
    '',
    'Usage',
    `  faultline ${usageOf(command)} [options]`,
    ...command.sections.flatMap(({ title, options }) => [
      '',
      title,
      ...columns(options.map(({ flags, says }) => [flags, says])),
    ]),
    ...(command.notes.length === 0 ? [] : ['', ...command.notes]),
    '',
    command.examples.length === 1 ? 'Example' : 'Examples',
    ...command.examples.map((example) => `  ${example}`),
  ];
}

function usageOf({ name, argument }: CommandDeclaration): string {
  return argument === undefined ? name : `${name} ${argument}`;
}

function columns(rows: readonly (readonly [left: string, right: string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) =>
    right.split('\n').map((line, index) => `  ${(index === 0 ? left : '').padEnd(width)}  ${line}`),
  );
}
