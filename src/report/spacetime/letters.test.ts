import { describe, expect, it } from 'vitest';
import { payment } from '../samples/payment.ts';
import { onTheWay, sampleTrace, stimulus } from '../samples/sample-trace.ts';
import { lettersOf } from './letters.ts';

describe('lettersOf', () => {
  const lives = (trace: Parameters<typeof lettersOf>[0]) =>
    lettersOf(trace).map(({ message, ...life }) => ({ is: message.type, ...life }));

  it('tells a copy from its original, and a lost message from one that is in flight', () => {
    expect(lives(payment({ order: 'unordered' }))).toEqual([
      life('pay', 1, { lostIn: 3 }),
      life('pay', 2, { copyOf: 0, receivedIn: [4] }),
      life('paid', 4, { receivedIn: [8] }),
      life('pay', 5, { isInFlight: true }),
    ]);
  });

  it('knows the messages of the first state, and what a partition cuts off', () => {
    const [m, n] = ['m', 'n'].map((type) => ({ type, from: 'a', to: 'b' }));
    const trace = sampleTrace({
      processes: { a: 's', b: 's' },
      steps: [
        {
          action: { kind: 'partition', groups: [['a'], ['b']], oneWay: false },
          inFlight: [],
        },
      ],
    });
    const messages = [m, n].filter((message) => message !== undefined);
    expect(lives({ ...trace, start: { ...trace.start, messages } })).toEqual([
      life('m', 0, { lostIn: 1 }),
      life('n', 0, { lostIn: 1 }),
    ]);
  });

  it('remembers who overtook the others in a queue', () => {
    const [m, n] = ['m', 'n'].map((type) => ({ type, from: 'a', to: 'b' }));
    const both = [m, n].filter((message) => message !== undefined);
    const trace = sampleTrace({
      processes: { a: 's', b: 's' },
      model: { network: { order: 'fifo' } },
      steps: [
        { action: stimulus('go', 'a'), inFlight: both },
        {
          action: { ...onTheWay('deliver', 'n', 'a', 'b'), kind: 'reorder' } as never,
          inFlight: both.toReversed(),
        },
        { action: onTheWay('deliver', 'n', 'a', 'b'), inFlight: both.slice(0, 1) },
      ],
    });
    expect(lives(trace)).toEqual([
      life('m', 1, { isInFlight: true }),
      life('n', 1, { overtookIn: [2], receivedIn: [3] }),
    ]);
  });

  it('lets a message that the network keeps arrive again and again', () => {
    const m = { type: 'm', from: 'a', to: 'b' };
    const deliver = { action: onTheWay('deliver', 'm', 'a', 'b'), inFlight: [m] };
    const trace = sampleTrace({
      processes: { a: 's', b: 's' },
      model: { network: { order: 'set', delivery: 'keeps' } },
      steps: [{ action: stimulus('go', 'a'), inFlight: [m] }, deliver, deliver],
    });
    expect(lives(trace)).toEqual([life('m', 1, { receivedIn: [2, 3], isInFlight: true })]);
  });
});

function life(is: string, sentIn: number, more: object) {
  return {
    is,
    sentIn,
    copyOf: undefined,
    receivedIn: [],
    lostIn: undefined,
    overtookIn: [],
    isInFlight: false,
    ...more,
  };
}
