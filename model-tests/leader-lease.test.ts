import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { leaderLease } from '../specs/leader-lease/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const kept = Object.fromEntries(
  [
    ...['singleLeader', 'fencingSafety', 'epochUnique', 'newLeader', 'endsFree'],
    ...['canLeadInTurn', 'canRenew'],
  ].map((name) => [name, 'holds']),
);

const tiny = checkSync(leaderLease, { size: 'tiny' });

describe('A leader lease', () => {
  it.each([
    { size: 'tiny', stability: 'violated', late: 'holds', dead: 'violated' },
    { size: 'diligent', stability: 'holds', late: 'violated', dead: 'holds' },
  ] as const)('keeps its promises in size $size', ({ size, stability, late, dead }) => {
    const result = size === 'tiny' ? tiny : checkSync(leaderLease, { size });
    expect(result.verdict).toBe('holds');
    const possible = { canBeLate: late, canFollowDead: dead, canComeLate: 'violated' };
    expect(verdictsOf(result)).toEqual({ ...kept, stability, ...possible });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['leader-lease'][size]));
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const witnesses = tiny.properties.filter(
      ({ kind, verdict }) => kind === 'reachable' && verdict === 'holds',
    );
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // To lead, by stand, acquire and granted; to step down; 4 ticks, and the lease runs out; the other leads.
      canLeadInTurn: 3 + 1 + 5 + 3,
      // To lead; renew, and it arrives.
      canRenew: 3 + 2,
      // Stand, acquire; 2 ticks, and the alarm.
      canBeLate: 2 + 3,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(leaderLease, property)).toEqual(labelsOf(property));
    }
  });
});

describe('A single leader', () => {
  /** The verdict on it, and the steps of a shortest counterexample. */
  function singleLeaderIn(parameters: Readonly<Record<string, unknown>>) {
    const { properties } = checkSync(leaderLease, { parameters });
    const found = (name: string) => properties.find((property) => property.name === name);
    const { verdict, trace } = found('singleLeader') ?? {};
    return [
      verdict,
      trace?.steps.length,
      found('fencingSafety')?.verdict,
      found('epochUnique')?.verdict,
    ];
  }

  it('is lost to one pause, and neither the order of writes nor the epochs are', () => {
    // To lead, and pause; 4 ticks, and the lease runs out; the other leads.
    expect(singleLeaderIn({ pauses: 1 })).toEqual(['violated', 3 + 1 + 5 + 3, 'holds', 'holds']);
  });

  it('is not there where a timer fires at any moment', () => {
    // To lead; the lease runs out; the other leads.
    expect(singleLeaderIn({ timed: false })).toEqual(['violated', 3 + 1 + 3, 'holds', 'holds']);
  });

  it.each([
    { validity: 40, drifts: 0, verdict: 'violated' },
    { validity: 30, drifts: 0, verdict: 'holds' },
    { validity: 30, drifts: 1, verdict: 'violated' },
  ])('needs a tick more than clocks are wrong: $validity of 40, $drifts drifts', (row) => {
    const { validity, drifts, verdict } = row;
    const careful = {
      says: 'a leader leads for so long',
      violates: 'singleLeader',
      charts: { candidate: (chart: AnyStateMachine) => chart.provide({ delays: { validity } }) },
    };
    const protocol = { ...leaderLease, mutations: { careful } };
    expect(caughtBy(protocol, 'careful', { drifts })?.verdict).toBe(verdict);
  });
});

describe('A mutation of a leader lease', () => {
  it.each([
    // To lead; 4 ticks; the alarm, which is not heard; the lease runs out; the other leads.
    { name: 'ignores-deadline', steps: 3 + 4 + 2 + 3 },
    // To lead, in 2 ticks; 2 more, and the lease runs out; the other leads.
    { name: 'deadline-from-reply', steps: 3 + 5 + 3 },
    // To lead; 4 ticks, and the lease runs out; the other leads.
    { name: 'no-margin', steps: 3 + 5 + 3 },
    // The same, with a drift of the store's clock and a tick less.
    { name: 'clock-lag-no-margin', steps: 3 + 5 + 3 },
    // To lead, act and step down; 4 ticks, and the lease runs out; the other leads and acts; both writes arrive,
    // the last one first.
    { name: 'no-fence', steps: 3 + 2 + 5 + 3 + 1 + 2 },
    // To lead, and step down; 4 ticks, and the lease runs out; the other leads.
    { name: 'epoch-not-incremented', steps: 3 + 1 + 5 + 3 },
  ])('is caught: $name', async ({ name, steps }) => {
    const property = caughtBy(leaderLease, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps);
    expect(leaderLease.mutations[name]?.steps).toBe(steps);
    expect(await replayedLabels(leaderLease, property)).toEqual(labelsOf(property));
  });

  it('is one of six', () => {
    expect(Object.keys(leaderLease.mutations)).toHaveLength(6);
  });

  it.each([
    { name: 'ignores-deadline', parameters: { candidates: 1 }, why: 'there is nobody else' },
    { name: 'clock-lag-no-margin', parameters: { drifts: 0 }, why: 'no clock is wrong' },
    { name: 'epoch-not-incremented', parameters: { candidates: 1 }, why: 'there is one lease' },
  ])('is not caught where $why: $name', ({ name, parameters }) => {
    expect(caughtBy(leaderLease, name, parameters)?.verdict).toBe('holds');
  });
});
