import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { raft } from '../specs/raft/spec.ts';
import { countsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { labelsOf } from './support/caught.ts';

describe('Raft', () => {
  it.each(['medium', 'prevote', 'live', 'changing', 'compacting'] as const)(
    'keeps its promises in size %s',
    (size) => {
      const result = checkSync(raft, { size });
      expect(result.verdict).toBe('holds in bounds');
      expect(countsOf(result)).toEqual(countsIn(sizeCounts.raft[size]));
    },
  );

  it('keeps its promises, and exercises all of its chart, where requests of old terms are answered', () => {
    const result = checkSync(raft, { size: 'stale' });
    expect(result.verdict).toBe('holds in bounds');
    expect(countsOf(result)).toEqual(countsIn(sizeCounts.raft.stale));
    const { coverage } = result;
    const missing = coverage.items.filter(({ exercised }) => !exercised).map(({ name }) => name);
    expect(missing.filter((name) => !/preVote|preCandidate|Timeout\[0\]/.test(name))).toEqual([
      // Nobody asks first, is let in or taken out, or takes a snapshot; the others are asked where messages are received once.
      ...['on.installSnapshot[0]', 'on.installSnapshot[1]', 'on.installSnapshot[2]'],
      ...['on.takeSnapshot', 'leader.on.changeMember'],
      ...['installSnapshot', 'takeSnapshot', 'changeMember', 'elects', 'commits'],
    ]);
  });

  it('keeps what follows a snapshot that comes late', () => {
    const parameters = { candidates: 1, terms: 1, entries: 2, compacts: true };
    const result = checkSync(raft, { parameters });
    expect(result.verdict).toBe('holds in bounds');
    expect(countsOf(result)).toEqual([33_996, 677_442, 25]);
  });

  it('asks before an election whether it would be won, and exercises what that takes', () => {
    const { coverage } = checkSync(raft, { size: 'prevote' });
    const missing = coverage.items.filter(({ exercised }) => !exercised).map(({ name }) => name);
    expect(missing.filter((name) => /preVote|preCandidate|Timeout\[0\]/.test(name))).toEqual([]);
  });

  it('has the same states for a search that takes one local step at a time', () => {
    const parameters = { candidates: 1, terms: 1, crashes: 1 };
    const { counts } = naiveSearch(raft, parameters);
    const result = checkSync(raft, { parameters });
    expect(countsOf(result)).toEqual(counts);
  });

  it('has the same states for that search where servers take snapshots', () => {
    const parameters = { candidates: 1, terms: 1, compacts: true };
    const { counts } = naiveSearch(raft, parameters);
    expect(countsOf(checkSync(raft, { parameters }))).toEqual(counts);
  });
});

/** Raft with one of the properties of its monitors and nothing else, since much of the time goes into them. */
const onlyHistory = {
  ...raft,
  properties: Object.fromEntries(
    Object.entries(raft.properties).filter(([name]) => name === 'leaderCompleteness'),
  ),
  expectationsFor: () => ({}),
};

// Where a request, what the other does about it, and the answer are one step, this takes 16.
describe('The first way to change one server at a time', () => {
  it('loses what is committed, from four servers on', () => {
    const { properties } = checkSync(onlyHistory, { mutation: 'single-server-2015' });
    expect(properties[0]?.verdict).toBe('violated');
    const labels = labelsOf(properties[0]) ?? [];
    expect(labels).toHaveLength(raft.mutations['single-server-2015']?.steps ?? NaN);
    expect(labels.filter((label) => label.startsWith('stimulus'))).toEqual([
      'stimulus changeMember(server=server2, command=v1) at server1',
      'stimulus changeMember(server=server1, command=v2) at server2',
    ]);
  });
});

it('takes the longer log for the newer one, and loses what is committed', () => {
  const { properties } = checkSync(onlyHistory, { mutation: 'up-to-date-by-length' });
  const [property] = properties;
  expect([property?.verdict, property?.trace?.steps.length]).toEqual(['violated', 14]);
});

describe('Figure 8 of the paper', () => {
  it('happens when a leader counts copies of entries of older terms', () => {
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
