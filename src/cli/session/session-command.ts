/** What somebody may say in a session. */
export type SessionCommand =
  | { readonly kind: 'take' | 'begin'; readonly number: number }
  | { readonly kind: 'undo'; readonly steps: number }
  | { readonly kind: 'save'; readonly path: string }
  | { readonly kind: 'list' | 'state' | 'properties' | 'trace' | 'help' | 'quit' }
  | { readonly kind: 'unknown'; readonly problem: string; readonly fix: string };

/** What can be said in a session, for people. */
export const helpText = [
  '  <number>      do what has this number',
  '  list          show again what can be done; an empty line does the same',
  '  undo [n]      take the last step back, or the last n',
  '  state         show the whole state',
  '  properties    show what each property says of the state and of the last step',
  '  trace         show the steps so far',
  '  save <file>   write them to a file for `faultline replay`',
  '  start [n]     begin again, in the n-th initial state',
  '  help          show this',
  '  quit          end; so do Ctrl-D and Ctrl-C',
  '',
  'The first letter is enough, but for save and start: w and b.',
].join('\n');

const names = ['list', 'undo', 'state', 'properties', 'trace', 'save', 'start', 'help', 'quit'];
const letters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ l: 'list', u: 'undo', s: 'state', p: 'properties', t: 'trace' },
    ...{ w: 'save', b: 'start', h: 'help', '?': 'help', q: 'quit' },
  }),
);

/** Reads a line of a session. */
export function commandIn(line: string): SessionCommand {
  const [word = '', ...rest] = line.trim().split(/\s+/);
  const argument = rest.join(' ');
  if (word === '') return { kind: 'list' };
  if (/^\d+$/.test(word) && argument === '') return { kind: 'take', number: Number(word) };
  const name = letters.get(word) ?? word;
  switch (name) {
    case 'undo':
      return counted(name, argument, (steps) => ({ kind: 'undo', steps }));
    case 'start':
      return counted(name, argument, (number) => ({ kind: 'begin', number }));
    case 'save':
      if (argument !== '') return { kind: 'save', path: argument };
      return unknown('"save" needs the name of a file.', 'write `save trace.json`.');
    case 'list':
    case 'state':
    case 'properties':
    case 'trace':
    case 'help':
    case 'quit':
      if (argument === '') return { kind: name };
      return unknown(`"${name}" stands alone, and "${argument}" is too much.`, 'leave it out.');
    default:
      return unknown(`There is no command "${line.trim()}".`, `use a number, ${names.join(', ')}.`);
  }
}

function counted(
  name: string,
  argument: string,
  make: (count: number) => SessionCommand,
): SessionCommand {
  if (argument === '') return make(1);
  if (/^[1-9]\d*$/.test(argument)) return make(Number(argument));
  const problem = `"${name}" has the argument "${argument}".`;
  return unknown(problem, 'give a whole number, 1 or more, or none.');
}

function unknown(problem: string, fix: string): SessionCommand {
  return { kind: 'unknown', problem, fix };
}
