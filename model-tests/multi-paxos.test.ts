import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { multiPaxos } from '../specs/multi-paxos/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const promises = ['logsChosen', 'prefixes', 'refinesConsensus', 'termination', 'agreement'];
const possibilities = ['canFill', 'canTakeOver', 'canRecover'];
const withSlots = ['canShare', 'canFillGap', 'canPipeline'];

/** The mutation of the long tests: it takes some seconds. */
const slow = 'gaps-left';

describe('Multi-Paxos', () => {
  it('keeps its promises in size tiny, and shows what a slot can come to', async () => {
    const result = checkSync(multiPaxos, { size: 'tiny' });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({
      ...Object.fromEntries([...promises, ...possibilities].map((name) => [name, 'holds'])),
      ...Object.fromEntries(withSlots.map((name) => [name, 'violated'])),
    });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['multi-paxos'].tiny));
    const witnesses = result.properties.filter(({ trace }) => trace !== undefined);
    // A replica tries to lead, and a prepare and a promise are received.
    const phase1 = 3;
    // A command, an accept and its answer; and both others hear that it is chosen.
    const command = 1 + 2 + 2;
    expect(
      Object.fromEntries(witnesses.map(({ name, trace }) => [name, trace?.steps.length])),
    ).toEqual({
      canFill: phase1 + command,
      // A leader accepts a command itself, and tells of it when the next one asks.
      canTakeOver: phase1 + 1 + phase1,
      canRecover: 2 + phase1 + command,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(multiPaxos, property)).toEqual(labelsOf(property));
    }
  });

  it('has as many states as a search finds that takes one step at a time', () => {
    const parameters = { slots: 1, ballots: 1, crashes: 0 };
    const { counts } = naiveSearch(multiPaxos, parameters);
    expect(countsOf(checkSync(multiPaxos, { parameters }))).toEqual(counts);
  });

  // Nobody comes up again.
  it.each([
    { crashes: 1, verdict: 'holds' },
    { crashes: 2, verdict: 'violated' },
  ])('ends as long as a majority is up: $crashes of 3 down', ({ crashes, verdict }) => {
    const parameters = { slots: 1, ballots: 1, crashes };
    const faults = { crash: { restart: false } };
    const result = checkSync(multiPaxos, { parameters, faults, keepGoing: true });
    expect(verdictsOf(result)).toMatchObject({ agreement: 'holds', termination: verdict });
  });
});

describe('A mutation of Multi-Paxos', () => {
  const quick = Object.entries(multiPaxos.mutations).filter(([name]) => name !== slow);

  it.each(quick)('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(multiPaxos, name);
    expect([property?.verdict, property?.trace?.steps.length]).toEqual(['violated', steps]);
    expect(await replayedLabels(multiPaxos, property)).toEqual(labelsOf(property));
  });

  it('is not caught without a crash: volatile-accepted', () => {
    const property = caughtBy(multiPaxos, 'volatile-accepted', { crashes: 0 });
    expect(property?.verdict).toBe('holds');
  });

  it('is not caught in a single slot: gaps-left, order-of-arrival', () => {
    for (const mutation of ['gaps-left', 'order-of-arrival']) {
      expect(caughtBy(multiPaxos, mutation, { slots: 1 })?.verdict).toBe('holds');
    }
  });
});
