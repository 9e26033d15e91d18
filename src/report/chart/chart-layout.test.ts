import { describe, expect, it } from 'vitest';
import { FaultlineError } from '../../errors.ts';
import { chartLayout } from './chart-layout.ts';
import { lamp, plainEngine } from './samples/lamp.ts';

describe('chartLayout', () => {
  it('has each state in the place that the engine gives it, the words within', async () => {
    const { states, width, height } = await chartLayout(lamp, plainEngine);
    expect([width, height]).toEqual([1001, 600]);
    expect(states.map(({ path }) => path)).toEqual(lamp.states.map(({ path }) => path));
    // The picture, the chart, the dot in which it begins, the mark of the arrow into it, and then this one.
    const off = states.find(({ path }) => path === 'off');
    expect(off?.box).toMatchObject({ x: 400, y: 200 });
    expect(off?.content.lines[0]).toMatchObject({ x: 410, runs: [{ text: 'off' }] });
    expect(off?.content.tags[0]).toMatchObject({ text: 'dark', box: { x: 410 } });
  });

  it('knows what holds others, and what is active together', async () => {
    const { states } = await chartLayout(lamp, plainEngine);
    const holding = states.filter(({ header }) => header !== undefined);
    expect(holding.map(({ path }) => path)).toEqual(['', 'on', 'on.colour']);
    const regions = states.filter(({ isRegion }) => isRegion);
    expect(regions.map(({ path }) => path)).toEqual(['on.colour', 'on.heat']);
  });

  it('has lines from where a state begins, with a dot but for history', async () => {
    const { starts } = await chartLayout(lamp, plainEngine);
    expect(starts.map(({ path, dot }) => [path, dot !== undefined])).toEqual([
      ...[
        ['', true],
        ['on.colour', true],
        ['on.colour.last', false],
      ],
    ]);
  });

  it('has every arrow that leads somewhere, from its source to its target', async () => {
    const { arrows, states } = await chartLayout(lamp, plainEngine);
    expect(arrows.map(({ name }) => name)).toEqual([
      ...['on.fail', 'off.on.press[0]', 'on.after.patience', 'on.heat.always', 'on.onDone'],
    ]);
    const corner = (path: string) => {
      const box = states.find((state) => state.path === path)?.box;
      return box && { x: box.x, y: box.y };
    };
    // The graph for the engine has this one the other way round: it leads back.
    expect(arrows[2]?.points).toEqual([corner('on'), corner('off')]);
    expect(arrows[1]).toMatchObject({ label: { x: 7, y: 8 }, content: { lines: [{ x: 15 }, {}] } });
    // An arrow to its own state goes by its label and back.
    const loop = arrows[3]?.label;
    expect(arrows[3]?.points).toEqual([
      corner('on.heat'),
      ...[loop, loop].map((box) => box && { x: box.x, y: box.y }),
      corner('on.heat'),
    ]);
  });

  it('reports an engine that leaves something out', async () => {
    const lost = chartLayout(lamp, (graph) => Promise.resolve({ id: graph.id }));
    await expect(lost).rejects.toThrow(FaultlineError);
    await expect(lost).rejects.toThrow('FL901');
  });
});
