import { describe, expect, it } from 'vitest';
import { eventText, labelOf, type Action } from './action.ts';

const vote = { process: 'coordinator', from: 'participant2', message: { type: 'vote', is: 'yes' } };

describe('labelOf', () => {
  it.each<[Action, string]>([
    [{ kind: 'deliver', ...vote }, 'deliver vote(is=yes) participant2 → coordinator'],
    [{ kind: 'drop', ...vote }, 'drop vote(is=yes) participant2 → coordinator'],
    [{ kind: 'duplicate', ...vote }, 'duplicate vote(is=yes) participant2 → coordinator'],
    [
      { kind: 'drop', ...vote, place: 3 },
      'drop vote(is=yes) participant2 → coordinator, number 3 in the queue',
    ],
    [{ kind: 'timeout', process: 'guest', timer: 'patience' }, 'timeout patience at guest'],
    [
      { kind: 'stimulus', process: 'client', event: { type: 'write', value: 7 } },
      'stimulus write(value=7) at client',
    ],
    [{ kind: 'crash', process: 'server1' }, 'crash server1'],
    [{ kind: 'restart', process: 'server1' }, 'restart server1'],
  ])('names %j', (action, label) => {
    expect(labelOf(action)).toBe(label);
  });
});

describe('eventText', () => {
  it.each([
    [{ type: 'prepare' }, 'prepare'],
    [{ type: 'prepare', from: 'a', to: 'b' }, 'prepare'],
    [{ type: 'promise', ballot: 1, value: null }, 'promise(ballot=1, value=null)'],
    [
      { type: 'append', entries: ['x', 2], last: { term: 1 } },
      'append(entries=["x",2], last={"term":1})',
    ],
    [{ type: 'set', on: true, name: '' }, 'set(on=true, name=)'],
  ])('writes %j', (event, text) => {
    expect(eventText(event)).toBe(text);
  });
});
