import { describe, expect, it } from 'vitest';
import { payment } from '../samples/payment.ts';
import { onTheWay, sampleTrace, stimulus } from '../samples/sample-trace.ts';
import type { Arrow, Spacetime } from './geometry.ts';
import { spacetime } from './spacetime.ts';

const property = { name: 'safe', kind: 'invariant', says: 'nothing bad happens' } as const;

describe('spacetime', () => {
  const diagram = spacetime(payment({ order: 'unordered' }), property);
  const rowOf = (step: number) => diagram.rows[step - 1]?.y as number;
  const [client = 0, server = 0] = diagram.lanes.map(({ x }) => x);

  it('has a sign of its own for each kind of action', () => {
    expect(diagram.happenings.map(({ mark, label }) => [mark, label.lines.join(' ')])).toEqual([
      ['local', 'buy'],
      ['forked', 'duplicate pay'],
      ['lost', 'drop pay'],
      ['received', 'pay'],
      ['timer', 'timeout retry'],
      ['crash', 'crash'],
      ['restart', 'restart'],
      ['received', 'paid'],
    ]);
  });

  it('draws every message from where it was sent to where it ended', () => {
    const ends = ({ way, end }: Arrow) => [way[0], way.at(-1), end];
    const [lost, copy, paid, open] = diagram.arrows;
    expect(ends(paid as Arrow)).toEqual([
      { x: server, y: rowOf(4) },
      { x: client, y: rowOf(8) },
      'received',
    ]);
    expect(ends(lost as Arrow)[0]).toEqual({ x: client, y: rowOf(1) });
    expect(lost?.way.at(-1)?.y).toBe(rowOf(3));
    expect([copy?.isCopy, copy?.way.at(-1)]).toEqual([true, { x: server, y: rowOf(4) }]);
    expect(open?.label?.lines).toEqual(['pay']);
    expect(open?.says).toBe('pay client → server: sent in step 5, still in flight at the end');
  });

  it('forks a copy off the way of its original', () => {
    const [lost, copy] = diagram.arrows;
    const [from, to] = lost?.way as Arrow['way'];
    const fork = copy?.way[0];
    expect(fork?.y).toBe(rowOf(2));
    const slope = ((to?.x ?? 0) - (from?.x ?? 0)) / ((to?.y ?? 0) - (from?.y ?? 0));
    expect(fork?.x).toBeCloseTo((from?.x ?? 0) + slope * (rowOf(2) - rowOf(1)));
    expect(diagram.happenings[1]).toMatchObject({ ...fork, lane: undefined });
  });

  it('shows what changes in chips on the lane, and when a process is down', () => {
    expect(diagram.happenings.map(({ chips }) => chips.map(({ text }) => text))).toEqual([
      ['idle → waiting', 'cents = 5'],
      ...[[], [], ['ready → open.busy'], [], [], ['ready']],
      ['waiting → done', 'cents 5 → 0'],
    ]);
    expect(diagram.lanes[1]?.stretches.map(({ is }) => is)).toEqual(['up', 'down', 'up']);
    expect(diagram.lanes[1]?.stretches[1]).toMatchObject({ top: rowOf(6), bottom: rowOf(7) });
    expect(diagram.lanes.map(({ final }) => final?.text)).toEqual(['done', 'ready']);
  });

  it('says what the trace shows, and marks the step', () => {
    expect(textsOf(diagram)).toEqual([
      'A sample',
      'violated after step 8: nothing bad happens (safe)',
    ]);
    expect(diagram.rows.filter(({ isShown }) => isShown).map(({ step }) => step)).toEqual([8]);
  });

  it('draws one that ends where it begins', () => {
    const empty = spacetime(sampleTrace({ processes: { a: 's' }, steps: [] }), property);
    expect(empty.rows).toEqual([]);
    expect(empty.height).toBeGreaterThan(empty.body.bottom);
  });
});

describe('a message that is never received', () => {
  const after = (count: number) =>
    spacetime(
      sampleTrace({
        processes: { a: 's', b: 's' },
        steps: [
          { action: stimulus('go', 'a'), inFlight: [{ type: 'm', from: 'a', to: 'b' }] },
          ...Array.from({ length: count }, () => ({ action: stimulus('wait', 'a') })),
        ],
      }),
    );

  it('is a line to the end, and a short one in a long trace', () => {
    const [soon, late] = [after(12), after(13)];
    expect(soon.arrows.map(({ label, way }) => [label?.lines[0], way.at(-1)?.y])).toEqual([
      ['m', soon.rows.at(-1)?.y],
    ]);
    expect(late.rows.every(({ step }) => step !== undefined)).toBe(true);
    expect(late.arrows.map(({ end, label }) => [end, label])).toEqual([['inFlight', undefined]]);
    expect(late.arrows[0]?.way.at(-1)?.y).toBeLessThan(late.rows[0]?.bottom ?? 0);
    expect(textsOf(late).at(-1)).toBe(
      '1 message was sent long before the end and not received: a short dashed line stands for it.',
    );
  });
});

describe('a partition', () => {
  it('stands between the lanes that it separates, until it heals', () => {
    const trace = sampleTrace({
      processes: { a: 's', b: 's', c: 's' },
      steps: [
        { action: { kind: 'partition', groups: [['a', 'b'], ['c']], oneWay: false } },
        { action: { kind: 'tick' } },
        { action: { kind: 'heal' } },
        { action: { kind: 'tick' } },
      ],
    });
    const { cuts, lanes, rows, happenings } = spacetime(trace);
    const [, b = 0, c = 0] = lanes.map(({ x }) => x);
    expect(cuts).toHaveLength(1);
    const { x, width, y, height } = cuts[0] as (typeof cuts)[0];
    expect([x + width / 2, y, y + height]).toEqual([(b + c) / 2, rows[0]?.y, rows[2]?.y]);
    expect(happenings.map(({ label }) => label.lines[0])).toEqual([
      ...['partition a b | c', 'tick 1', 'heal', 'tick 2'],
    ]);
  });

  const cutsOf = (groups: readonly (readonly string[])[]) => {
    const trace = sampleTrace({
      processes: { a: 's', b: 's', c: 's', d: 's' },
      steps: [{ action: { kind: 'partition', groups, oneWay: false } }],
    });
    const { cuts, lanes } = spacetime(trace);
    const between = (x: number) => lanes.filter((lane) => lane.x < x).length;
    return cuts.map(({ x, width, says }) => {
      const on = lanes.find((lane) => lane.x > x && lane.x < x + width)?.process;
      return [on ?? between(x + width / 2), says];
    });
  };

  it('stands around the process that reaches both sides, where it is between them', () => {
    const bridged = 'a b | b c d from step 1, b reaches both sides';
    expect(
      cutsOf([
        ['a', 'b'],
        ['b', 'c', 'd'],
      ]),
    ).toEqual([['b', bridged]]);
    // Who reaches both stands at the side: those that are apart are neighbours.
    expect(
      cutsOf([
        ['a', 'b'],
        ['a', 'c', 'd'],
      ]),
    ).toEqual([[2, 'a b | a c d from step 1']]);
    // Two in no group reach everybody.
    expect(cutsOf([['a'], ['d']]).map(([on]) => on)).toEqual(['b', 'c']);
    // Every other one.
    expect(
      cutsOf([
        ['a', 'c'],
        ['b', 'd'],
      ]).map(([on]) => on),
    ).toEqual([1, 2, 3]);
  });

  it('loses what it cuts off, each message with its name', () => {
    const messages = ['m', 'n'].map((type) => ({ type, from: 'a', to: 'b' }));
    const trace = sampleTrace({
      processes: { a: 's', b: 's' },
      steps: [
        { action: stimulus('go', 'a'), inFlight: messages },
        { action: { kind: 'partition', groups: [['a'], ['b']], oneWay: false }, inFlight: [] },
      ],
    });
    const { arrows, rows } = spacetime(trace);
    expect(arrows.map(({ end, label }) => [end, label?.lines[0]])).toEqual([
      ['lost', 'm'],
      ['lost', 'n'],
    ]);
    const heights = arrows.map(({ way }) => way.at(-1)?.y ?? 0);
    expect(heights[0]).toBeGreaterThan(rows[1]?.y ?? 0);
    expect(heights[1]).toBeGreaterThan(heights[0] ?? 0);
    expect(heights[1]).toBeLessThan(rows[1]?.bottom ?? 0);
  });
});

describe('a message to oneself', () => {
  it('leaves the lane and comes back', () => {
    const own = { type: 'm', from: 'a', to: 'a' };
    const trace = sampleTrace({
      processes: { a: 's' },
      steps: [
        { action: stimulus('go', 'a'), inFlight: [own] },
        { action: onTheWay('deliver', 'm', 'a', 'a'), inFlight: [own] },
      ],
    });
    const { arrows, lanes } = spacetime(trace);
    const x = lanes[0]?.x ?? 0;
    expect(arrows[0]?.way.map((point) => point.x - x)).toEqual([0, 22, 22, 0]);
    expect(arrows[1]?.way.map((point) => point.x - x)).toEqual([0, 22, 22]);
  });
});

describe('a cycle', () => {
  const steps = [1, 2, 3, 4].map((n) => ({ action: stimulus(`go${n}`, 'a') }));
  const cyclic = (start: number) =>
    spacetime({
      ...sampleTrace({ processes: { a: 's', b: 's' }, steps }),
      cycle: { start, fairBecause: ['nothing else is enabled'] },
    });

  it('has a band of its own, and a way from its end back to its beginning', () => {
    const { bands, rows, numbersRight } = cyclic(2);
    expect(bands.map(({ kind, y, height }) => [kind, y, y + height])).toEqual([
      ['stem', rows[0]?.top, rows[1]?.bottom],
      ['cycle', rows[2]?.top, rows[3]?.bottom],
    ]);
    const back = bands[1]?.back ?? [];
    expect([back[0]?.y, back.at(-1)?.y]).toEqual([rows[3]?.y, rows[2]?.y]);
    expect(Math.max(...back.map(({ x }) => x))).toBeLessThan(numbersRight);
    expect(rows.map(({ isInCycle }) => isInCycle)).toEqual([false, false, true, true]);
  });

  it('has a row of its own when nothing happens any more', () => {
    const { bands, rows } = cyclic(4);
    expect(rows.at(-1)).toMatchObject({ step: undefined, isInCycle: true });
    expect(bands[1]?.label.lines).toEqual(['for ever: nothing happens any more']);
    expect(textsOf(cyclic(4))).toEqual([
      'A sample',
      'nothing happens any more after step 4',
      'fair: nothing else is enabled',
    ]);
  });

  it('may be all there is', () => {
    expect(cyclic(0).bands.map(({ kind }) => kind)).toEqual(['cycle']);
  });
});

function textsOf({ heading }: Spacetime): readonly string[] {
  return heading.map(({ label }) => label.lines.join(' '));
}
