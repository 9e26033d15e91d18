import { checkSync, propertiesFor, type role } from '#faultline';
import { describe, expect, it } from 'vitest';
import type { resourceManager } from '../specs/two-phase-commit-abstract/resource-manager.ts';
import { twoPhaseCommitAbstract } from '../specs/two-phase-commit-abstract/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

describe('Two-phase commit, abstract', () => {
  it.each([
    { size: 'tiny', resourceManagers: 3 },
    { size: 'small', resourceManagers: 7 },
  ] as const)('is consistent in size $size', ({ size, resourceManagers }) => {
    const result = checkSync(twoPhaseCommitAbstract, { size });
    expect(result.model.parameters).toEqual({ resourceManagers });
    expect(verdictsOf(result)).toEqual({
      consistent: 'holds',
      canCommit: 'holds',
      canAbort: 'holds',
    });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['two-phase-commit-abstract'][size]));
  });

  it('commits and aborts in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(twoPhaseCommitAbstract, { size: 'tiny' });
    const steps = properties.map(({ name, trace }) => [name, trace?.steps.length ?? null]);
    expect(Object.fromEntries(steps)).toEqual({
      consistent: null,
      // Each prepares and is heard; the decision; each obeys.
      canCommit: 3 * 2 + 1 + 3,
      // Each aborts on its own.
      canAbort: 3,
    });
    for (const property of properties.filter(({ trace }) => trace !== undefined)) {
      expect(await replayedLabels(twoPhaseCommitAbstract, property)).toEqual(labelsOf(property));
    }
  });

  it.each([1, 2, 3, 4])('takes no step that TCommit.tla does not take: %i managers', (count) => {
    const parameters = { resourceManagers: count };
    const result = checkSync(refined, { parameters });
    expect(verdictsOf(result)).toEqual({ isStepOfTCommit: 'holds' });
  });

  it.each(Object.keys(twoPhaseCommitAbstract.mutations))(
    'takes another step when it is broken: %s',
    (mutation) => {
      const result = checkSync(refined, { mutation, keepGoing: true });
      expect(verdictsOf(result)).toEqual({ isStepOfTCommit: 'violated' });
    },
  );
});

describe('A mutation of two-phase commit, abstract', () => {
  const mutations = Object.entries(twoPhaseCommitAbstract.mutations);

  it.each(mutations)('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(twoPhaseCommitAbstract, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(twoPhaseCommitAbstract, property)).toEqual(labelsOf(property));
  });

  it.each(mutations)('is not caught with one resource manager, which agrees: %s', (name) => {
    const property = caughtBy(twoPhaseCommitAbstract, name, { resourceManagers: 1 });
    expect(property?.verdict).toBe('holds');
  });
});

type Roles = { readonly resourceManager: ReturnType<typeof role<typeof resourceManager, number>> };

const states = ['working', 'prepared', 'committed', 'aborted'] as const;

/**
 * The theorem of TwoPhase.tla, step by step: what a step does to the resource managers is nothing, or
 * what a step of TCommit.tla may do to them.
 */
const refined = {
  ...twoPhaseCommitAbstract,
  properties: {
    isStepOfTCommit: propertiesFor<Roles>().stepInvariant(
      'no step does what TCommit.tla forbids',
      (before, after) => {
        const [now, next] = [before, after].map((view) =>
          view.all('resourceManager').map((rm) => states.find((state) => rm.matches(state))),
        );
        const changes = (next ?? []).flatMap((state, index) =>
          state === now?.[index] ? [] : [`${now?.[index]} → ${state}`],
        );
        return changes.length === 0 || (changes.length === 1 && mayHappen(changes[0], now ?? []));
      },
    ),
  },
};

/** Whether the action `change` of TCommit.tla is enabled when the resource managers are in `now`. */
function mayHappen(change: string | undefined, now: readonly (string | undefined)[]): boolean {
  switch (change) {
    case 'working → prepared':
      return true;
    case 'prepared → committed':
      return now.every((state) => state === 'prepared' || state === 'committed');
    case 'working → aborted':
    case 'prepared → aborted':
      return !now.includes('committed');
    default:
      return false;
  }
}
