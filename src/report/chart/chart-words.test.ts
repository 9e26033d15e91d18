import { describe, expect, it } from 'vitest';
import { arrowLines, happeningLines, nameLine } from './chart-words.ts';
import { lamp } from './samples/lamp.ts';
import type { Line } from './text-block.ts';

const texts = (lines: readonly Line[]) =>
  lines.map(({ runs }) => runs.map(({ text }) => text).join(''));
const labelOf = (name: string, notes = {}) => {
  const arrow = lamp.arrows.find((one) => one.name === name);
  return arrow && texts(arrowLines(arrow, lamp.arrows, notes));
};
const state = (path: string) => lamp.states.find((one) => one.path === path) ?? lamp.states[0];

describe('arrowLines', () => {
  it('says what an arrow waits for, its guard and its effects', () => {
    expect(labelOf('on.fail')).toEqual(['fail']);
    expect(labelOf('off.on.press[0]')).toEqual(['1. press [hasPower]', '/ glow, hum']);
    expect(labelOf('off.on.press[1]')).toEqual(['2. press [else]', '/ click']);
    expect(labelOf('on.after.patience')).toEqual(['after patience']);
    expect(labelOf('on.heat.always')).toEqual(['always [isCold]']);
    expect(labelOf('on.onDone')).toEqual(['done']);
  });

  it('ends with what was counted', () => {
    expect(labelOf('on.fail', { 'on.fail': '12 times' })).toEqual(['fail', '12 times']);
  });

  it('gives a long guard lines of its own', () => {
    const guard = 'isCold and not isBroken and (isNight or in on.colour.red) and hasPower';
    const arrow = { ...lamp.arrows[0], guard } as (typeof lamp.arrows)[number];
    expect(texts(arrowLines(arrow, [arrow], {}))).toEqual([
      ...['fail', '[isCold and not isBroken and (isNight or in', 'on.colour.red) and hasPower]'],
    ]);
  });
});

describe('happeningLines', () => {
  it('has effects, and the arrows that change no state', () => {
    const off = state('off');
    expect(off && texts(happeningLines(off, lamp.arrows, {}))).toEqual([
      'entry / save "energy"',
      '2. press [else] / click',
    ]);
  });
});

describe('nameLine', () => {
  it('says when states inside are active together', () => {
    const on = state('on');
    expect(on && texts([nameLine(on)])).toEqual(['on  ∥ parallel']);
  });
});
