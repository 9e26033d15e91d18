import { describe, expect, it } from 'vitest';
import { FaultlineError } from '../errors.ts';
import { traceFromJson } from './read-trace.ts';

const step = {
  label: 'drop m q → p, number 2 in the queue',
  action: { kind: 'drop', process: 'p', from: 'q', message: { type: 'm' }, place: 2 },
  changes: [
    { kind: 'process', process: 'p', field: 'context.n', before: 1, after: 2 },
    { kind: 'gone', message: { type: 'm', from: 'q', to: 'p' } },
  ],
};

const process = {
  id: 'p',
  role: 'p',
  alive: true,
  state: { a: 'b' },
  context: { n: 1 },
  timers: ['soon'],
};

const good = {
  format: 'faultline-trace',
  version: 1,
  protocol: 'coffee',
  spec: 'specs/coffee.ts',
  parameters: { cups: 1, milk: true, network: 'fifo' },
  mutation: 'spills',
  network: { order: 'fifo', loss: { max: 1 }, duplication: { max: 'unbounded' } },
  faults: { crash: { roles: ['p'], max: 2, atOnce: 1, restart: true } },
  property: { name: 'once', kind: 'invariant', says: 'coffee is brought once' },
  verdict: 'violated',
  initial: 0,
  start: { processes: [process], messages: [{ type: 'm', from: 'q', to: 'p', n: null }] },
  steps: [step],
};

const text = JSON.stringify(good);

describe('traceFromJson', () => {
  it('reads every field', async () => {
    expect(await traceFromJson(text)).toEqual(good);
  });

  it('reads a trace without property and without mutation', async () => {
    const { mutation, ...rest } = good;
    const file = { ...rest, property: null, verdict: null };
    expect(await traceFromJson(JSON.stringify(file))).toEqual(file);
  });

  it('gives a key of a context that comes or goes the value undefined on the other side', async () => {
    const change = { kind: 'process', process: 'p', field: 'context.n', after: 1 };
    const file = { ...good, steps: [{ ...step, changes: [change] }] };
    const { steps } = await traceFromJson(JSON.stringify(file));
    expect(steps[0]?.changes).toStrictEqual([{ ...change, before: undefined }]);
  });

  it.each([
    ['is empty', '', 'It is empty'],
    ['is blank', ' \n', 'It is empty'],
    ['is cut off', text.slice(0, 100), 'It ends in the middle, after 100 characters'],
    ['is cut off in a word', text.slice(0, 40), 'It ends in the middle, after 40 characters'],
    [
      'is cut off, and a line ends there',
      `${text.slice(0, 99)}\n`,
      'It ends in the middle, after 99 characters',
    ],
    [
      'has a comma too many',
      JSON.stringify(good, null, 2).replace('"initial": 0,', '"initial": 0,,'),
      'It is not JSON from line 37, column 16 on',
    ],
    ['is null', 'null', 'It does not say "format": "faultline-trace"'],
    ['is a list', '[]', 'It does not say "format": "faultline-trace"'],
    [
      'is of another format',
      '{"format":"faultline-check"}',
      'It does not say "format": "faultline-trace"',
    ],
  ])('refuses a text that %s', async (_, given, says) => {
    expect(await problemOf(given)).toBe(`[FL501] The text is no trace. ${says}.`);
  });

  it('refuses a text that is no JSON at all', async () => {
    expect(await problemOf('not a trace')).toMatch(
      /^\[FL501\] The text is no trace\. It is not JSON/,
    );
  });

  it.each([
    ['an older version', { version: 0 }, 'version 0'],
    ['a newer version', { version: 2 }, 'version 2'],
    ['a version in words', { version: 'one' }, 'version "one"'],
    ['no version', { version: undefined }, 'no version'],
  ])('refuses %s, whatever else there is', async (_, changes, found) => {
    expect(await problemOf(JSON.stringify({ format: good.format, ...changes }))).toBe(
      `[FL502] The trace is of ${found} of the trace format; this Faultline reads version 1.`,
    );
  });

  it.each([
    [{ protocol: 7 }, 'protocol string'],
    [{ initial: -1 }, 'initial number >=0'],
    [{ initial: 0.5 }, 'initial int'],
    [{ parameters: { cups: [] } }, 'parameters.cups number or boolean or string'],
    [{ network: { order: 'random' } }, 'network.order one of "unordered", "fifo", "set"'],
    [{ network: { order: 'fifo', loss: { max: -1 } } }, 'network.loss.max number >=0'],
    [{ property: undefined }, 'property object'],
    [{ verdict: 'maybe' }, 'verdict one of "holds", "holds in bounds", "violated", "unknown"'],
    [{ start: { processes: [{}], messages: [] } }, 'start.processes[0].id string'],
    [{ steps: undefined }, 'steps array'],
    [{ steps: [step, { ...step, label: null }] }, 'steps[1].label string'],
    [
      { steps: [{ ...step, action: { ...step.action, kind: 'jump' } }] },
      'steps[0].action.kind "deliver", "drop", "duplicate", "reorder", "timeout", "stimulus", "restart", "crash", "pause", "resume", "drift", "partition", "heal", "tick"',
    ],
    [
      { steps: [{ ...step, action: { kind: 'timeout', process: 'p' } }] },
      'steps[0].action.timer string',
    ],
    [
      { steps: [{ ...step, action: { ...step.action, place: 0 } }] },
      'steps[0].action.place number >0',
    ],
    [
      { steps: [{ ...step, changes: [{ kind: 'sent', message: { type: 'm' } }] }] },
      'steps[0].changes[0].message.from string',
    ],
  ])('refuses %j and says where', async (changes, says) => {
    expect(await problemOf(JSON.stringify({ ...good, ...changes }))).toBe(
      `[FL501] The text is no trace. At ${says} was expected.`,
    );
  });
});

async function problemOf(given: string): Promise<string> {
  try {
    await traceFromJson(given);
  } catch (error) {
    if (error instanceof FaultlineError) return `[${error.code}] ${error.problem}`;
    throw error;
  }
  return 'nothing';
}
