import { describe, expect, it } from 'vitest';
import type { Change } from '../trace/changes.ts';
import { changedTexts } from './changed-texts.ts';

const change = (field: 'state' | `context.${string}`, after: unknown, process = 'a'): Change => ({
  kind: 'process',
  process,
  field,
  before: undefined,
  after,
});

describe('changedTexts', () => {
  it('says the new state, and what is short of the new context', () => {
    const changes = [
      change('state', { open: 'idle' }),
      change('context.vote', 'yes'),
      change('context.round', 3),
      change('context.leader', null),
    ];
    expect(changedTexts('a', changes)).toEqual({
      monitors: [],
      states: ['[open.idle]'],
      context: ['vote=yes', 'round=3', 'leader=null'],
    });
  });

  it('leaves out lists, long texts, and what becomes of others', () => {
    const changes: Change[] = [
      change('context.log', ['x']),
      change('context.word', 'y'.repeat(20)),
      change('state', 'up', 'b'),
      { kind: 'sent', message: { type: 'm', from: 'a', to: 'b' } },
    ];
    expect(changedTexts('a', changes)).toEqual({ states: [], context: [], monitors: [] });
  });

  it('writes a line break as an escape', () => {
    expect(changedTexts('a', [change('context.word', 'x\ny')]).context).toEqual(['word=x\\ny']);
  });
});
