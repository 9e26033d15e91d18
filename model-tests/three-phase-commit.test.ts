import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { threePhaseCommit } from '../specs/three-phase-commit/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const promises = [
  ...['agreement', 'commitValidity', 'abortValidity', 'stability', 'refinesAtomicCommit'],
  ...['committedBesideWaiting', 'abortedBesidePreCommitted'],
  ...['termination', 'neverBlocks', 'commits'],
];
const possibilities = [
  ...['canCommit', 'canAbort', 'canCommitWithout', 'canAbortAfterYes', 'canBeUncertain'],
];
const allHold = Object.fromEntries([...promises, ...possibilities].map((name) => [name, 'holds']));
const withoutCrash = {
  canCommitWithout: 'violated',
  canAbortAfterYes: 'violated',
  canBeUncertain: 'violated',
};

/** The verdict on agreement, and the steps of a shortest counterexample. */
function agreementOf(choices: Parameters<typeof checkSync>[1]) {
  const { properties } = checkSync(threePhaseCommit, { keepGoing: true, ...choices });
  const agreement = properties.find(({ name }) => name === 'agreement');
  return [agreement?.verdict, agreement?.trace?.steps.length];
}

describe('Three-phase commit', () => {
  it.each(['tiny', 'small'] as const)('keeps its promises in size %s', (size) => {
    const result = checkSync(threePhaseCommit, { size });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual(allHold);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['three-phase-commit'][size]));
    expect(result.coverage.items.filter(({ exercised }) => !exercised)).toEqual([]);
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(threePhaseCommit, { size: 'tiny' });
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    // Until it has all votes: begin; canCommit, choice and vote of each.
    const votes = 1 + 2 * 3;
    expect(Object.fromEntries(steps)).toEqual({
      // preCommit, ack and commit of each.
      canCommit: votes + 2 * 3,
      // Begin; canCommit and choice of one, which says no; no and abort arrive.
      canAbort: 1 + 2 + 2,
      // The coordinator crashes while it takes the last vote; its preCommit arrives at one of them; both
      // give it up; stateRequest and answer, preCommit and ack, commit.
      canCommitWithout: votes + 1 + 2 + 2 * 2 + 1,
      // The coordinator crashes while it begins, with all sent; canCommit and choice of each; both give it
      // up; stateRequest, the answer and abort.
      canAbortAfterYes: 1 + 2 * 2 + 2 + 3,
      // The coordinator crashes while it begins, with all sent; canCommit and choice of each.
      canBeUncertain: 1 + 2 * 2,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(threePhaseCommit, property)).toEqual(labelsOf(property));
    }
  });

  it('goes on without anybody when nothing fails', () => {
    const result = checkSync(threePhaseCommit, { size: 'tiny', parameters: { crashes: 0 } });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({ ...allHold, ...withoutCrash });
    expect(countsOf(result)).toEqual([81, 144, 14]);
  });

  it('ends for those who are up however many crash', () => {
    const everybody = { participants: 2, crashes: 3 };
    const result = checkSync(threePhaseCommit, { parameters: everybody });
    expect(verdictsOf(result)).toEqual(allHold);
    expect(countsOf(result)).toEqual([3_725, 9_561, 21]);
  });

  it('never ends, and does no harm, where a message is lost', () => {
    const result = checkSync(threePhaseCommit, {
      size: 'tiny',
      network: { loss: { max: 1 } },
      keepGoing: true,
    });
    const lost = { neverBlocks: 'violated', commits: 'violated' };
    expect(verdictsOf(result)).toEqual({ ...allHold, ...lost });
  });
});

describe('A partition', () => {
  it('breaks agreement, and neither validity nor termination', () => {
    const result = checkSync(threePhaseCommit, { size: 'partitioned' });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({
      ...allHold,
      ...withoutCrash,
      agreement: 'violated',
      refinesAtomicCommit: 'violated',
      committedBesideWaiting: 'violated',
      abortedBesidePreCommitted: 'violated',
    });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['three-phase-commit'].partitioned));
  });

  it('comes after the votes: one side aborts, and the other commits', () => {
    expect(labelsOf(caughtBy(threePhaseCommit, 'partition'))).toEqual([
      'stimulus begin at coordinator',
      'deliver canCommit coordinator → participant1',
      'stimulus chooseYes at participant1',
      'deliver yes participant1 → coordinator',
      'partition coordinator | participant1',
      'timeout ackTimeout at coordinator',
      'timeout leaderTimeout at participant1',
    ]);
  });

  it.each([
    { participants: 1, termination: 7, naive: 7 },
    { participants: 2, termination: 13, naive: 11 },
  ])('breaks it with and without questions: $participants participants', (row) => {
    const { participants, termination, naive } = row;
    const parameters = { participants, crashes: 0 };
    const faults = { partition: { max: 1 } };
    expect(agreementOf({ parameters, faults })).toEqual(['violated', termination]);
    const mutation = 'naive-timeouts';
    expect(agreementOf({ mutation, parameters, faults })).toEqual(['violated', naive]);
  });
});

describe('A mutation of three-phase commit', () => {
  it.each(Object.entries(threePhaseCommit.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(threePhaseCommit, name);
    expect([property?.verdict, property?.trace?.steps.length]).toEqual(['violated', steps]);
    expect(await replayedLabels(threePhaseCommit, property)).toEqual(labelsOf(property));
  });

  // Where a message leaves in a step of its own, a vote is one step with the question, a crash in the
  // middle of a broadcast is a step besides, and a backup starts, asks and decides in steps of their own,
  // they take longer: 12, 9 and 17 steps.
  it.each([
    // Two canCommit and a preCommit leave, and the crash; two votes.
    { name: 'naive-timeouts', separate: 12, ours: 12 - 3 - 1 + 2 },
    // A canCommit and a preCommit leave, and the backup decides; one vote.
    { name: 'partition', separate: 9, ours: 9 - 2 - 1 + 1 },
    // Two canCommit, a preCommit and a stateRequest leave, and two crashes; two votes.
    { name: 'tr4-skip-precommit', separate: 17, ours: 17 - 4 - 2 + 2 },
  ])('is as long as elsewhere, in longer steps: $name', ({ name, ours }) => {
    expect(threePhaseCommit.mutations[name]?.steps).toBe(ours);
  });

  // Skeen 1981: what comes to some and not to others decides. The naive timeouts are safe as long as a
  // crash does not cut a broadcast, and as long as one participant is all there is.
  it.each([
    { participants: 2, cutsBroadcast: false, agreement: ['holds', undefined] },
    { participants: 3, cutsBroadcast: false, agreement: ['holds', undefined] },
    { participants: 1, cutsBroadcast: true, agreement: ['holds', undefined] },
    { participants: 3, cutsBroadcast: true, agreement: ['violated', 13] },
  ])('naive-timeouts: $participants participants, cut $cutsBroadcast', (row) => {
    const { participants, cutsBroadcast, agreement } = row;
    const faults = { crash: { cutsBroadcast } };
    const parameters = { participants };
    expect(agreementOf({ mutation: 'naive-timeouts', parameters, faults })).toEqual(agreement);
  });

  // What a crashed process has sent still arrives, and nobody gives it up before. So whoever leads in the
  // end has the preCommit, although the coordinator has not waited for its ack.
  it.each([2, 3])(
    'is not caught where nothing is lost: ack-any, %i participants',
    (participants) => {
      const network = { loss: { max: 0 } };
      const choices = { mutation: 'ack-any', parameters: { participants }, network };
      expect(agreementOf(choices)).toEqual(['holds', undefined]);
    },
  );

  it('is not caught with one crash: tr4-skip-precommit, answers-early', () => {
    const parameters = { crashes: 1 };
    for (const mutation of ['tr4-skip-precommit', 'answers-early']) {
      expect(caughtBy(threePhaseCommit, mutation, parameters)?.verdict).toBe('holds');
    }
  });
});
