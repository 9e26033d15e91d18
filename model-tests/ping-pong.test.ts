import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { pingPong } from '../specs/ping-pong/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const promises = ['answered', 'neverStuck', 'suspectsOnlyCrashed', 'endsWeakly', 'endsStrongly'];
const possibilities = ['canFinish', 'canFinishDespiteLoss', 'canSuspectCrashed', 'canSuspectSlow'];
const allHold = Object.fromEntries([...promises, ...possibilities].map((name) => [name, 'holds']));

describe('Ping-pong', () => {
  it.each([
    { size: 'tiny', violated: ['suspectsOnlyCrashed', 'canSuspectCrashed'] },
    {
      size: 'together',
      violated: ['suspectsOnlyCrashed', 'canFinishDespiteLoss', 'canSuspectCrashed'],
    },
    { size: 'suspicious', violated: ['suspectsOnlyCrashed', 'canFinishDespiteLoss'] },
    { size: 'accurate', violated: ['canFinishDespiteLoss', 'canSuspectSlow'] },
    {
      size: 'patient',
      violated: ['endsWeakly', 'canFinishDespiteLoss', 'canSuspectCrashed', 'canSuspectSlow'],
    },
  ] as const)('keeps what it promises in size $size', ({ size, violated }) => {
    const result = checkSync(pingPong, { size });
    expect(result.verdict).toBe('holds');
    const seen = Object.fromEntries(violated.map((name) => [name, 'violated']));
    expect(verdictsOf(result)).toEqual({ ...allHold, ...seen });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['ping-pong'][size]));
  });

  it('has as many states as a search finds that takes one step at a time', () => {
    for (const size of ['tiny', 'patient', 'accurate'] as const) {
      expect(naiveSearch(pingPong, pingPong.sizes[size] ?? {}).counts).toEqual(
        countsIn(sizeCounts['ping-pong'][size]),
      );
    }
  });

  it('keeps what it promises in size small, and shows what can happen in as few steps as it takes by hand', async () => {
    const result = checkSync(pingPong, { size: 'small' });
    const { properties } = result;
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({ ...allHold, suspectsOnlyCrashed: 'violated' });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['ping-pong'].small));
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    expect(Object.fromEntries(witnesses.map((one) => [one.name, one.trace?.steps.length]))).toEqual(
      {
        // Each of two rounds begins; a ping and a pong for each of two pongers.
        canFinish: 2 * (1 + 2 * 2),
        // A message is lost, and a timeout has it sent again.
        canFinishDespiteLoss: 2 * (1 + 2 * 2) + 2,
        // The round begins; two timeouts for two tries; a crash.
        canSuspectCrashed: 1 + 2 + 1,
        // The round begins; two pings arrive; two timeouts.
        canSuspectSlow: 1 + 2 + 2,
      },
    );
    for (const property of witnesses) {
      expect(await replayedLabels(pingPong, property)).toEqual(labelsOf(property));
    }
  });

  it('goes on for ever in a round where every ping is lost', () => {
    const { properties } = checkSync(pingPong, { size: 'patient' });
    const lasso = properties.find(({ name }) => name === 'endsWeakly')?.trace;
    const cycle = lasso?.steps.slice(lasso.cycle?.start).map(({ label }) => label);
    expect([...new Set(cycle)]).toEqual([
      'timeout pongTimeout at pinger',
      'drop ping(round=1) pinger → ponger1',
    ]);
  });
});

describe('A mutation of ping-pong', () => {
  it.each(Object.entries(pingPong.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(pingPong, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(pingPong, property)).toEqual(labelsOf(property));
  });

  it.each([
    { name: 'no-timeout', parameters: { losses: 0 }, why: 'nothing is lost' },
    { name: 'any-pong-counts', parameters: { rounds: 1 }, why: 'there is no earlier round' },
    { name: 'first-pong-wins', parameters: { pongers: 1 }, why: 'the first is the last' },
  ])('is not caught where $why: $name', ({ name, parameters }) => {
    expect(caughtBy(pingPong, name, parameters)?.verdict).toBe('holds');
  });
});
