import { expect, it } from 'vitest';
import { commandIn, type SessionCommand } from './session-command.ts';

it.each<[string, SessionCommand]>([
  ['12', { kind: 'take', number: 12 }],
  ['  3 ', { kind: 'take', number: 3 }],
  ['', { kind: 'list' }],
  ['u', { kind: 'undo', steps: 1 }],
  ['undo 4', { kind: 'undo', steps: 4 }],
  ['b', { kind: 'begin', number: 1 }],
  ['start 2', { kind: 'begin', number: 2 }],
  ['w a b.json', { kind: 'save', path: 'a b.json' }],
  ['s', { kind: 'state' }],
  ['p', { kind: 'properties' }],
  ['t', { kind: 'trace' }],
  ['?', { kind: 'help' }],
  ['q', { kind: 'quit' }],
])('reads %j', (line, command) => {
  expect(commandIn(line)).toEqual(command);
});

it.each([
  ['dance', 'There is no command "dance".'],
  ['constructor', 'There is no command "constructor".'],
  ['1 2', 'There is no command "1 2".'],
  ['undo 0', '"undo" has the argument "0".'],
  ['start x', '"start" has the argument "x".'],
  ['save', '"save" needs the name of a file.'],
  ['quit now', '"quit" stands alone, and "now" is too much.'],
])('does not understand %j', (line, problem) => {
  expect(commandIn(line)).toMatchObject({ kind: 'unknown', problem });
});
