import { describe, expect, it } from 'vitest';
import {
  and,
  assign,
  cancel,
  createMachine,
  emit,
  enqueueActions,
  not,
  or,
  raise,
  stateIn,
  type AnyStateMachine,
} from 'xstate';
import { partsOf } from './chart-parts.ts';
import { chartOutline } from './chart-outline.ts';

const chart = createMachine({
  id: 'player',
  initial: 'stopped',
  entry: 'greet',
  on: { '*': '.stopped', eject: { actions: { type: 'log', params: { what: 'eject', at: 1 } } } },
  states: {
    stopped: {
      tags: 'quiet',
      description: 'Nothing is heard.',
      on: {
        'a.b': [
          { guard: { type: 'isIn', params: 'hand' }, target: 'playing' },
          { guard: and(['x', not('y'), or(['z', stateIn('stopped')])]), target: 'playing.back' },
        ],
      },
    },
    playing: {
      type: 'parallel',
      exit: ['stop', function rewind() {}],
      onDone: { target: 'stopped', reenter: true },
      after: { 10: 'stopped', patience: { target: 'playing', actions: () => undefined } },
      states: {
        sound: {
          initial: 'on',
          states: {
            on: { always: { guard: ({ context }) => context !== null, target: 'off' } },
            off: { type: 'final' },
            back: { type: 'history', history: 'deep', target: 'off' },
            again: { type: 'history' },
          },
        },
        back: { type: 'final', entry: [assign({ n: 1 }), raise({ type: 'r' }), cancel('i')] },
      },
    },
  },
}) as AnyStateMachine;

const { id, states, arrows } = chartOutline(chart);
const state = (path: string) => states.find((one) => one.path === path);
const arrow = (name: string) => arrows.find((one) => one.name === name);

describe('chartOutline', () => {
  it('has the states in document order, each within the one around it', () => {
    expect(id).toBe('player');
    expect(states.map(({ path, kind, parent }) => [path, kind, parent])).toEqual([
      ['', 'compound', null],
      ['stopped', 'atomic', ''],
      ['playing', 'parallel', ''],
      ['playing.sound', 'compound', 'playing'],
      ['playing.sound.on', 'atomic', 'playing.sound'],
      ['playing.sound.off', 'final', 'playing.sound'],
      ['playing.sound.back', 'deep history', 'playing.sound'],
      ['playing.sound.again', 'shallow history', 'playing.sound'],
      ['playing.back', 'final', 'playing'],
    ]);
  });

  it('knows where each begins, and where history leads at first', () => {
    expect(state('')?.initial).toBe('stopped');
    expect(state('playing')?.initial).toBeNull();
    expect(state('playing.sound.back')?.initial).toBe('playing.sound.off');
    expect(state('playing.sound.again')?.initial).toBe('playing.sound.on');
  });

  it('has tags, descriptions and effects, without those that run the timers', () => {
    expect(state('stopped')).toMatchObject({ tags: ['quiet'], description: 'Nothing is heard.' });
    expect(state('')?.entry).toEqual(['greet']);
    expect(state('playing')).toMatchObject({ entry: [], exit: ['stop', 'rewind'] });
    expect(state('playing.back')?.entry).toEqual(['assign n', 'raise r', 'cancel i']);
  });

  it('names the arrows as the coverage of a check does', () => {
    const parts = partsOf(chart).filter(({ part }) => part.kind === 'transition');
    expect(arrows.map(({ name }) => name)).toEqual(parts.map(({ part }) => part.name));
  });

  it('says what each arrow waits for, and where it leads', () => {
    expect(arrows.map(({ kind, trigger, source, targets }) => [kind, trigger, source, ...targets]))
      // As XState keeps them: timers after the events.
      .toEqual([
        ['event', '*', '', 'stopped'],
        ['event', 'eject', ''],
        ['event', 'a.b', 'stopped', 'playing'],
        ['event', 'a.b', 'stopped', 'playing.back'],
        ['done', '', 'playing', 'stopped'],
        ['after', '10', 'playing', 'stopped'],
        ['after', 'patience', 'playing', 'playing'],
        ['always', '', 'playing.sound.on', 'playing.sound.off'],
      ]);
    expect(arrow('playing.onDone')?.reenters).toBe(true);
    expect(arrow('playing.after.10')?.reenters).toBe(false);
  });

  it('puts guards and effects into words', () => {
    expect(arrow('stopped.on.a.b[0]')?.guard).toBe('isIn(hand)');
    expect(arrow('stopped.on.a.b[1]')?.guard).toBe('x and not y and (z or in stopped)');
    expect(arrow('playing.sound.on.always')?.guard).toBe('a function');
    expect(arrow('on.eject')?.effects).toEqual(['log(what=eject, at=1)']);
    expect(arrow('playing.after.patience')?.effects).toEqual(['a function']);
  });

  it('names what an effect written in place does', () => {
    const entry = [
      emit({ type: 'y' }),
      emit(() => ({ type: 'z' })),
      enqueueActions(() => undefined),
    ];
    const own = createMachine({ entry }) as AnyStateMachine;
    expect(chartOutline(own).states[0]?.entry).toEqual(['emit y', 'emit', 'enqueueActions']);
  });
});
