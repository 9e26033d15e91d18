import { alterChart, checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { redlock } from '../specs/redlock/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const kept = {
  mutualExclusion: 'holds',
  deadlockFreedom: 'holds',
  endsFree: 'holds',
  canHoldInTurn: 'holds',
  canBeRefused: 'holds',
  canComeToNothing: 'holds',
};

type Options = Parameters<typeof checkSync>[1];

/** The verdict on mutual exclusion, and the steps of a shortest counterexample. */
function exclusionIn(options: Options, protocol = redlock) {
  const { properties } = checkSync(protocol, { ...options, keepGoing: true });
  const property = properties.find(({ name }) => name === 'mutualExclusion');
  return [property?.verdict, property?.trace?.steps.length];
}

/** Redlock with a change that is no part of it, and the faults under which it is looked at. */
function variant(charts: Readonly<Record<string, (chart: AnyStateMachine) => AnyStateMachine>>) {
  const changed = { says: 'a variant', violates: 'mutualExclusion', charts };
  return { ...redlock, mutations: { changed } };
}

describe('Redlock', () => {
  it.each([
    { size: 'tiny', canHoldWithoutOne: 'violated' },
    { size: 'small', canHoldWithoutOne: 'holds' },
  ] as const)('keeps its promises in size $size', ({ size, canHoldWithoutOne }) => {
    const result = checkSync(redlock, { size });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({ ...kept, canHoldWithoutOne });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts.redlock[size]));
    if (size === 'small') expect(result.coverage.complete).toBe(true);
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(redlock, { size: 'small' });
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // Acquire; set and ok of two; release; two deletes; acquire; set and ok of two.
      canHoldInTurn: 5 + 1 + 2 + 5,
      // Acquire; set and ok of two; a crash.
      canHoldWithoutOne: 5 + 1,
      // Acquire and set of each.
      canBeRefused: 2 + 2,
      // Acquire; set and ok of two; release, and the deletes are on their way.
      canComeToNothing: 6,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(redlock, property)).toEqual(labelsOf(property));
    }
  });
});

describe('Mutual exclusion by Redlock', () => {
  it('is lost to one pause of a client', () => {
    const parameters = { pauses: 1 };
    expect(exclusionIn({ parameters })).toEqual(['violated', 16]);
    const { properties } = checkSync(redlock, { parameters, keepGoing: true });
    expect(coarseLengthOf(labelsOf(properties[0]) ?? [])).toBe(11);
  });

  it('has room for clocks that are wrong by less than the margin', () => {
    const careful = variant({ client: (chart) => chart.provide({ delays: { validity: 10 } }) });
    const faults = { drift: { roles: ['node'], ticks: 1, max: 1 } };
    expect(exclusionIn({ mutation: 'changed', faults }, careful)[0]).toBe('holds');
    expect(exclusionIn({ faults })[0]).toBe('violated');
  });

  it('outlives a server that forgets its key and stays out for a whole TTL', () => {
    const delayed = variant({
      node: (chart) =>
        alterChart(chart, {
          states: { starting: { always: undefined, after: { ttl: 'absent' } } },
        }),
    });
    const faults = { crash: { roles: ['node'], max: 1, restart: true, amnesia: 1 } };
    const result = checkSync(delayed, { mutation: 'changed', faults, keepGoing: true });
    expect(verdictsOf(result)).toMatchObject({ mutualExclusion: 'holds', canHoldInTurn: 'holds' });
  });
});

describe('A mutation of Redlock', () => {
  it.each(Object.entries(redlock.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(redlock, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(redlock, property)).toEqual(labelsOf(property));
  });

  it('is not caught with two clients and one attempt each: del-without-token', () => {
    const parameters = { clients: 2, attempts: 1 };
    expect(exclusionIn({ mutation: 'del-without-token', parameters })[0]).toBe('holds');
  });

  it.each([
    { name: 'minority', coarse: 6 },
    { name: 'restart-no-persistence', coarse: 9 },
    { name: 'no-elapsed-check', coarse: 10 },
    { name: 'ignore-validity', coarse: 10 },
  ])('takes $coarse coarser steps: $name', ({ name, coarse }) => {
    expect(coarseLengthOf(labelsOf(caughtBy(redlock, name)) ?? [])).toBe(coarse);
  });
});

/**
 * How long a counterexample is in a model that was written without charts: a request and its answer are one
 * step, and so are a crash and the restart; a key expires with the tick; a client may ask another node first,
 * so that it need not be refused; a key lives 2 ticks; and that a client sees its majority is a step.
 */
function coarseLengthOf(labels: readonly string[]): number {
  const count = (start: string) => labels.filter((label) => label.startsWith(start)).length;
  const joined = count('deliver ok') + 2 * count('deliver nil') + count('crash');
  const sooner = count('timeout ttl') + (count('tick') > 0 ? 1 : 0);
  return labels.length - joined - sooner + 2;
}
