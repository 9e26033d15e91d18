import { describe, expect, it } from 'vitest';
import { everySpec } from '../support/every-spec.ts';
import { chartMutations, differenceBy, differs, unnoticed } from './difference.ts';
import { specsToRun, transitionsExercised, transitionsTaken } from './transitions.ts';

const mutations = everySpec.flatMap((protocol) =>
  chartMutations(protocol).map((mutation) => [protocol.id, mutation, protocol] as const),
);

describe('The charts of the other specs as live actors', () => {
  it.each(specsToRun('others'))(
    'do what was explored, and take every transition: %s',
    async (_, protocol) => {
      expect(await transitionsTaken(protocol)).toEqual(transitionsExercised(protocol));
    },
  );
});

describe('A broken chart as a live actor', () => {
  it.each(mutations.filter(([id, mutation]) => !unnoticed.has(`${id}/${mutation}`)))(
    'differs: %s, %s',
    async (_, mutation, protocol) => {
      expect(await differenceBy(protocol, mutation)).toMatch(differs);
    },
  );

  it.each(mutations.filter(([id, mutation]) => unnoticed.has(`${id}/${mutation}`)))(
    'does the same when it only does more: %s, %s',
    async (_, mutation, protocol) => {
      expect(await differenceBy(protocol, mutation)).toBe('nothing');
    },
  );
});
