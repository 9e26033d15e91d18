import { describe, expect, it } from 'vitest';
import { sampleTrace } from '../samples/sample-trace.ts';
import { pictureText } from '../svg/picture.ts';
import { chartLayout } from './chart-layout.ts';
import { chartPicture } from './chart-picture.ts';
import { traceInChart } from './chart-trace.ts';
import { lamp, plainEngine } from './samples/lamp.ts';

const press = (process: string) =>
  ({ kind: 'stimulus', process, event: { type: 'press' } }) as const;
const lit = { on: { colour: 'red', heat: {} } };
const trace = sampleTrace({
  processes: { lamp1: 'off', lamp2: 'off', cat: 'asleep' },
  steps: [
    { action: press('lamp1'), becomes: { state: lit } },
    { action: press('lamp2'), becomes: { state: lit } },
    { action: { kind: 'crash', process: 'lamp2' }, becomes: { state: null, alive: false } },
  ],
});
const part = (process: string, step: number, name: string) =>
  ({ process, step, kind: name.includes('.on.') ? 'transition' : 'state', name }) as const;
const parts = [
  part('lamp1', 0, 'off'),
  part('lamp2', 0, 'off'),
  part('lamp1', 1, 'off.on.press[0]'),
  part('lamp1', 1, 'on'),
  part('lamp2', 2, 'off.on.press[0]'),
  part('cat', 2, 'asleep.on.light'),
];

describe('traceInChart', () => {
  it('marks where the processes of the role are, and the arrows they took', () => {
    const { notes, marks, caption } = traceInChart({ trace, parts, role: 'lamp' });
    expect(notes).toEqual({
      'off.on.press[0]': 'lamp1 in step 1, lamp2 in step 2',
      'on.colour.red': 'here: lamp1',
      'on.heat': 'here: lamp1',
    });
    expect([...(marks.active ?? [])]).toEqual(['on', 'on.colour', 'on.colour.red', 'on.heat']);
    expect([...(marks.taken ?? [])]).toEqual(['off', 'off.on.press[0]', 'on']);
    expect(caption).toBe(
      'Thick: the way of lamp1, lamp2 in the trace, and where it has led after 3 steps; down: lamp2',
    );
  });

  it('stops after a step, and follows a single process', () => {
    const one = traceInChart({ trace, parts, role: 'lamp', process: 'lamp2', step: 1 });
    expect(one.notes).toEqual({ off: 'here: lamp2' });
    expect([...(one.marks.active ?? [])]).toEqual(['off']);
    expect([...(one.marks.taken ?? [])]).toEqual(['off']);
    expect(one.caption).toContain('after 1 of 3 steps');
    const first = traceInChart({ trace, parts, role: 'lamp', step: 0 });
    expect(first.notes).toEqual({ off: 'here: lamp1, lamp2' });
    expect(first.caption).toContain('it has led at first');
  });

  it('says how many more there are where there is no room', () => {
    const many = Array.from({ length: 5 }, (_, step) => part('lamp1', step, 'off.on.press[0]'));
    const { notes } = traceInChart({ trace, parts: many, role: 'lamp', process: 'lamp1' });
    expect(notes['off.on.press[0]']).toBe('at first, in step 1, in step 2, and 1 more');
  });

  it('is drawn in words and thick lines', async () => {
    const { notes, marks, caption } = traceInChart({ trace, parts, role: 'lamp' });
    const layout = await chartLayout(lamp, plainEngine, notes);
    const text = pictureText(chartPicture(layout, marks, caption));
    expect(text).toContain('<g class="state active" data-state="on.colour.red">');
    expect(text).toContain('<g class="arrow taken" data-arrow="off.on.press[0]">');
    expect(text).toContain('>here: lamp1</text>');
  });
});
