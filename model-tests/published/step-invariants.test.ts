import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { atomicCommitment } from './acp-nb.ts';
import { coffeeCan } from './coffee-can.ts';
import { countsOf, verdictsOf } from './counts.ts';
import { sharedRegister } from './register.ts';

describe('Step invariants', () => {
  // TLC finds 5 150 states and 20 002 steps with 100 beans, 501 500 and 2 000 002 with 1000.
  it('hold of the coffee can, in as many states as TLC finds', () => {
    const beans = 20;
    const result = checkSync(coffeeCan, { parameters: { beans } });
    expect(countsOf(result)).toEqual([(beans * (beans + 3)) / 2, 2 * beans ** 2 + 2, 1]);
    expect(verdictsOf(result)).toEqual({
      decreases: 'holds',
      keepsParity: 'holds',
      // Two white beans are replaced by a black one.
      losesWhite: 'violated',
    });
  });

  it('hold of decisions in non-blocking atomic commitment, as AC4 says', () => {
    const { properties } = checkSync(atomicCommitment, { parameters: { participants: 1 } });
    expect(properties.find(({ name }) => name === 'stability')?.verdict).toBe('holds');
  });

  it('tell a regular register from an atomic one', () => {
    const of = (kind: string) =>
      checkSync(sharedRegister, { parameters: { kind }, keepGoing: true });
    expect(verdictsOf(of('atomic'))).toEqual({ neverBack: 'holds', overlaps: 'holds' });
    const regular = of('regular');
    expect(verdictsOf(regular)).toEqual({ neverBack: 'violated', overlaps: 'holds' });
    const steps = regular.properties[0]?.trace?.steps.map(({ label }) => label);
    // Both reads are made while the value is being written.
    expect(steps).toEqual([
      'stimulus begin at register',
      'stimulus readNew at register',
      'stimulus readOld at register',
    ]);
  });
});
