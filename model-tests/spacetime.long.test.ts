import { describe, expect, it } from 'vitest';
import { everySpec } from './support/every-spec.ts';
import { flawsOf } from './support/spacetime-flaws.ts';

describe('a space-time diagram', () => {
  it.each(everySpec.map((protocol) => [protocol.id, protocol] as const))(
    'of a long random walk of %s can be read',
    (_id, protocol) => {
      expect(flawsOf(protocol, { numRuns: 5, stepsMax: 60 })).toEqual([]);
    },
  );
});
