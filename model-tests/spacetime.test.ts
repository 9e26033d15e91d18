import { describe, expect, it } from 'vitest';
import { modelOf, Simulation, spacetimePages, type Spacetime } from '#faultline';
import { twoPhaseCommit } from '../specs/two-phase-commit/spec.ts';
import { everySpec } from './support/every-spec.ts';
import { flawsOf, flawsOfPage } from './support/spacetime-flaws.ts';

describe('a space-time diagram', () => {
  it.each(everySpec.map((protocol) => [protocol.id, protocol] as const))(
    'of a random walk of %s can be read',
    (_id, protocol) => {
      expect(flawsOf(protocol, { numRuns: 1, stepsMax: 24 })).toEqual([]);
    },
  );
});

describe('the check of diagrams', () => {
  const simulation = new Simulation(modelOf(twoPhaseCommit, { size: 'tiny' }));
  for (let step = 0; step < 3; step += 1) simulation.take(0);
  const [page] = spacetimePages(simulation.trace());
  const { happenings, ...rest } = page as Spacetime;
  const [first, ...others] = happenings;

  it.each([
    ['a text over another', { y: (others[0]?.label.y ?? 0) - (first?.label.y ?? 0), x: 0 }],
    ['a text outside', { x: -1000, y: 0 }],
    ['a text below', { x: 0, y: 5000 }],
  ])('finds %s', (_what, by) => {
    const moved = happenings.map((one) => {
      const { label } = one;
      return one === first ? { ...one, label: { ...label, ...placed(label, by) } } : one;
    });
    const over = others.map((one) => ({ ...one, label: { ...one.label, x: first?.label.x ?? 0 } }));
    const made = by.x === 0 && by.y < 5000 ? [moved[0] as (typeof moved)[0], ...over] : moved;
    expect(flawsOfPage({ ...rest, happenings })).toEqual([]);
    expect(flawsOfPage({ ...rest, happenings: made })).not.toEqual([]);
  });
});

function placed(
  { x, y }: { readonly x: number; readonly y: number },
  by: { x: number; y: number },
) {
  return { x: x + by.x, y: y + by.y };
}
