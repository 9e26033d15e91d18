import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { isSerializable, type Access } from '../specs/database-transaction/serial.ts';
import { databaseTransaction } from '../specs/database-transaction/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const promises = [
  ...['agreement', 'commitValidity', 'stability', 'voteStability', 'refinesAtomicCommit'],
  ...['serializability', 'freshReads', 'neverBlocks', 'termination', 'canCommit', 'canAbort'],
];
const kept = Object.fromEntries(promises.map((name) => [name, 'holds']));

describe('A distributed transaction', () => {
  it('keeps its promises in size tiny, where it meets no other', () => {
    const result = checkSync(databaseTransaction, { size: 'tiny' });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({
      ...kept,
      ...{ canWaitForLeader: 'holds', canCommitAfterLoss: 'holds' },
      ...{ canConflict: 'violated', canFollow: 'violated' },
      // Two-phase commit again: see 'Waiting'.
      neverBlocksWithoutMajority: 'violated',
    });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['database-transaction'].tiny));
  });

  it('is in the states that a naive search finds, six deep', () => {
    const found = naiveSearch(databaseTransaction, 6);
    const result = checkSync(databaseTransaction, { depthMax: 6 });
    expect([found.distinct, found.generated, found.depth]).toEqual(countsOf(result));
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(databaseTransaction, { size: 'tiny' });
    const witnesses = properties.filter(({ trace }) => trace !== undefined);
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // Begin; prepare, entry and vote of each; the decision; commit to each.
      canCommit: 1 + 2 * 3 + 1 + 2,
      // Begin; the votes do not come in time; the decision; abort to each.
      canAbort: 1 + 1 + 1 + 2,
      // Begin; prepare and entry of each; the leader is lost.
      canWaitForLeader: 1 + 2 * 2 + 1,
      // As canCommit, where a shard loses its leader as it votes, and the next one is elected.
      canCommitAfterLoss: 11,
      // Begin; prepare and entry of one; the leader is lost, and the locked shard asks in vain.
      neverBlocksWithoutMajority: 7,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(databaseTransaction, property)).toEqual(labelsOf(property));
    }
  });
});

describe('Waiting for a leader', () => {
  /** What becomes of those who wait, for ever, and how often leaders are lost. */
  function waitingWith(crash: object) {
    const faults = { crash: { roles: ['coordinator', 'shard'], max: 1, ...crash } };
    const { neverBlocks, canWaitForLeader } = verdictsOf(
      checkSync(databaseTransaction, { size: 'tiny', faults }),
    );
    return [neverBlocks, canWaitForLeader];
  }

  it('ends when groups elect leaders', () => {
    expect(waitingWith({ restart: true })).toEqual(['holds', 'holds']);
  });

  it('is for ever, as in two-phase commit, when a group is a single machine', () => {
    expect(waitingWith({ restart: false })).toEqual(['violated', 'holds']);
  });
});

describe('A mutation of a distributed transaction', () => {
  const slow = ['reads-not-locked'];
  const mutations = Object.entries(databaseTransaction.mutations);

  it.each(mutations.filter(([name]) => !slow.includes(name)))(
    'is caught: %s',
    async (name, { steps }) => {
      const property = caughtBy(databaseTransaction, name);
      expect([property?.verdict, property?.trace?.steps.length]).toEqual(['violated', steps]);
      expect(await replayedLabels(databaseTransaction, property)).toEqual(labelsOf(property));
    },
  );

  it.each([
    {
      name: 'decision-before-replication',
      parameters: { leaderChanges: 0 },
      why: 'the leader is not lost',
    },
    { name: 'non-idempotent-prepare', parameters: { leaderChanges: 0 }, why: 'nobody asks again' },
    { name: 'stale-leader-read', parameters: { leaderChanges: 0 }, why: 'no leader is replaced' },
    { name: 'lock-released-at-prepare', parameters: { transactions: 1 }, why: 'there is no other' },
  ])('is not caught where $why: $name', ({ name, parameters }) => {
    expect(caughtBy(databaseTransaction, name, parameters)?.verdict).toBe('holds');
  });
});

describe('An execution', () => {
  const at = (shard: string, read: string | null, position = -1): Access => {
    return { at: shard, read, position, writes: position >= 0 };
  };

  it.each([
    ['of nothing', true, []],
    ['of one after another', true, [[at('x', null, 0)], [at('x', 't1', 1)]]],
    [
      'of a reader between two writers',
      true,
      [[at('x', null, 0)], [at('x', 't1')], [at('x', 't1', 1)]],
    ],
    ['with a lost update', false, [[at('x', null, 0)], [at('x', null, 1)]]],
    [
      'with write skew',
      false,
      [
        [at('x', null), at('y', null, 0)],
        [at('x', null, 0), at('y', null)],
      ],
    ],
    ['that reads what comes later', false, [[at('x', 't2', 0)], [at('x', 't1', 1)]]],
    [
      'that reads one thing before another is written, and another after it',
      false,
      [
        [at('x', null, 0), at('y', null, 0)],
        [at('x', null), at('y', 't1')],
      ],
    ],
    ['that writes against the order of reading', false, [[at('x', null, 1)], [at('x', 't1', 0)]]],
  ] as const)('is serializable, or is not: %s', (_, serializable, accesses) => {
    const executed = accesses.map((of, index) => ({ id: `t${index + 1}`, accesses: of }));
    expect(isSerializable(executed)).toBe(serializable);
  });
});
