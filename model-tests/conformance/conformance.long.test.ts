import { describe, expect, it } from 'vitest';
import { everySpec } from '../support/every-spec.ts';
import { chartMutations, differenceBy, differs, unnoticed } from './difference.ts';

const mutations = everySpec.flatMap((protocol) =>
  chartMutations(protocol).map((mutation) => [protocol.id, mutation, protocol] as const),
);

describe('A broken chart as a live actor', () => {
  it.each(mutations.filter(([, mutation]) => !unnoticed.has(mutation)))(
    'differs: %s, %s',
    async (_, mutation, protocol) => {
      expect(await differenceBy(protocol, mutation)).toMatch(differs);
    },
  );

  it.each(mutations.filter(([, mutation]) => unnoticed.has(mutation)))(
    'does the same when it only does more: %s, %s',
    async (_, mutation, protocol) => {
      expect(await differenceBy(protocol, mutation)).toBe('nothing');
    },
  );
});
