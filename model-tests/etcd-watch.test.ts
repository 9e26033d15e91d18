import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { etcdWatch } from '../specs/etcd-watch/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const tiny = checkSync(etcdWatch, { size: 'tiny' });

describe('An etcd watch', () => {
  it('keeps its promises in size tiny', () => {
    expect(tiny.verdict).toBe('holds');
    expect(new Set(Object.values(verdictsOf(tiny)))).toEqual(new Set(['holds']));
    expect(countsOf(tiny)).toEqual(countsIn(sizeCounts['etcd-watch'].tiny));
    // Nobody has a lease here.
    const { items } = tiny.coverage;
    expect(items.filter(({ role, exercised }) => role !== 'server' && !exercised)).toEqual([]);
  });

  it('is in the states that a naive search finds, eight deep', () => {
    const found = naiveSearch(etcdWatch, 8);
    const result = checkSync(etcdWatch, { depthMax: 8 });
    expect([found.distinct, found.generated, found.depth]).toEqual(countsOf(result));
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const witnesses = tiny.properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // To read: the range and its answer. Disconnect; both watches arrive; write and its transaction.
      canResume: 2 + 1 + 2 + 2,
      // To read; write and its transaction, which is compacted; the watch arrives.
      canBeCanceled: 2 + 2 + 1 + 1,
      // The same; the watch is canceled; the answer to the writer; another change; the range.
      canMissMiddle: 6 + 1 + 1 + 2 + 1,
      // A change is made, and read; the watch; the answer to the writer; a change elsewhere; progress.
      canBeTakenFurther: 2 + 2 + 1 + 1 + 2 + 1,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(etcdWatch, property)).toEqual(labelsOf(property));
    }
  });
});

describe('A mutation of an etcd watch', () => {
  it.each([
    // To read what was written; disconnect; both watches arrive; the change is told.
    { name: 'resume-at-last', steps: 2 + 2 + 1 + 2 + 1 },
    // To read; write and its transaction; disconnect; both watches arrive.
    { name: 'resume-at-now', steps: 2 + 2 + 1 + 2 },
    // To read; write and its transaction, which is compacted; the watch, canceled; the next one.
    { name: 'skip-compacted', steps: 2 + 2 + 1 + 2 + 1 },
    // To read; write and its transaction; the watch.
    { name: 'list-then-watch-0', steps: 2 + 2 + 1 },
    // To read; the watch; write and its transaction; both keys.
    { name: 'split-revision', steps: 2 + 1 + 2 + 2 },
    // To read; write and its transaction, which is compacted; the watch.
    { name: 'open-compacted', steps: 2 + 2 + 1 + 1 },
    // To read; write and its transaction; the watch; progress, and the change.
    { name: 'progress-unsynced', steps: 2 + 2 + 1 + 2 },
  ])('is caught: $name', async ({ name, steps }) => {
    const property = caughtBy(etcdWatch, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps);
    expect(etcdWatch.mutations[name]?.steps).toBe(steps);
    expect(await replayedLabels(etcdWatch, property)).toEqual(labelsOf(property));
  });

  it('is one of seven', () => {
    expect(Object.keys(etcdWatch.mutations)).toHaveLength(7);
  });

  it.each([
    { name: 'resume-at-last', parameters: { disconnects: 0 }, why: 'no connection breaks' },
    { name: 'resume-at-now', parameters: { disconnects: 0 }, why: 'no connection breaks' },
    { name: 'skip-compacted', parameters: { compactions: 0 }, why: 'nothing is compacted' },
    { name: 'open-compacted', parameters: { compactions: 0 }, why: 'nothing is compacted' },
  ])('is not caught where $why: $name', ({ name, parameters }) => {
    expect(caughtBy(etcdWatch, name, parameters)?.verdict).toBe('holds');
  });
});
