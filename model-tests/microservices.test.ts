import { alterChart, checkSync, type Protocol } from '#faultline';
import { describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { microservices } from '../specs/microservices/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const promises = [
  ...['sagaAtomicity', 'stability', 'outcomeIsLogged', 'actsUnderItsFence'],
  ...['singleActiveOrchestrator', 'fencingSafety', 'finishes', 'exactlyOnceEffect', 'reverseOrder'],
];
const possibilities = ['canFinish', 'canTakeOver', 'canUndoForAnother', 'canBeRefused'];
const kept = {
  ...Object.fromEntries(promises.map((name) => [name, 'holds in bounds'])),
  ...Object.fromEntries(possibilities.map((name) => [name, 'holds'])),
  oneAtWork: 'violated',
};

describe('Microservices with a lock and a saga', () => {
  it('keep their promises in size tiny', () => {
    const result = checkSync(microservices, { size: 'tiny' });
    expect(result.verdict).toBe('holds in bounds');
    expect(verdictsOf(result)).toEqual(kept);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts.microservices.tiny));
  });

  it('show what can happen in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(microservices, { size: 'tiny' });
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // Job, acquire, granted, claim, claimed; append, appended, exec, ok; the last append; expiry.
      canFinish: 5 + 4 + 1 + 1,
      // Job, acquire, granted, claim, claimed, append, appended of one; expiry; the other to the end.
      canTakeOver: 7 + 1 + 5 + 4 + 1,
      // The same, and the other gives up: timeout, append, appended, comp, compOk, append; no ok.
      canUndoForAnother: 7 + 1 + 5 + 3 + 6,
      // The same, until its exec is there; and the exec of the first.
      canBeRefused: 7 + 1 + 5 + 3 + 1,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(microservices, property)).toEqual(labelsOf(property));
    }
  });

  it('let one alone work where the lock never expires', () => {
    const patient = altered({ lock: { states: { held: { after: undefined } } } });
    expect(verdictsOf(checkSync(patient, { mutation: 'altered', size: 'tiny' }))).toMatchObject({
      oneAtWork: 'holds',
      sagaAtomicity: 'holds',
    });
  });
});

describe('A mutation of the microservices', () => {
  const quick = Object.entries(microservices.mutations).filter(
    ([, { parameters }]) => parameters === undefined,
  );
  it.each(quick)('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(microservices, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(microservices, property)).toEqual(labelsOf(property));
  });

  it('is there for every promise', () => {
    const broken = Object.values(microservices.mutations).map(({ violates }) => violates);
    expect(new Set(broken)).toEqual(new Set(promises));
  });

  it.each([
    { name: 'unfenced-steps', parameters: { fences: 1 }, why: 'there is one holder' },
    { name: 'log-without-cas', parameters: { fences: 1 }, why: 'there is one holder' },
    { name: 'restart-from-zero', parameters: { fences: 1 }, why: 'there is one holder' },
  ])('is not caught where $why: $name', ({ name, parameters }) => {
    expect(caughtBy(microservices, name, parameters)?.verdict).toMatch(/^holds/);
  });
});

/** The protocol with a mutation that changes charts and names no property in particular. */
function altered(patches: Readonly<Record<string, Parameters<typeof alterChart>[1]>>): Protocol {
  const charts = Object.fromEntries(
    Object.entries(patches).map(([role, patch]) => [
      role,
      (chart: AnyStateMachine) => alterChart(chart, patch),
    ]),
  );
  const mutation = { says: 'a chart is altered', violates: 'oneAtWork', charts };
  return { ...microservices, mutations: { altered: mutation } };
}
