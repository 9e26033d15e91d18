import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { multiPaxos } from '../specs/multi-paxos/spec.ts';
import { countsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

// A replica tries to lead, and a prepare and a promise are received.
const phase1 = 3;
// A command, an accept and its answer; and both others hear that it is chosen.
const command = 1 + 2 + 2;

describe('Multi-Paxos', () => {
  it('keeps its promises in size small, and shows what two slots can come to', () => {
    const result = checkSync(multiPaxos, { size: 'small' });
    expect(result.verdict).toBe('holds');
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['multi-paxos'].small));
    const witnesses = result.properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      canFill: phase1 + 2 * command,
      canTakeOver: phase1 + 1 + phase1,
      // A command is accepted; the next leader takes it over, and another command is accepted.
      canShare: phase1 + 2 + phase1 + 2,
      // Of two commands the second is accepted; who hears of it alone does nothing in the first slot.
      canFillGap: phase1 + 3 + phase1 + 1,
      canPipeline: phase1 + 3,
      canRecover: undefined,
    });
  });

  it('keeps its promises in size medium', () => {
    const result = checkSync(multiPaxos, { size: 'medium' });
    expect(result.verdict).toBe('holds');
    expect(result.properties.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['multi-paxos'].medium));
    // With one ballot each, nobody tries twice.
    const missed = result.coverage.items.filter(({ exercised }) => !exercised);
    expect(missed.map(({ name }) => name)).toEqual(['preparing.on.lead']);
  });

  it('keeps its promises when a leader tries twice', () => {
    const result = checkSync(multiPaxos, { parameters: { slots: 1, ballots: 3 } });
    expect(result.verdict).toBe('holds');
    const { items } = result.coverage;
    expect(items.find(({ name }) => name === 'preparing.on.lead')?.exercised).toBe(true);
  });

  it('has as many states as a search finds that takes one step at a time', () => {
    const parameters = { slots: 1, ballots: 1, crashes: 1 };
    const { counts } = naiveSearch(multiPaxos, parameters);
    expect(countsOf(checkSync(multiPaxos, { parameters }))).toEqual(counts);
  });
});

describe('A mutation of Multi-Paxos', () => {
  it('is caught: gaps-left', async () => {
    const property = caughtBy(multiPaxos, 'gaps-left');
    const { steps } = multiPaxos.mutations['gaps-left'] ?? {};
    expect([property?.verdict, property?.trace?.steps.length]).toEqual(['violated', steps]);
    expect(await replayedLabels(multiPaxos, property)).toEqual(labelsOf(property));
  });
});
