import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { raft } from '../specs/raft/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { labelsOf, replayedLabels } from './support/caught.ts';

const promises = [
  ...['leaderAppendOnly', 'logMatching', 'committedIsStored', 'refinesConsensus'],
  ...['elects', 'commits'],
  ...['electionSafety', 'leaderCompleteness', 'stateMachineSafety'],
  ...['votesForCandidates', 'noDisruption'],
];
const possibilities = [
  'canCommit',
  'canRecover',
  'canChange',
  'canInstall',
  'canDepose',
  'canConflict',
];
const allHold = {
  ...Object.fromEntries(promises.map((name) => [name, 'holds in bounds'])),
  ...Object.fromEntries(possibilities.map((name) => [name, 'holds'])),
};

/** What of the chart is for servers that ask first. */
const ofPreVotes = /preVote|preCandidate|Timeout\[0\]/;

/** They take long enough to be made once. */
const results = {
  tiny: checkSync(raft, { size: 'tiny' }),
  small: checkSync(raft, { size: 'small' }),
};

describe('Raft', () => {
  it.each(Object.entries(results))('keeps its promises in size %s', (size, result) => {
    expect(result.verdict).toBe('holds in bounds');
    expect(verdictsOf(result)).toEqual(allHold);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts.raft[size as keyof typeof results]));
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const { properties } = results.small;
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // An election: timeout, request, vote. A command; an entry and its answer; the commit to both.
      canCommit: 3 + 1 + 2 + 2,
      // A crash and a restart; an election, a command, an entry and its answer.
      canRecover: 2 + 3 + 1 + 2,
      // Where nobody changes there is nothing to see.
      canChange: 0,
      // Nobody takes a snapshot.
      canInstall: 0,
      // Two elections; whoever votes in the second need not have heard of the first.
      canDepose: 3 + 3,
      // Two elections, and a command of each leader.
      canConflict: 3 + 1 + 3 + 1,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(raft, property)).toEqual(labelsOf(property));
    }
  });

  it.each([
    { servers: 3, candidates: 1, terms: 1 },
    { servers: 2, candidates: 2, terms: 1, crashes: 1 },
    { servers: 2, candidates: 2, terms: 2, stale: true },
    { servers: 2, candidates: 1, terms: 1, once: true },
    { servers: 2, candidates: 1, terms: 1, entries: 2, crashes: 1, compacts: true },
    { servers: 2, candidates: 2, terms: 2, entries: 0, prevote: true },
  ])(
    'has as many states as a search finds that takes one local step at a time: %j',
    (parameters) => {
      const { counts } = naiveSearch(raft, parameters);
      expect(countsOf(checkSync(raft, { parameters }))).toEqual(counts);
    },
  );

  it('exercises all of its chart but what answers to old terms are for', () => {
    const { coverage } = results.small;
    const missing = coverage.items.filter(({ exercised }) => !exercised).map(({ name }) => name);
    expect(missing.filter((name) => !ofPreVotes.test(name))).toEqual([
      // A candidate or a leader of an old term is told so; nobody is let in or taken out, or takes a snapshot.
      ...['on.requestVote[2]', 'on.appendEntries[1]'],
      ...['on.installSnapshot[0]', 'on.installSnapshot[1]', 'on.installSnapshot[2]'],
      ...['on.takeSnapshot', 'on.vote', 'on.appended', 'leader.on.changeMember'],
      ...['installSnapshot', 'takeSnapshot', 'changeMember'],
      // These are asked where messages are received once.
      ...['elects', 'commits'],
    ]);
  });

  it('does not survive the loss of what is on stable storage', () => {
    const crash = { max: 1, restart: true, amnesia: 1 } as const;
    const parameters = { candidates: 2, terms: 1, crashes: 1 };
    const result = checkSync(raft, { parameters, faults: { crash }, keepGoing: true });
    expect(verdictsOf(result)).toMatchObject({
      electionSafety: 'violated',
      logMatching: 'violated',
      committedIsStored: 'violated',
      refinesConsensus: 'violated',
      stateMachineSafety: 'violated',
    });
  });
});

describe('An election', () => {
  // Ongaro & Ousterhout 2014, §5.2: split votes may repeat indefinitely.
  it('may never come to an end when several servers stand', () => {
    const parameters = { servers: 2, candidates: 2, terms: 1, once: true };
    const result = checkSync(raft, { parameters });
    const elects = result.properties.find(({ name }) => name === 'elects');
    expect([elects?.verdict, elects?.expected]).toEqual(['violated', 'violated']);
    // Each votes for itself, and hears that the other has done so.
    expect(labelsOf(elects)?.slice(0, 2)).toEqual([
      'timeout electionTimeout at server1',
      'timeout electionTimeout at server2',
    ]);
  });

  it('comes to an end when one server stands, whatever gets lost', () => {
    const parameters = { servers: 2, candidates: 1, terms: 1, once: true };
    expect(verdictsOf(checkSync(raft, { parameters }))).toMatchObject({
      elects: 'holds in bounds',
      commits: 'holds in bounds',
    });
  });
});

describe('A change of membership', () => {
  const parameters = { servers: 3, members: 2, candidates: 2, entries: 2, changes: true };

  it('breaks no promise, and is possible', () => {
    const result = checkSync(raft, { parameters });
    // Of two members both must vote, so that no leader lacks what the one before has.
    expect(verdictsOf(result)).toEqual({ ...allHold, canConflict: 'unknown' });
    expect(countsOf(result)).toEqual([4_097, 48_748, 26]);
    const change = result.properties.find(({ name }) => name === 'canChange');
    const labels = labelsOf(change) ?? [];
    // An election; the leader goes; an entry and its answer; the commit to the one who is left.
    expect(labels).toHaveLength(7);
    expect(labels.filter((label) => label.startsWith('stimulus changeMember'))).toHaveLength(1);
  });
});

describe('A snapshot', () => {
  const parameters = { candidates: 1, terms: 1, compacts: true };
  const result = checkSync(raft, { parameters });

  it('breaks no promise, and brings a follower what it lacks', () => {
    expect(verdictsOf(result)).toEqual(allHold);
    expect(countsOf(result)).toEqual([584, 7_810, 15]);
    const install = result.properties.find(({ name }) => name === 'canInstall');
    const labels = labelsOf(install) ?? [];
    // An election; a command; an entry and its answer; the snapshot, a heartbeat with it, and its receipt.
    expect(labels).toHaveLength(3 + 1 + 2 + 3);
    expect(labels.at(-1)).toMatch(/^deliver installSnapshot/);
    expect(labels.filter((label) => label.startsWith('stimulus takeSnapshot'))).toHaveLength(1);
  });
});
