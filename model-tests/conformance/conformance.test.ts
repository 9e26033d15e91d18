import { describe, expect, it } from 'vitest';
import { specsToRun, transitionsExercised, transitionsTaken } from './transitions.ts';

describe('The charts as live actors', () => {
  it.each(specsToRun('quick'))(
    'do what was explored, and take every transition: %s',
    async (_, protocol) => {
      expect(await transitionsTaken(protocol)).toEqual(transitionsExercised(protocol));
    },
  );
});
