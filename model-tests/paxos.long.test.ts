import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { paxos } from '../specs/paxos/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

/** The properties that do not hold, with the steps of a shortest counterexample where there is one. */
function violatedIn({ properties }: ReturnType<typeof checkSync>) {
  const violated = properties.filter(({ verdict }) => verdict === 'violated');
  return Object.fromEntries(violated.map(({ name, trace }) => [name, trace?.steps.length]));
}

describe('Paxos', () => {
  it('keeps its promises in size medium, and every way of it is taken', () => {
    const result = checkSync(paxos, { size: 'medium' });
    expect(result.verdict).toBe('holds');
    expect(violatedIn(result)).toEqual({ canRecover: undefined });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts.paxos.medium));
    const missed = result.coverage.items.filter(({ exercised }) => !exercised);
    expect(missed.map(({ name }) => name)).toEqual(['canRecover']);
  });

  it.each([
    { proposers: 1, acceptors: 2, ballots: 2, crashes: 1 },
    { proposers: 2, acceptors: 1, ballots: 3, crashes: 1 },
  ])('has as many states as a search finds that takes one step at a time: %o', (parameters) => {
    const { counts } = naiveSearch(paxos, parameters);
    expect(countsOf(checkSync(paxos, { parameters }))).toEqual(counts);
  });

  it('keeps its promises when each message is received once', () => {
    const network = { order: 'unordered', delivery: 'consumes' } as const;
    const result = checkSync(paxos, { size: 'tiny', network });
    expect(violatedIn(result)).toEqual({ canRecover: undefined });
    expect(countsOf(result)).toEqual([103_676, 526_675, 25]);
  });

  it('keeps its promises with five acceptors, of which any three decide', () => {
    const result = checkSync(paxos, { parameters: { proposers: 1, acceptors: 5, ballots: 1 } });
    expect(result.verdict).toBe('holds');
    const witness = result.properties.find(({ name }) => name === 'canLearn')?.trace;
    expect(witness?.steps).toHaveLength(1 + 4 * 3);
  });
});

describe('An acceptor that has lost what it wrote', () => {
  it('breaks agreement, and neither validity nor termination', () => {
    const result = checkSync(paxos, { size: 'amnesic' });
    expect(result.verdict).toBe('holds');
    expect(countsOf(result)).toEqual(countsIn(sizeCounts.paxos.amnesic));
    expect(result.coverage.items.find(({ name }) => name === 'amnesia')?.exercised).toBe(true);
    expect(violatedIn(result)).toEqual({
      // As with what is not written: both phases twice, a crash and a restart.
      agreement: 2 * 7 + 2,
      refinesConsensus: 2 * 7 + 2,
      safeProposals: 2 * 7,
      // The learner hears of both.
      learnsOnce: 2 * 7 + 2 + 2 * 2,
    });
  });
});

describe('A mutation of Paxos', () => {
  it.each(['adopt-lowest', 'ballot-reuse'])('is caught: %s', async (name) => {
    const property = caughtBy(paxos, name);
    const { steps } = paxos.mutations[name] ?? {};
    expect([property?.verdict, property?.trace?.steps.length]).toEqual(['violated', steps]);
    expect(await replayedLabels(paxos, property)).toEqual(labelsOf(property));
  });

  it('is not caught with two ballots: adopt-lowest', () => {
    const result = checkSync(paxos, {
      mutation: 'adopt-lowest',
      parameters: { ballots: 2 },
      keepGoing: true,
    });
    expect(violatedIn(result)).toEqual({ canRecover: undefined });
  });

  it.each(['volatile-promise', 'volatile-accepted', 'ballot-reuse'])(
    'is not caught without a crash: %s',
    (mutation) => {
      const options = { mutation, parameters: { crashes: 0 }, keepGoing: true };
      expect(verdictsOf(checkSync(paxos, options)).agreement).toBe('holds');
    },
  );
});
