import { alterChart, checkSync, type Protocol } from '#faultline';
import { describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { redisLock } from '../specs/redis-lock/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const promises = [
  ...['ownerOnlyRelease', 'fencingSafety'],
  ...['deadlockFreedom', 'progress', 'endsFree'],
];
const possibilities = ['canHoldInTurn', 'canBeRefused', 'canOutliveHolder', 'canComeLate'];
const kept = {
  ...Object.fromEntries([...promises, ...possibilities].map((name) => [name, 'holds'])),
  // There is no queue.
  neverStarves: 'violated',
  canHoldOn: 'violated',
};
const instant = { timeouts: 'timed', tick: 10, delayMax: 0 } as const;

describe('A Redis lock', () => {
  it.each([
    { size: 'tiny', mutualExclusion: 'holds', canHoldOn: 'violated' },
    { size: 'small', mutualExclusion: 'violated', canHoldOn: 'violated' },
    { size: 'extended', mutualExclusion: 'holds', canHoldOn: 'holds' },
  ] as const)('keeps its promises in size $size', ({ size, mutualExclusion, canHoldOn }) => {
    const result = checkSync(redisLock, { size });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({ ...kept, mutualExclusion, canHoldOn });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['redis-lock'][size]));
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(redisLock, { size: 'extended' });
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // Acquire, set, ok; release, delete; acquire, set, ok.
      canHoldInTurn: 3 + 2 + 3,
      // Acquire, set, ok; extend, compare and expire, extended.
      canHoldOn: 3 + 3,
      // Acquire and set of each.
      canBeRefused: 2 + 2,
      // Acquire, set, ok; two ticks, and the client stops.
      canOutliveHolder: 3 + 3,
      // Acquire, set, ok, work; two ticks, and the client stops; a tick, and the key expires; acquire, set,
      // ok, work and write of the other; the first write.
      canComeLate: 4 + 3 + 2 + 5 + 1,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(redisLock, property)).toEqual(labelsOf(property));
    }
  });
});

describe('Mutual exclusion by a Redis lock', () => {
  /** The verdict on mutual exclusion, and the steps of a shortest counterexample. */
  function exclusionIn(options: Parameters<typeof checkSync>[1]) {
    const { properties } = checkSync(redisLock, { ...options, keepGoing: true });
    const property = properties.find(({ name }) => name === 'mutualExclusion');
    return [property?.verdict, property?.trace?.steps.length];
  }

  it('is never there where a key may expire at any moment', () => {
    // Acquire, set, ok; the key expires; acquire, set, ok.
    expect(exclusionIn({ parameters: { timed: false } })).toEqual(['violated', 7]);
  });

  it('is lost to one pause of a client, however fast messages are', () => {
    // The same, with a pause and three ticks before the key expires.
    expect(exclusionIn({ parameters: { pauses: 1 } })).toEqual(['violated', 11]);
    expect(exclusionIn({ parameters: { pauses: 1 }, time: instant })).toEqual(['violated', 11]);
  });

  it('outlives crashes of a server that has flushed its writes', () => {
    expect(exclusionIn({ parameters: { crashes: 1 } })).toEqual(['holds', undefined]);
  });

  it.each([
    { validity: 30, drifts: 0, verdict: 'violated' },
    { validity: 20, drifts: 0, verdict: 'holds' },
    { validity: 20, drifts: 1, verdict: 'violated' },
    { validity: 10, drifts: 1, verdict: 'holds' },
    { validity: 10, drifts: 2, verdict: 'violated' },
  ])('needs a tick more than clocks are wrong: $validity of 30, $drifts drifts', (row) => {
    const { validity, drifts, verdict } = row;
    const careful = {
      says: 'a client uses the lock for so long',
      violates: 'mutualExclusion',
      charts: { client: (chart: AnyStateMachine) => chart.provide({ delays: { validity } }) },
    };
    const protocol = { ...redisLock, mutations: { careful } };
    const faults = { drift: { ticks: 1, max: drifts } };
    const { properties } = checkSync(protocol, { mutation: 'careful', faults, keepGoing: true });
    const exclusion = properties.find(({ name }) => name === 'mutualExclusion');
    expect(exclusion?.verdict).toBe(verdict);
  });
});

describe('A mutation of a Redis lock', () => {
  it.each(Object.entries(redisLock.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(redisLock, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(redisLock, property)).toEqual(labelsOf(property));
  });

  // A client that gives up deletes too. Where none gives up, the other has to get the lock first.
  it('needs 8 steps where no client gives up: del-without-token', () => {
    const patient = altered('del-without-token', {
      client: { states: { trying: { after: undefined } } },
    });
    const labels = labelsOf(caughtBy(patient, 'del-without-token')) ?? [];
    expect(labels).toHaveLength(8);
    expect(labels).toContain('timeout ttl at server');
  });

  it.each([
    { parameters: { timed: true, clients: 2, attempts: 1 }, verdict: 'holds' },
    { parameters: { timed: true, clients: 3, attempts: 1 }, verdict: 'violated' },
  ])('lets two hold the lock when a third gets it: del-without-token, $parameters', (row) => {
    const { properties } = checkSync(redisLock, {
      mutation: 'del-without-token',
      parameters: row.parameters,
      keepGoing: true,
    });
    const exclusion = properties.find(({ name }) => name === 'mutualExclusion');
    expect(exclusion?.verdict).toBe(row.verdict);
  });

  it.each([
    { name: 'failover-async-replica', parameters: { crashes: 0 }, why: 'no server fails' },
    { name: 'no-fence-under-pause', parameters: { pauses: 0 }, why: 'nobody pauses' },
    { name: 'no-fence', parameters: { clients: 1 }, why: 'there is one client' },
    { name: 'no-client-deadline', parameters: { clients: 1 }, why: 'there is one client' },
  ])('is not caught where $why: $name', ({ name, parameters }) => {
    expect(caughtBy(redisLock, name, parameters)?.verdict).toBe('holds');
  });

  it('is to blame alone where nothing expires: async-write', () => {
    const waiting = altered('async-write', {
      client: {
        states: {
          trying: { states: { holding: { states: { writing: { on: { release: undefined } } } } } },
        },
      },
    });
    expect(caughtBy(waiting, 'async-write')?.verdict).toBe('holds');
  });
});

type Patch = Parameters<typeof alterChart>[1];

/** The protocol with more changed in the charts of one mutation. */
function altered(name: string, patches: Readonly<Record<string, Patch>>): Protocol {
  const mutation = redisLock.mutations[name];
  if (mutation === undefined) throw new Error(`There is no mutation "${name}".`);
  const { charts = {} } = mutation;
  const patched = Object.entries(patches).map(([role, patch]) => {
    const before = charts[role] ?? ((chart: AnyStateMachine) => chart);
    return [role, (chart: AnyStateMachine) => alterChart(before(chart), patch)];
  });
  const changed = { ...mutation, charts: { ...charts, ...Object.fromEntries(patched) } };
  return { ...redisLock, mutations: { [name]: changed } };
}
