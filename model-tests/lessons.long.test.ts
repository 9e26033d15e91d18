import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { everyLesson } from './support/every-lesson.ts';

const claims = everyLesson.flatMap(({ protocol, lesson }) =>
  lesson.stages
    .flatMap((stage) => stage.claims ?? [])
    .map(({ size = lesson.size, ...claim }) => ({ protocol, lesson, ...claim, size })),
);

describe('what lessons say of their protocols', () => {
  it.each(claims)(
    'is what the checker says: $lesson.number, $property in size $size, $mutation',
    ({ protocol, property, size, mutation, verdict, steps, distinct }) => {
      const result = checkSync(protocol, { size, mutation, keepGoing: true });
      const found = result.properties.find(({ name }) => name === property);
      const length = found?.trace?.steps.length;
      expect([found?.verdict, length, result.distinctStates]).toEqual([
        verdict,
        steps ?? length,
        distinct ?? result.distinctStates,
      ]);
    },
  );
});
