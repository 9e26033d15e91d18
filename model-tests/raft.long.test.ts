import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { raft } from '../specs/raft/spec.ts';
import { countsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { labelsOf } from './support/caught.ts';

describe('Raft', () => {
  it.each(['medium', 'live', 'stale'] as const)('keeps its promises in size %s', (size) => {
    const result = checkSync(raft, { size });
    expect(result.verdict).toBe('holds in bounds');
    expect(countsOf(result)).toEqual(countsIn(sizeCounts.raft[size]));
  });

  it('exercises all of its chart where requests of old terms are answered', () => {
    const { coverage } = checkSync(raft, { size: 'stale' });
    expect(coverage.items.filter(({ exercised }) => !exercised).map(({ name }) => name)).toEqual([
      // These are asked where messages are received once.
      ...['elects', 'commits'],
    ]);
  });

  it('has the same states for a search that takes one local step at a time', () => {
    const { counts } = naiveSearch(raft, { candidates: 1, crashes: 1 });
    const result = checkSync(raft, { parameters: { candidates: 1, crashes: 1 } });
    expect(countsOf(result)).toEqual(counts);
  });
});

describe('Figure 8 of the paper', () => {
  it('happens when a leader counts copies of entries of older terms', () => {
    const onlyHistory = {
      ...raft,
      properties: Object.fromEntries(
        Object.entries(raft.properties).filter(([name]) => name === 'leaderCompleteness'),
      ),
      expectationsFor: () => ({}),
    };
    const { properties } = checkSync(onlyHistory, { mutation: 'figure-8' });
    const [completeness] = properties;
    expect(completeness?.verdict).toBe('violated');
    const labels = labelsOf(completeness) ?? [];
    expect(labels).toHaveLength(raft.mutations['figure-8']?.steps ?? NaN);
    const isElection = (label: string) => label.startsWith('timeout electionTimeout');
    expect(labels.filter(isElection)).toEqual([
      'timeout electionTimeout at server1',
      'timeout electionTimeout at server2',
      'timeout electionTimeout at server1',
      'timeout electionTimeout at server2',
    ]);
    const isRequest = (label: string) => label.startsWith('stimulus clientRequest');
    expect(labels.filter(isRequest)).toHaveLength(2);
  });
});
