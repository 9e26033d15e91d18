import { describe, expect, it } from 'vitest';
import { raft } from '../specs/raft/spec.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const promises = Object.entries(raft.properties)
  .filter(([, { kind }]) => kind !== 'reachable')
  .map(([name]) => name);

/** These take so long that they are checked with fewer properties, in `raft.long.test.ts`. */
const slow = ['figure-8', 'single-server-2015', 'up-to-date-by-length'];

describe('A mutation of Raft', () => {
  const quick = Object.entries(raft.mutations).filter(([name]) => !slow.includes(name));

  it.each(quick)('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(raft, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(raft, property)).toEqual(labelsOf(property));
  });

  it('is there for every promise', () => {
    const broken = Object.values(raft.mutations).map(({ violates }) => violates);
    expect(new Set(broken)).toEqual(new Set(promises));
  });

  // The lengths are known from a model that was written without charts. There a request, what the other does
  // about it, and hearing the answer are one step; so are a crash and the restart after it.
  it.each([
    { name: 'vote-twice', steps: 6, known: 6 },
    { name: 'vote-not-persisted', steps: 8, known: 7 },
    { name: 'log-not-persisted', steps: 11, known: 10 },
    { name: 'no-up-to-date-check', steps: 9, known: 9 },
  ])('takes $steps steps, or $known without restarts: $name', ({ name, steps, known }) => {
    const labels = labelsOf(caughtBy(raft, name)) ?? [];
    expect(labels).toHaveLength(steps);
    expect(labels.filter((label) => !label.startsWith('restart'))).toHaveLength(known);
  });

  it.each([
    { name: 'log-not-persisted', parameters: { crashes: 0 }, why: 'nobody restarts' },
    { name: 'vote-not-persisted', parameters: { crashes: 0 }, why: 'nobody restarts' },
    { name: 'leader-tidies', parameters: { terms: 1 }, why: 'there is one term' },
    { name: 'figure-8', parameters: { terms: 2, candidates: 2 }, why: 'there are two terms' },
  ])('is not caught where $why: $name', ({ name, parameters }) => {
    expect(caughtBy(raft, name, parameters)?.verdict).toBe('holds in bounds');
  });
});
