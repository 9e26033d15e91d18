import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { caughtBy } from './support/caught.ts';
import { raftGroup } from './support/raft-group.ts';

describe('Raft', () => {
  it('is a replicated group where servers crash and recover, in size small', () => {
    expect(checkSync(raftGroup, { size: 'small' }).verdict).toBe('holds in bounds');
  });

  it.each([
    { mutation: 'vote-not-persisted', steps: 11 },
    { mutation: 'term-not-persisted', steps: 11 },
    { mutation: 'log-not-persisted', steps: 11 },
    { mutation: 'truncate-on-any-append', steps: 10 },
    { mutation: 'leader-tidies', steps: 10 },
  ])('is none any more when it is broken: $mutation', ({ mutation, steps }) => {
    const property = caughtBy(raftGroup, mutation);
    expect([property?.verdict, property?.trace?.steps.length]).toEqual(['violated', steps]);
  });
});
