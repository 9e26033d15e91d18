import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../protocol/messages.ts';
import type { Network } from '../../protocol/network.ts';
import { payment } from '../samples/payment.ts';
import { onTheWay, sampleTrace, stimulus, type SampleStep } from '../samples/sample-trace.ts';
import { causalEvents } from './causal-events.ts';
import { shivizLog, vectorClocks, type VectorClock } from './shiviz.ts';

describe('shivizLog', () => {
  it('has a clock and a text for the start of each process and for each step', () => {
    expect(shivizLog(payment({ order: 'fifo' })))
      .toBe(String.raw`(?<host>\S*) (?<clock>{.*})\n(?<event>.*)

client {"client":1}
start [idle]
server {"server":1}
start [ready]
client {"client":2}
1 stimulus buy at client [waiting] cents=5
server {"server":2}
2 duplicate pay client → server
server {"server":3}
3 drop pay client → server
server {"server":4,"client":2}
4 deliver pay client → server [open.busy]
client {"client":3}
5 timeout retry at client
server {"server":5,"client":2}
6 crash server [down]
server {"server":6,"client":2}
7 restart server [ready]
client {"client":4,"server":4}
8 deliver paid server → client [done] cents=0
`);
  });

  it('is read by the parser that stands in its first line', () => {
    const log = shivizLog(payment({ order: 'set' }));
    const parser = new RegExp(log.split('\n')[0] as string, 'g');
    const found = [...log.matchAll(parser)].map(({ groups }) => groups);
    expect(found).toHaveLength(10);
    expect(found[3]).toEqual({
      host: 'server',
      clock: '{"server":2,"client":2}',
      event: '2 duplicate pay client → server',
    });
  });

  it('keeps an event on one line', () => {
    const steps = [{ action: stimulus('a\nb', 'x') }];
    const lines = shivizLog(sampleTrace({ processes: { x: 's' }, steps })).split('\n');
    expect(lines.slice(4)).toEqual(['x {"x":2}', String.raw`1 stimulus a\nb at x`, '']);
  });
});

describe('causalEvents', () => {
  const toB = (type: string): Envelope => ({ type, from: 'a', to: 'b' });
  const sentBy = (network: Network, steps: readonly SampleStep[]) => {
    const trace = sampleTrace({ processes: { a: 's', b: 's' }, steps, model: { network } });
    return causalEvents(trace).map((event) => event.sentBy);
  };

  it('lets a message that was in flight at first come from the start of its sender', () => {
    const trace = sampleTrace({
      processes: { a: 's', b: 's' },
      steps: [{ action: onTheWay('deliver', 'm', 'a', 'b'), inFlight: [] }],
    });
    const started = { ...trace, start: { ...trace.start, messages: [toB('m')] } };
    expect(causalEvents(started)).toEqual([
      { process: 'a', step: 0, sentBy: undefined },
      { process: 'b', step: 0, sentBy: undefined },
      { process: 'b', step: 1, sentBy: 0 },
    ]);
  });

  it('tells a message that its receiver sends to itself again from the one before', () => {
    const own = { type: 'm', from: 'a', to: 'a' };
    const steps = [
      { action: stimulus('go', 'a'), inFlight: [own] },
      { action: onTheWay('deliver', 'm', 'a', 'a'), inFlight: [own] },
      { action: onTheWay('deliver', 'm', 'a', 'a'), inFlight: [] },
    ];
    expect(sentBy({ order: 'unordered' }, steps).slice(2)).toEqual([undefined, 2, 3]);
  });

  it('does not take out what a network keeps', () => {
    const steps = [
      { action: stimulus('go', 'a'), inFlight: [toB('m')] },
      { action: onTheWay('deliver', 'm', 'a', 'b'), inFlight: [toB('m')] },
      { action: onTheWay('deliver', 'm', 'a', 'b'), inFlight: [toB('m')] },
    ];
    expect(sentBy({ order: 'set', delivery: 'keeps' }, steps).slice(3)).toEqual([2, 2]);
  });
});

/** A step as fast-check chooses it; the numbers are taken modulo what there is. */
interface Choice {
  readonly kind: 'stimulus' | 'deliver' | 'drop' | 'duplicate' | 'crash';
  readonly which: number;
  /** To whom the process sends, and what. */
  readonly sends: readonly (readonly [to: number, type: string])[];
}

const ids = ['a', 'b', 'c'] as const;

const choices = fc.array(
  fc.record<Choice>({
    kind: fc.constantFrom(
      'stimulus',
      'deliver',
      'deliver',
      'deliver',
      'drop',
      'duplicate',
      'crash',
    ),
    which: fc.nat(100),
    sends: fc.array(fc.tuple(fc.nat(2), fc.constantFrom('m', 'n')), { maxLength: 3 }),
  }),
  { maxLength: 30 },
);

interface Numbered {
  readonly message: Envelope;
  readonly sentBy: number;
}

/** A run of a network in which each message knows by which event it was sent. */
function runOf(order: Network['order'], chosen: readonly Choice[]) {
  const steps: SampleStep[] = [];
  const arrivals: (number | undefined)[] = ids.map(() => undefined);
  let flight: Numbered[] = [];
  for (const { kind, which, sends } of chosen) {
    const event = arrivals.length;
    let [process, arrived]: [string, number | undefined] = [ids[which % 3] as string, undefined];
    let action: SampleStep['action'] = { kind: 'crash', process };
    if (kind === 'stimulus') action = stimulus('go', process);
    else if (kind !== 'crash') {
      const heads = flight.filter((one) => order !== 'fifo' || queueOf(flight, one)[0] === one);
      const candidates = kind === 'deliver' ? heads : flight;
      const picked = candidates[which % Math.max(1, candidates.length)];
      if (picked === undefined) continue;
      // Equal messages cannot be told apart but by their place in a queue.
      const queue = queueOf(flight, picked);
      const equal = queue.filter((one) => one.message.type === picked.message.type);
      const letter = order === 'fifo' ? picked : (equal[0] as Numbered);
      const { type, from, to } = letter.message;
      process = to;
      const place = letter === equal[0] ? {} : { place: queue.indexOf(letter) + 1 };
      action = { kind, process, from, message: { type }, ...place };
      if (kind === 'duplicate' && order !== 'set')
        flight.splice(flight.indexOf(letter), 0, { ...letter });
      else {
        if (kind !== 'drop') arrived = letter.sentBy;
        if (kind !== 'duplicate') flight = flight.filter((one) => one !== letter);
      }
    }
    const isSilent =
      kind === 'drop' || kind === 'crash' || (kind === 'duplicate' && order !== 'set');
    for (const [to, type] of isSilent ? [] : sends) {
      const message = { type, from: process, to: ids[to] as string };
      const isThere = flight.some((one) => sameMessage(one.message, message));
      if (order !== 'set' || !isThere) flight.push({ message, sentBy: event });
    }
    arrivals.push(arrived);
    steps.push({ action, inFlight: shown(flight, order) });
  }
  const processes = Object.fromEntries(ids.map((id) => [id, 's']));
  return { trace: sampleTrace({ processes, steps, model: { network: { order } } }), arrivals };
}

function queueOf(flight: readonly Numbered[], { message }: Numbered): readonly Numbered[] {
  return flight.filter(({ message: { from, to } }) => from === message.from && to === message.to);
}

/** As a state lists them: not in the order of sending, but queue by queue. */
function shown(flight: readonly Numbered[], order: Network['order']): readonly Envelope[] {
  const keyOf = ({ from, to, type }: Envelope) => `${to} ${from} ${order === 'fifo' ? '' : type}`;
  return flight
    .map(({ message }) => message)
    .sort((one, two) => (keyOf(one) < keyOf(two) ? -1 : Number(keyOf(one) > keyOf(two))));
}

function sameMessage(one: Envelope, two: Envelope): boolean {
  return one.type === two.type && one.from === two.from && one.to === two.to;
}

describe.each(['unordered', 'fifo', 'set'] as const)('in a network that is %s', (order) => {
  it('finds for each delivery the step in which the message was sent', () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        const { trace, arrivals } = runOf(order, chosen);
        expect(causalEvents(trace).map(({ sentBy }) => sentBy)).toEqual(arrivals);
      }),
    );
  });

  it('orders two events by their clocks exactly when there is a way from one to the other', () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        const { trace, arrivals } = runOf(order, chosen);
        const processes = [
          ...ids,
          ...trace.steps.map(({ action }) => ('process' in action ? action.process : '')),
        ];
        const clocks = vectorClocks(causalEvents(trace));
        const before = closure(processes, arrivals);
        for (const [one, clock] of clocks.entries()) {
          for (const [two, other] of clocks.entries()) {
            expect(isSmaller(clock, other)).toBe(before[one]?.[two]);
          }
        }
      }),
    );
  });
});

/** Which events come before which: along a process, with a message, and by any number of these. */
function closure(
  processes: readonly string[],
  arrivals: readonly (number | undefined)[],
): readonly (readonly boolean[])[] {
  const before = processes.map((process, one) =>
    processes.map((other, two) => (process === other && one < two) || arrivals[two] === one),
  );
  for (const by of processes.keys()) {
    for (const row of before) {
      if (row[by] !== true) continue;
      for (const to of processes.keys()) row[to] ||= before[by]?.[to] === true;
    }
  }
  return before;
}

function isSmaller(one: VectorClock, two: VectorClock): boolean {
  const isLess = ids.every((id) => (one[id] ?? 0) <= (two[id] ?? 0));
  return isLess && ids.some((id) => (one[id] ?? 0) < (two[id] ?? 0));
}
