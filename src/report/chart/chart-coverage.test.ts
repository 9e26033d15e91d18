import { describe, expect, it } from 'vitest';
import type { ExploredSteps } from '../../trace/exercise/explored-steps.ts';
import { pictureText } from '../svg/picture.ts';
import { coverageOf } from './chart-coverage.ts';
import { chartLayout } from './chart-layout.ts';
import { chartPicture } from './chart-picture.ts';
import { lamp, plainEngine } from './samples/lamp.ts';

const explored = {
  model: { protocol: { id: 'lamps' }, size: undefined } as unknown as ExploredSteps['model'],
  complete: false,
  distinctStates: 2000,
  messages: [],
  fields: [],
  parts: [
    { role: 'lamp', kind: 'state', name: 'broken', count: 0 },
    { role: 'lamp', kind: 'state', name: 'off', count: 7 },
    { role: 'lamp', kind: 'transition', name: 'on.fail', count: 0 },
    { role: 'lamp', kind: 'transition', name: 'off.on.press[0]', count: 1500 },
    { role: 'other', kind: 'transition', name: 'off.on.press[0]', count: 0 },
  ],
} satisfies ExploredSteps;

describe('coverageOf', () => {
  const { notes, marks, caption } = coverageOf(explored, 'lamp');

  it('counts the arrows of the role, and tells what never happened', () => {
    expect(notes).toEqual({
      broken: 'never entered',
      'on.fail': 'never taken',
      'off.on.press[0]': '1 500 ×',
    });
    expect([...(marks.never ?? [])]).toEqual(['broken', 'on.fail']);
    expect(caption).toBe(
      'How many of the steps between the first 2 000 states take each arrow (lamps)',
    );
  });

  it('is drawn in words and lines, with what it is about below', async () => {
    const layout = await chartLayout(lamp, plainEngine, notes);
    const plain = chartPicture(layout);
    const picture = chartPicture(layout, marks, caption);
    const text = pictureText(picture);
    expect(text).toContain('<g class="arrow never" data-arrow="on.fail">');
    expect(text).toContain('>never taken</text>');
    expect(text).toContain('>never entered</text>');
    expect(text).toContain(`class="note">${caption}</text>`);
    expect(picture.height - plain.height).toBe(16);
  });
});
