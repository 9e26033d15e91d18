import { checkSync, type CheckResult, type Protocol } from '#faultline';
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
      const result = checked(protocol, size, mutation);
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

const known = new Map<string, CheckResult>();

/** Several lessons ask the same of a protocol. */
function checked(protocol: Protocol, size: string, mutation: string | undefined): CheckResult {
  const key = [protocol.id, size, mutation].join(' ');
  const result = known.get(key) ?? checkSync(protocol, { size, mutation, keepGoing: true });
  known.set(key, result);
  return result;
}
