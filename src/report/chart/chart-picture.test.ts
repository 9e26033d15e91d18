import { describe, expect, it } from 'vitest';
import { pictureText } from '../svg/picture.ts';
import { chartLayout } from './chart-layout.ts';
import { chartPicture, type ChartMarks } from './chart-picture.ts';
import { lamp, plainEngine } from './samples/lamp.ts';

const layout = await chartLayout(lamp, plainEngine);
const drawn = (marks?: ChartMarks) => pictureText(chartPicture(layout, marks), { theme: 'light' });
const groups = (text: string) => text.match(/<g class="[^"]*" data-\w+="[^"]*"/g) ?? [];

describe('chartPicture', () => {
  it('has a group for each state, and two for each arrow: all lines below all labels', () => {
    const classes = groups(drawn()).map((group) => /class="(\w+)/.exec(group)?.[1]);
    expect(classes).toEqual([
      ...lamp.states.map(() => 'state'),
      ...layout.arrows.map(() => 'arrow'),
      ...layout.arrows.map(() => 'pill'),
    ]);
  });

  it('draws what a state is', () => {
    const text = drawn();
    expect(text).toContain('<g class="state container region" data-state="on.colour"');
    expect(text).toContain(
      '<tspan class="word">entry / </tspan><tspan class="plain">save &quot;energy',
    );
    expect(text.match(/class="inner"/g)).toHaveLength(1);
    expect(text.match(/>H\*</g)).toHaveLength(1);
    expect(text.match(/<circle class="dot"/g)).toHaveLength(2);
  });

  it('says in words what it shows', () => {
    expect(chartPicture(layout).title).toBe('Statechart lamp');
    expect(chartPicture(layout).description).toContain('off to on (off.on.press[0])');
  });

  it('marks what is active, what was taken and what never was', () => {
    const marks = {
      active: new Set(['on', 'on.heat']),
      taken: new Set(['off.on.press[0]']),
      never: new Set(['on.fail', 'broken']),
    };
    const marked = groups(drawn(marks)).filter((group) => /active|taken|never/.test(group));
    expect(marked).toEqual([
      '<g class="state container active" data-state="on"',
      '<g class="state region active" data-state="on.heat"',
      '<g class="state never" data-state="broken"',
      '<g class="arrow never" data-arrow="on.fail"',
      '<g class="arrow taken" data-arrow="off.on.press[0]"',
      '<g class="pill never" data-arrow="on.fail"',
      '<g class="pill taken" data-arrow="off.on.press[0]"',
    ]);
  });
});
