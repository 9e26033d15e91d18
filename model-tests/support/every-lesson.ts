import { existsSync, readdirSync } from 'node:fs';
import type { Lesson, Protocol } from '#faultline';
import { everySpec } from './every-spec.ts';

const folder = new URL('../../specs/', import.meta.url);

/** Every lesson of every spec, with the protocol that it is about, in the order of the curriculum. */
export const everyLesson: readonly { readonly protocol: Protocol; readonly lesson: Lesson }[] = (
  await Promise.all(everySpec.map(lessonsOf))
)
  .flat()
  .sort((one, other) => one.lesson.number - other.lesson.number);

async function lessonsOf(protocol: Protocol) {
  const own = new URL(`${protocol.id}/lessons/`, folder);
  const files = existsSync(own) ? readdirSync(own).filter((file) => file.endsWith('.ts')) : [];
  const modules = await Promise.all(
    files.map((file): Promise<unknown> => import(new URL(file, own).href)),
  );
  return modules
    .flatMap((exports) => Object.values(exports as Readonly<Record<string, unknown>>))
    .map((value) => ({ protocol, lesson: value as Lesson }));
}
