import { describe, expect, it } from 'vitest';
import { payment } from '../samples/payment.ts';
import { sampleTrace, stimulus } from '../samples/sample-trace.ts';
import { traceItf, traceItfText } from './trace-itf.ts';

const about = {
  spec: 'specs/payment.ts',
  property: {
    name: 'safe',
    kind: 'invariant',
    says: 'nothing is paid twice',
    verdict: 'violated',
  },
} as const;

const none = { tag: 'None', value: { '#tup': [] } };

describe('traceItf', () => {
  it('has a variable for each process, for the messages and for the faults, in every state', () => {
    const { vars, states, loop } = traceItf(payment({ order: 'fifo', loss: { max: 1 } }), about);
    expect(vars).toEqual(['client', 'server', 'messages', 'faults']);
    expect(states).toHaveLength(9);
    for (const state of states) expect(Object.keys(state)).toEqual(['#meta', ...vars]);
    expect(loop).toBeUndefined();
    expect(states[1]).toEqual({
      '#meta': {
        index: 1,
        label: 'stimulus buy at client',
        action: { kind: 'stimulus', process: 'client', event: { type: 'buy' } },
      },
      client: {
        role: 'client',
        alive: true,
        state: 'waiting',
        context: { cents: { '#bigint': '5' } },
        timers: [],
      },
      server: { role: 'server', alive: true, state: 'ready', context: {}, timers: [] },
      messages: [{ type: 'pay', from: 'client', to: 'server' }],
      faults: Object.fromEntries(
        [
          'drops',
          'duplicates',
          'reorders',
          'crashes',
          'amnesias',
          'pauses',
          'partitions',
          'drifts',
        ].map((fault) => [fault, { '#bigint': '0' }]),
      ),
    });
    expect(states[6]?.server).toMatchObject({ state: none, alive: false });
  });

  it('counts the faults that a budget limits, as a property sees them', () => {
    const network = { order: 'fifo', loss: { max: 3 }, duplication: { max: 'unbounded' } } as const;
    const { states } = traceItf(payment(network), about);
    const counts = (fault: string) =>
      states
        .map(({ faults }) => (faults as Record<string, { '#bigint': string }>)[fault]?.['#bigint'])
        .join('');
    // Step 2 is a duplicate, step 3 a drop, step 6 a crash.
    expect(counts('drops')).toBe('000111111');
    expect(counts('duplicates')).toBe('000000000');
    expect(counts('crashes')).toBe('000000111');
  });

  it('says in the meta data what it takes to replay it', () => {
    const { '#meta': meta } = traceItf(payment({ order: 'set' }), about);
    expect(meta).toMatchObject({
      format: 'ITF',
      source: 'specs/payment.ts',
      description: 'nothing is paid twice',
      faultline: {
        format: 'faultline-trace',
        version: 1,
        protocol: 'sample',
        spec: 'specs/payment.ts',
        network: { order: 'set' },
        property: { name: 'safe' },
        verdict: 'violated',
        initial: 0,
      },
    });
    expect(meta?.faultline).not.toHaveProperty('steps');
    expect(meta?.faultline).not.toHaveProperty('start');
  });

  it('gives other names to messages and faults when processes have theirs', () => {
    const trace = sampleTrace({ processes: { messages: 's', messages_: 's' }, steps: [] });
    expect(traceItf(trace, { spec: '' }).vars).toEqual([
      'messages',
      'messages_',
      'messages__',
      'faults',
    ]);
  });

  it.each([
    // The cycle is steps 2 and 3: after state 3 comes state 2.
    { start: 1, loop: 2 },
    { start: 0, loop: 1 },
    // Nothing more happens: after state 3 comes state 3.
    { start: 3, loop: 3 },
  ])('lets the state after the last one be that with the index of loop: $start', (row) => {
    const trace = sampleTrace({
      processes: { a: 's' },
      steps: ['x', 'y', 'z'].map((event) => ({ action: stimulus(event, 'a') })),
    });
    const cycle = { start: row.start, fairBecause: [] };
    expect(traceItf({ ...trace, cycle }, about)).toMatchObject({
      loop: row.loop,
      '#meta': { faultline: { cycleStart: row.start } },
    });
  });
});

describe('traceItfText', () => {
  it('has a line for each state', () => {
    const trace = payment({ order: 'fifo' });
    const text = traceItfText(trace, about);
    expect(JSON.parse(text)).toEqual(traceItf(trace, about));
    expect(text.match(/^ {4}\{"#meta":\{"index":/gm)).toHaveLength(9);
  });
});
