import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Network } from '../protocol/network.ts';
import type { TraceProperty } from '../trace/trace-file.ts';
import { widthOf } from './lines/width.ts';
import { onTheWay, sampleTrace, stimulus } from './samples/sample-trace.ts';
import { plainPalette } from './text-options.ts';
import { shownText, traceText, type TraceTextOptions } from './text.ts';

const options: TraceTextOptions = { columns: 80, unicode: true, palette: plainPalette };
const safe: TraceProperty = { name: 'safe', kind: 'invariant', says: 'nothing bad happens' };

describe('shownText', () => {
  it.each([
    ['invariant', 0, 'violated in the initial state: nothing bad happens (safe)'],
    ['invariant', 7, 'violated after step 7: nothing bad happens (safe)'],
    ['stepInvariant', 7, 'violated by step 7: nothing bad happens (safe)'],
    ['deadlockFree', 7, 'violated: stuck after step 7: nothing bad happens (safe)'],
    ['deadlockFree', 0, 'violated: stuck in the initial state: nothing bad happens (safe)'],
    ['reachable', 7, 'true after step 7: nothing bad happens (safe)'],
  ] as const)('says of a property of kind %s after %d steps: %s', (kind, steps, text) => {
    expect(shownText({ ...safe, kind }, steps)).toBe(text);
  });
});

describe('traceText', () => {
  it('ends with what is in flight and what the trace shows', () => {
    const sent = ['b', 'c'].map((to) => ({ type: 'prepare', from: 'a', to }));
    const vote = { type: 'vote', from: 'b', to: 'a', ballot: 1 };
    const trace = sampleTrace({
      processes: { a: 'idle', b: 'idle', c: 'idle' },
      steps: [
        {
          action: stimulus('begin', 'a'),
          becomes: { state: 'waiting' },
          inFlight: [...sent, vote, vote],
        },
      ],
    });
    expect(traceText(trace, { ...options, property: safe })).toBe(
      [
        '          a           b           c',
        '       [idle]      [idle]      [idle]',
        ' 1        ● begin     │           │',
        '      [waiting]    [idle]      [idle]',
        '',
        'Still in flight: prepare a → b, c; vote(ballot=1) b → a (2 times)',
        '✗ violated after step 1: nothing bad happens (safe)',
      ].join('\n'),
    );
  });

  it('marks a witness as good', () => {
    const trace = sampleTrace({ processes: { a: 'idle' }, steps: [] });
    const property: TraceProperty = { name: 'canStart', kind: 'reachable', says: 'it starts' };
    expect(traceText(trace, { ...options, property })).toBe(
      '          a\n       [idle]\n\n✓ true in the initial state: it starts (canStart)',
    );
  });

  it('names what was not received even once where messages stay for ever', () => {
    const messages = ['vote', 'ack'].map((type) => ({ type, from: 'b', to: 'a' }));
    const trace = sampleTrace({
      processes: { a: 'idle', b: 'idle' },
      model: { network: { order: 'set', delivery: 'keeps' } },
      steps: [{ action: onTheWay('deliver', 'vote', 'b', 'a'), inFlight: messages }],
    });
    expect(traceText(trace, options).split('\n').at(-1)).toBe('Sent and not received: ack b → a');
  });

  it('says nothing after the chart when there is nothing to say', () => {
    const trace = sampleTrace({
      processes: { a: 'idle' },
      steps: [{ action: stimulus('go', 'a') }],
    });
    expect(traceText(trace, options).split('\n').at(-1)?.trim()).toBe('[idle]');
  });

  it('names the processes that the chart leaves out', () => {
    const ids = Array.from({ length: 8 }, (_, index) => `node${index + 1}`);
    const trace = sampleTrace({
      processes: Object.fromEntries(ids.map((id) => [id, 'idle'])),
      steps: [{ action: onTheWay('deliver', 'm', 'node1', 'node2') }],
    });
    expect(traceText(trace, options).split('\n').at(-1)).toBe(
      'Nothing happens to node3, node4, node5, node6, node7, node8.',
    );
  });

  it('is a list of steps when there is no room for a chart', () => {
    const ids = Array.from({ length: 7 }, (_, index) => `node${index + 1}`);
    const trace = sampleTrace({
      processes: Object.fromEntries(ids.map((id) => [id, 'idle'])),
      steps: ids.map((id) => ({ action: stimulus('go', id) })),
    });
    expect(traceText(trace, options).split('\n').slice(0, 3)).toEqual([
      '   Initially node1, node2, node3, node4, node5, node6, node7 are idle.',
      ' 1 stimulus go at node1',
      ' 2 stimulus go at node2',
    ]);
  });
});

describe('any trace', () => {
  const text = fc.oneof(
    fc.stringMatching(/^[a-z]{1,12}$/),
    fc.string({ unit: fc.constantFrom(...'aé投💥 \n\u001b7') }),
  );
  const ids = fc.uniqueArray(
    text.filter((id) => !/^\d*$/.test(id)),
    { minLength: 1, maxLength: 8 },
  );
  const network = fc.constantFrom<Network>({ order: 'fifo' }, { order: 'set' });

  // What happens is drawn from three numbers: to whom, from whom, and what.
  const steps = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(5), text), { maxLength: 6 });
  const traces = fc.tuple(ids, network, steps).map(([names, order, drawn]) =>
    sampleTrace({
      processes: Object.fromEntries(names.map((id) => [id, 'idle'])),
      model: { network: order },
      steps: drawn.map(([toIndex, fromIndex, what, word]) => {
        const process = names[toIndex % names.length] as string;
        const from = names[fromIndex % names.length] as string;
        const kinds = ['deliver', 'drop', 'duplicate'] as const;
        const kind = kinds[what];
        if (kind !== undefined) {
          const message = { type: word, from, to: process };
          return { action: onTheWay(kind, word, from, process), inFlight: [message] };
        }
        if (what === 3) return { action: { kind: 'timeout', process, timer: word } };
        if (what === 4) return { action: { kind: 'crash', process }, becomes: { alive: false } };
        return { action: stimulus(word, process), becomes: { state: word, context: { word } } };
      }),
    }),
  );

  it('is shown in lines within the columns, without anything that a terminal obeys', () => {
    const property = { ...safe, says: 'nothing bad happens\never' };
    fc.assert(
      fc.property(traces, fc.integer({ min: 40, max: 120 }), fc.boolean(), (trace, ...how) => {
        const [columns, unicode] = how;
        const lines = traceText(trace, { ...options, columns, unicode, property }).split('\n');
        expect(lines.filter((line) => widthOf(line) > columns)).toEqual([]);
        expect(lines.join('')).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
