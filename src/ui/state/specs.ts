import type { Protocol } from '../../protocol/protocol.ts';
import type { Lesson } from '../../trace/lesson/lesson.ts';

/** A lesson, as the list of specs names it. */
export interface LessonEntry {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly about: string;
  /** How many stages it has. */
  readonly stages: number;
}

/** A spec that can be opened: `specs.json` lists them. */
export interface SpecEntry {
  /** The name by which links and the command line know it. */
  readonly name: string;
  readonly title: string;
  readonly source?: string;
  /** Where its code is, as seen from the page. */
  readonly module: string;
  /** The id of the protocol, where its code exports several. */
  readonly protocol: string;
  readonly lessons: readonly LessonEntry[];
}

/** Every spec that can be opened here, in order. */
export async function loadSpecs(): Promise<readonly SpecEntry[]> {
  const response = await fetch(new URL('specs.json', document.baseURI));
  return (await response.json()) as readonly SpecEntry[];
}

/** The code of a spec: its protocol, and its lessons in order. */
export interface LoadedSpec {
  readonly protocol: Protocol;
  readonly lessons: readonly Lesson[];
}

/**
 * Loads the code of a spec.
 *
 * @param module - Absolute address of the code.
 * @param id - Of the protocol.
 * @throws Whatever the code throws when it is run.
 */
export async function loadSpec(module: string, id: string): Promise<LoadedSpec> {
  const values = Object.values((await import(module)) as Readonly<Record<string, unknown>>);
  const protocol = values.filter(isProtocol).find((one) => one.id === id);
  if (protocol === undefined) throw new Error(`The code of the spec exports no protocol "${id}".`);
  const lessons = values.filter(isLesson).sort((one, other) => one.number - other.number);
  return { protocol, lessons };
}

function isProtocol(value: unknown): value is Protocol {
  return (value as { kind?: unknown } | null | undefined)?.kind === 'protocol';
}

function isLesson(value: unknown): value is Lesson {
  return (value as { kind?: unknown } | null | undefined)?.kind === 'lesson';
}
