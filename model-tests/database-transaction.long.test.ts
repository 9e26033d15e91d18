import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { databaseTransaction } from '../specs/database-transaction/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

describe('Distributed transactions', () => {
  it.each(['small', 'reading', 'medium'] as const)('keep their promises in size %s', (size) => {
    const result = checkSync(databaseTransaction, { size });
    expect(result.verdict).toBe('holds');
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['database-transaction'][size]));
  });

  it('leave nothing of their charts, messages and faults out', () => {
    const unexercised = (['small', 'reading', 'tiny'] as const).map((size) => {
      const { items } = checkSync(databaseTransaction, { size }).coverage;
      return new Set(items.filter(({ exercised }) => !exercised).map(({ name }) => name));
    });
    const [first = new Set(), ...others] = unexercised;
    expect([...first].filter((name) => others.every((names) => names.has(name)))).toEqual([]);
  });

  it('are in the states that a naive search finds, in size tiny', () => {
    const found = naiveSearch(databaseTransaction, Infinity);
    expect([found.distinct, found.generated, found.depth]).toEqual(
      countsIn(sizeCounts['database-transaction'].tiny),
    );
  });

  it.each([
    { network: { order: 'set', loss: { max: 1 } } },
    { network: { order: 'set', duplication: { max: 1 } } },
    { network: { order: 'set', loss: { max: 'unbounded' } } },
  ] as const)('keep their promises whatever the network does: $network', ({ network }) => {
    const verdicts = verdictsOf(checkSync(databaseTransaction, { size: 'tiny', network }));
    expect(verdicts).toMatchObject({
      ...{ agreement: 'holds', commitValidity: 'holds', serializability: 'holds' },
      ...{ refinesAtomicCommit: 'holds', neverBlocks: 'holds' },
    });
  });

  it('are serializable where each reads at both shards and writes at one', () => {
    const parameters = { transactions: 2, leaderChanges: 0, skew: true };
    expect(checkSync(databaseTransaction, { parameters }).verdict).toBe('holds');
  });
});

describe('A mutation of a distributed transaction', () => {
  it('is caught: reads-not-locked', async () => {
    const property = caughtBy(databaseTransaction, 'reads-not-locked');
    expect(property?.trace?.steps).toHaveLength(16);
    expect(await replayedLabels(databaseTransaction, property)).toEqual(labelsOf(property));
  });

  it('is not caught where each writes at every shard: reads-not-locked', () => {
    const property = caughtBy(databaseTransaction, 'reads-not-locked', { skew: false });
    expect(property?.verdict).toBe('holds');
  });

  it.each([
    { name: 'decision-before-replication', steps: 12 },
    { name: 'recover-by-absence', steps: 11 },
  ])('takes more steps where another shard has to vote: $name, $steps', ({ name, steps }) => {
    const property = caughtBy(databaseTransaction, name, { shards: 2 });
    expect(property?.trace?.steps).toHaveLength(steps);
  });
});
