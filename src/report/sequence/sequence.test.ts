import { describe, expect, it } from 'vitest';
import { widthOf } from '../lines/width.ts';
import { payment } from '../samples/payment.ts';
import { onTheWay, sampleTrace, stimulus } from '../samples/sample-trace.ts';
import { plainPalette, type Palette, type TextOptions } from '../text-options.ts';
import { sequenceChart } from './sequence.ts';

const options: TextOptions = { columns: 80, unicode: true, palette: plainPalette };

describe('sequenceChart', () => {
  it('draws an action of every kind', () => {
    expect(sequenceChart(payment({ order: 'fifo' }), options)?.lines).toEqual([
      '            client                server',
      '            [idle]                [ready]',
      ' 1             ● buy                 │',
      '           [waiting]                 │',
      '            cents=5                  │',
      ' 2             ├╌╌ duplicate pay ╌+  │',
      ' 3             ├──── drop pay ────✗  │',
      ' 4             ├──────── pay ───────►│',
      '               │                [open.busy]',
      ' 5             ● timeout retry       │',
      ' 6             │                     ✗ crash',
      ' 7             │                     ↻ restart',
      '               │                  [ready]',
      ' 8             │◄─────── paid ───────┤',
      '            cents=0                  │',
      '            [done]                [ready]',
    ]);
  });

  it('lets a duplicate reach the receiver in a set, where it is delivered at once', () => {
    const fifo = sequenceChart(payment({ order: 'fifo' }), options)?.lines ?? [];
    const set = sequenceChart(payment({ order: 'set' }), options)?.lines ?? [];
    expect(set.filter((line, index) => line !== fifo[index])).toEqual([
      ' 2             ├╌╌╌ duplicate pay ╌╌►│',
    ]);
  });

  it('draws with ASCII characters only, in as few columns as asked', () => {
    const ascii = { ...options, columns: 40, unicode: false };
    expect(sequenceChart(payment({ order: 'fifo' }), ascii)?.lines).toEqual([
      '          client            server',
      '          [idle]            [ready]',
      ' 1           * buy             |',
      '         [waiting]             |',
      '          cents=5              |',
      ' 2           | duplicate pay   |',
      '             |..............+  |',
      ' 3           |-- drop pay --x  |',
      ' 4           |------ pay ----->|',
      '             |            [open.busy]',
      ' 5           * timeout retry   |',
      ' 6           |                 x crash',
      ' 7           |                 ^ restart',
      '             |              [ready]',
      ' 8           |<----- paid -----|',
      '          cents=0              |',
      '          [done]            [ready]',
    ]);
  });

  it('dots the lane of a process that is down', () => {
    const trace = sampleTrace({
      processes: { a: 'up', b: 'up' },
      steps: [
        { action: { kind: 'crash', process: 'b' }, becomes: { state: null, alive: false } },
        { action: stimulus('go', 'a'), becomes: { state: 'gone' } },
      ],
    });
    expect(sequenceChart(trace, options)?.lines).toEqual([
      '          a           b',
      '        [up]        [up]',
      ' 1        │           ✗ crash',
      ' 2        ● go        ┊',
      '       [gone]      [down]',
    ]);
  });

  it('draws a message to oneself on the lane, and an arrow across the lanes between', () => {
    const trace = sampleTrace({
      processes: { a: 's', b: 's', c: 's' },
      steps: [
        { action: onTheWay('deliver', 'self', 'b', 'b') },
        { action: onTheWay('drop', 'self', 'b', 'b') },
        { action: onTheWay('deliver', { type: 'm', n: 1 }, 'c', 'a') },
      ],
    });
    expect(sequenceChart(trace, options)?.lines).toEqual([
      '          a            b            c',
      '         [s]          [s]          [s]',
      ' 1        │            ● self       │',
      ' 2        │            ✗ drop self  │',
      ' 3        │◄──────── m(n=1) ────────┤',
      '         [s]          [s]          [s]',
    ]);
  });
});

describe('a chart in little room', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `node${index + 1}`);
  const ring = (count: number) =>
    sampleTrace({
      processes: Object.fromEntries(ids(count).map((id) => [id, 'idle'])),
      steps: [{ action: onTheWay('deliver', 'token', 'node1', `node${count}`) }],
    });

  it('has a lane for each of 6 processes in 80 columns', () => {
    const chart = sequenceChart(ring(6), options);
    expect(chart?.leftOut).toEqual([]);
    expect(chart?.lines[0]?.trim().split(/ +/)).toEqual(ids(6));
  });

  it('leaves out the processes to which nothing happens when there are more', () => {
    const chart = sequenceChart(ring(7), options);
    expect(chart?.leftOut).toEqual(['node2', 'node3', 'node4', 'node5', 'node6']);
    expect(chart?.lines[0]?.trim().split(/ +/)).toEqual(['node1', 'node7']);
  });

  it('is not drawn when too many processes take part', () => {
    const trace = sampleTrace({
      processes: Object.fromEntries(ids(7).map((id) => [id, 'idle'])),
      steps: ids(7).map((id) => ({ action: stimulus('go', id) })),
    });
    expect(sequenceChart(trace, options)).toBeUndefined();
    expect(sequenceChart(trace, { ...options, columns: 88 })?.leftOut).toEqual([]);
  });

  it('shortens names and states, and keeps the numbers', () => {
    const long = { reconfigurationCoordinator1: 'waitingForVotes', b: 's', c: 's', d: 's', e: 's' };
    const trace = sampleTrace({
      processes: long,
      steps: [{ action: onTheWay('deliver', 'm', 'b', 'c') }],
    });
    expect(sequenceChart(trace, options)?.lines.slice(0, 2)).toEqual([
      '     reconfigura…1        b              c              d              e',
      '    [waitingForV…]       [s]            [s]            [s]            [s]',
    ]);
  });

  it('is not drawn when the shortened names are the same', () => {
    const trace = sampleTrace({
      processes: { participantNorthWest: 's', participantNorthEast: 's', b: 's', c: 's', d: 's' },
      steps: [{ action: stimulus('go', 'b') }],
    });
    expect(sequenceChart(trace, { ...options, columns: 64 })).toBeUndefined();
  });

  it('writes a text above its arrow when it is too long to stand on it', () => {
    const message = { type: 'appendEntries', term: 3, entries: ['x', 'y'] };
    const trace = sampleTrace({
      processes: { a: 's', b: 's', c: 's', d: 's' },
      steps: [{ action: onTheWay('deliver', message, 'a', 'b') }],
    });
    const lines = sequenceChart(trace, { ...options, columns: 60 })?.lines ?? [];
    expect(lines).toEqual([
      '           a             b             c             d',
      '          [s]           [s]           [s]           [s]',
      ' 1      appendEntries(term=3,          │             │',
      '         entries=["x","y"])            │             │',
      '           ├────────────►│             │             │',
      '          [s]           [s]           [s]           [s]',
    ]);
  });

  it('repeats the names below a chart that is longer than a screen', () => {
    const steps = Array.from({ length: 39 }, () => ({ action: stimulus('go', 'a') }));
    const short = sampleTrace({ processes: { a: 's' }, steps: steps.slice(0, 37) });
    const long = sampleTrace({ processes: { a: 's' }, steps: steps.slice(0, 38) });
    expect(sequenceChart(short, options)?.lines).toHaveLength(40);
    expect(sequenceChart(long, options)?.lines).toHaveLength(42);
    expect(sequenceChart(long, options)?.lines.at(-1)?.trim()).toBe('a');
  });
});

describe('the colours of a chart', () => {
  const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
  const tagged: Palette = {
    good: tag('good'),
    bad: tag('bad'),
    warn: tag('warn'),
    dim: tag('dim'),
    strong: tag('strong'),
  };

  it('come from the palette and change nothing but the colour', () => {
    const trace = payment({ order: 'fifo' });
    const colored = sequenceChart(trace, { ...options, palette: tagged })?.lines.join('\n') ?? '';
    expect(colored.replace(/<\/?\w+>/g, '')).toBe(sequenceChart(trace, options)?.lines.join('\n'));
  });

  it('mark what is lost, down and back', () => {
    const lines = sequenceChart(payment({ order: 'fifo' }), { ...options, palette: tagged })?.lines;
    const row = (number: number) => lines?.find((line) => line.includes(`<dim> ${number}`)) ?? '';
    expect(row(2)).toContain('<warn>╌╌ duplicate pay ╌+</warn>');
    expect(row(3)).toContain('<bad>──── drop pay ────✗</bad>');
    expect(row(4)).toContain('──────── pay ───────►');
    expect(row(5)).toContain('<warn>●</warn> <warn>timeout retry</warn>');
    expect(row(6)).toContain('<bad>✗</bad> <bad>crash</bad>');
    expect(row(7)).toContain('<good>↻</good> <good>restart</good>');
  });
});

it('keeps every row within the columns, whatever the texts are', () => {
  const word = 'averyveryverylongwordwithoutanyspaceinit';
  for (const columns of [40, 57, 80]) {
    const trace = sampleTrace({
      processes: { first: word, 'second\n': '投票'.repeat(9), third12345678901234567: 's' },
      steps: [
        { action: stimulus({ type: word, word }, 'first'), becomes: { state: 'x y'.repeat(9) } },
        { action: onTheWay('deliver', { type: word, word }, 'first', 'second\n') },
        {
          action: { kind: 'timeout', process: 'third12345678901234567', timer: `${word} ${word}` },
          becomes: { context: { word: 'short', [word]: 1 } },
        },
        { action: onTheWay('drop', `${word} ${word}`, 'third12345678901234567', 'first') },
      ],
    });
    const lines = sequenceChart(trace, { ...options, columns })?.lines ?? [];
    expect(lines.length).toBeGreaterThan(8);
    expect(lines.filter((line) => widthOf(line) > columns)).toEqual([]);
  }
});
