import {
  anyTraceFromJson,
  checkSync,
  propertiesFor,
  replayItf,
  replayTrace,
  traceItf,
  traceToJson,
  weak,
  type Protocol,
  type Trace,
  type TraceFile,
} from '#faultline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { twoPhaseCommit } from '../specs/two-phase-commit/spec.ts';
import { twoPhaseCommitAbstract } from '../specs/two-phase-commit-abstract/spec.ts';
import { diningPhilosophers } from './published/dining-philosophers.ts';
import { peterson } from './published/peterson.ts';

type Itf = ReturnType<typeof traceItf>;
type Choices = NonNullable<Parameters<typeof checkSync>[1]>;

const faulty: Choices = {
  parameters: { participants: 2, crashes: 1 },
  network: { order: 'fifo', loss: { max: 1 }, duplication: { max: 1 } },
};
const parted: Choices = {
  parameters: { participants: 1, crashes: 1 },
  network: { order: 'fifo', reordering: { max: 1 } },
  faults: {
    crash: { cutsBroadcast: true },
    pause: { max: 1 },
    partition: { max: 1, messages: 'dropped' },
  },
};
const models: readonly (readonly [name: string, Protocol, Choices])[] = [
  ['two-phase commit', twoPhaseCommit, { size: 'tiny' }],
  ['two-phase commit with queues and faults', twoPhaseCommit, faulty],
  ['two-phase commit in a network that parts', twoPhaseCommit, parted],
  ['its abstract specification', twoPhaseCommitAbstract, { size: 'tiny' }],
  ['dining philosophers', diningPhilosophers, {}],
  ["Peterson's algorithm", peterson, {}],
];

/** A protocol that asks for a state picked by a number, and a shortest trace to it. */
function traceToSomeState(protocol: Protocol, choices: Choices, seed: number) {
  const asking: Protocol = {
    ...protocol,
    expectationsFor: () => ({}),
    properties: {
      picked: {
        kind: 'reachable',
        says: 'the state is picked',
        holds: (view) => {
          const { processes, messages, faults } = view;
          const locals = processes.map(({ alive, context }) => [alive, context]);
          return hashOf(JSON.stringify([locals, messages, faults, seed])) % 50 === 0;
        },
      },
    },
  };
  const { properties } = checkSync(asking, { ...choices, statesMax: 500 });
  return { protocol: asking, property: properties[0], trace: properties[0]?.trace };
}

function hashOf(text: string): number {
  return [...text].reduce((hash, one) => (hash * 31 + (one.codePointAt(0) ?? 0)) >>> 0, 7);
}

describe('A trace of Faultline in the Informal Trace Format', () => {
  it.each(models)('comes back as it was: %s', async (_, declared, choices) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const { protocol, property, trace } = traceToSomeState(declared, choices, seed);
        fc.pre(trace !== undefined && property !== undefined);
        const about = { spec: 'x', property };
        const read = await anyTraceFromJson(JSON.stringify(traceItf(trace, about)));
        const file = asJson(traceToJson(trace, about));
        expect(asJson(read)).toEqual(file);
        const again = replayTrace(protocol, read as TraceFile);
        expect(asJson(traceToJson(again, about))).toEqual(file);
      }),
      { numRuns: 3 },
    );
  });

  it.each(Object.keys(twoPhaseCommit.mutations))(
    'comes back when it shows what a mutation does: %s',
    async (mutation) => {
      const { properties } = checkSync(twoPhaseCommit, { mutation });
      const shown = properties.filter(({ trace }) => trace !== undefined);
      expect(shown.length).toBeGreaterThan(0);
      for (const property of shown) {
        const about = { spec: 'x', property };
        const itf = traceItf(property.trace as Trace, about);
        const read = (await anyTraceFromJson(JSON.stringify(itf))) as TraceFile;
        const again = replayTrace(twoPhaseCommit, read);
        expect(asJson(traceItf(again, about))).toEqual(asJson(itf));
      }
    },
  );
});

describe('A trace that goes on for ever', () => {
  // Peterson 1981: the second may stop while it is ahead, and then the first waits for ever.
  const { leadsTo } = propertiesFor();
  const starves: Protocol = {
    ...peterson,
    properties: {
      enters: leadsTo(
        'the first enters',
        {
          whenever: (view) => view.processes[0]?.matches({ p1: 'a3' }) === true,
          eventually: (view) => view.processes[0]?.matches({ p1: 'cs' }) === true,
        },
        { fairness: [weak({ kind: 'stimulus', event: 'p1' })] },
      ),
    },
  };
  const [property] = checkSync(starves).properties;
  const trace = property?.trace as Trace;
  const about = { spec: 'x', property };

  it('comes back with its cycle', async () => {
    expect(trace.cycle).toBeDefined();
    const itf = traceItf(trace, about);
    expect(itf.loop).toBeLessThan(itf.states.length);
    const read = (await anyTraceFromJson(JSON.stringify(itf))) as TraceFile;
    expect(replayTrace(starves, read).cycle).toEqual(trace.cycle);
  });

  it('violates the same when only its states are known', () => {
    const { vars, states, loop } = traceItf(trace, about);
    const found = replayItf(starves, { vars, states: withoutMeta(states), loop });
    expect(found.violated).toMatchObject({ name: 'enters', kind: 'leadsTo' });
    expect(found.trace.cycle?.fairBecause).toEqual(trace.cycle?.fairBecause);
  });

  it('is refused when its last state does not lead back', () => {
    const { vars, states } = traceItf(trace, about);
    expect(() => replayItf(starves, { vars, states: withoutMeta(states), loop: 0 })).toThrow(
      'No 2 steps or fewer lead from the last state of the trace back to state 0',
    );
  });
});

describe('A trace without what Faultline says of it', () => {
  it.each(models)('is found again by some of its states: %s', (_, declared, choices) => {
    const picks = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(fc.nat(), picks, (seed, chosen) => {
        const { protocol, trace } = traceToSomeState(declared, choices, seed);
        fc.pre(trace !== undefined);
        const itf = thinned(asJson(traceItf(trace, { spec: 'x' })) as Itf, chosen);
        const found = replayItf(protocol, itf, choices);
        expect(found.trace.steps.length).toBeLessThanOrEqual(trace.steps.length);
        expect(embeds(itf, asJson(traceItf(found.trace, { spec: 'x' })) as Itf)).toBe(true);
      }),
      { numRuns: 3 },
    );
  });
});

/** Leaves out the meta data, some variables, and some states, but never two that follow one another. */
function thinned(itf: Itf, chosen: readonly number[]): Itf {
  const vars = itf.vars.filter((_, at) => at === 0 || (chosen[at] as number) % 2 === 0);
  const states: Itf['states'][number][] = [];
  let dropped = false;
  for (const [at, state] of itf.states.entries()) {
    const isEnd = at === 0 || at === itf.states.length - 1;
    dropped = !isEnd && !dropped && (chosen[at % 40] as number) % 3 === 0;
    if (!dropped) states.push(Object.fromEntries(vars.map((name) => [name, state[name]])));
  }
  return { vars, states };
}

/** Whether the states of one trace are, in order, among those of another, which says more of them. */
function embeds(few: Itf, many: Itf): boolean {
  const agree = (one: Itf['states'][number], other: Itf['states'][number]) =>
    few.vars.every((name) => agrees(one[name], other[name]));
  // How many of the few can be found among the many so far.
  let reachable = new Set([0]);
  for (const state of many.states) {
    const next = new Set(reachable);
    // Several of the few may be one state of the many, which then has not changed in what they say.
    for (let at = 0; at < few.states.length; at += 1) {
      if (next.has(at) && agree(few.states[at] as Itf['states'][number], state)) next.add(at + 1);
    }
    reachable = next;
  }
  return reachable.has(few.states.length);
}

function withoutMeta(states: Itf['states']): Itf['states'] {
  return states.map(({ '#meta': _meta, ...state }) => state);
}

/** Whether a record has all fields of another: a process that stands still has one more. */
function agrees(said: unknown, actual: unknown): boolean {
  const isRecord = typeof said === 'object' && said !== null && !Array.isArray(said);
  if (!isRecord) return JSON.stringify(said) === JSON.stringify(actual);
  return Object.entries(said).every(
    ([key, value]) =>
      JSON.stringify(value) === JSON.stringify((actual as Record<string, unknown>)[key]),
  );
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
