import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { redisLock } from '../specs/redis-lock/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

describe('A Redis lock', () => {
  it('keeps its promises in size medium', () => {
    const result = checkSync(redisLock, { size: 'medium' });
    const verdicts = Object.entries(verdictsOf(result));
    expect(verdicts.filter(([, verdict]) => verdict !== 'holds')).toEqual([
      ['neverStarves', 'violated'],
      ['canHoldOn', 'violated'],
    ]);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['redis-lock'].medium));
  });

  it('survives the failover to a replica without which nothing is answered, but for what comes meanwhile', () => {
    const result = checkSync(redisLock, { size: 'replicated' });
    const verdicts = Object.entries(verdictsOf(result));
    expect(verdicts.filter(([, verdict]) => verdict !== 'holds').sort()).toEqual([
      ['canHoldOn', 'violated'],
      ['neverStarves', 'violated'],
      ['progress', 'violated'],
    ]);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['redis-lock'].replicated));
    expect(checkSync(redisLock, { parameters: { replicated: true } }).verdict).toBe('holds');
  });

  it('exercises all of its charts, messages and faults in the sizes small and extended together', () => {
    const [small, extended] = (['small', 'extended'] as const).map((size) => {
      const missed = checkSync(redisLock, { size }).coverage.items.filter(
        (item) => !item.exercised,
      );
      return new Set(missed.map(({ role, name }) => `${role} ${name}`));
    });
    expect([...(small ?? [])].filter((name) => extended?.has(name))).toEqual([]);
  });

  it('excludes, and lives on, under drift of a tick, with a margin of two', () => {
    const mutations = {
      careful: {
        says: 'a client uses the lock for so long',
        violates: 'mutualExclusion',
        charts: { client: (chart: AnyStateMachine) => chart.provide({ delays: { validity: 10 } }) },
      },
    };
    const { properties } = checkSync(
      { ...redisLock, mutations },
      {
        mutation: 'careful',
        parameters: { extensions: 1 },
        faults: { drift: { ticks: 1, max: 1 } },
        keepGoing: true,
      },
    );
    expect(properties.find(({ name }) => name === 'mutualExclusion')?.verdict).toBe('holds');
  });

  it('is in the states that a naive search finds, in size tiny', () => {
    const found = naiveSearch(redisLock, Infinity);
    expect([found.distinct, found.generated, found.depth]).toEqual(
      countsIn(sizeCounts['redis-lock'].tiny),
    );
    expect(found.properties).toMatchObject({
      mutualExclusion: { verdict: 'holds' },
      canComeLate: { verdict: 'holds', steps: 15 },
    });
  });
});
