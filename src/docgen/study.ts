import type { Protocol } from '../protocol/protocol.ts';
import type { Role } from '../protocol/role.ts';
import { checkJson, type CheckJson } from '../report/check-json.ts';
import type { AsyncCheckOptions } from '../trace/check-options.ts';
import { check } from '../trace/check.ts';
import { modelOf, type ModelChoices } from '../protocol/model.ts';

/** One of the checks that a page rests on. */
export interface Question {
  /** `size tiny`, `mutation send-before-log`; `defaults` for a protocol without sizes. */
  readonly name: string;
  readonly choices: Pick<ModelChoices, 'size' | 'mutation'>;
}

/** What was found out about a protocol: plain data, which may be kept in a file. */
export interface Study {
  /** The checks of the protocol as it is: one for each size, in the order of their declaration. */
  readonly sizes: readonly CheckJson[];
  /** One for each mutation. */
  readonly mutations: readonly CheckJson[];
  /** Whether it was interrupted before every check was made. */
  readonly isPartial: boolean;
}

/** How a protocol is studied. */
export interface StudyOptions extends Pick<AsyncCheckOptions, 'signal' | 'pause'> {
  /** How the protocol is found: what stands in the commands that the page shows. */
  readonly spec: string;
  /** Where each check ends although there are more states. */
  readonly statesMax: number;
  /** The checks that were made before, by the names of their questions. */
  readonly known?: ReadonlyMap<string, CheckJson>;
  /** Told of each check before it is made, and while it goes on. */
  readonly onProgress?: (question: Question, distinct: number) => void;
}

/** The checks that a page about a protocol rests on, in order. */
export function questionsOf({ sizes, mutations }: Protocol): readonly Question[] {
  const names = Object.keys(sizes);
  return [
    ...(names.length === 0 ? [{ name: 'defaults', choices: {} }] : []),
    ...names.map((size) => ({ name: `size ${size}`, choices: { size } })),
    ...Object.keys(mutations).map((mutation) => ({
      name: `mutation ${mutation}`,
      choices: { mutation },
    })),
  ];
}

/**
 * Makes every check that a page needs and that is not known yet.
 *
 * @returns The checks by the names of their questions; fewer than there are when it was interrupted.
 * @throws SpecError for an error in a chart or a property.
 */
export async function study(
  protocol: Protocol,
  { spec, statesMax, known = new Map(), onProgress, signal, pause }: StudyOptions,
): Promise<ReadonlyMap<string, CheckJson>> {
  const found = new Map<string, CheckJson>();
  for (const question of questionsOf(protocol)) {
    const before = known.get(question.name);
    if (before !== undefined) {
      found.set(question.name, before);
      continue;
    }
    if (signal?.aborted === true) break;
    onProgress?.(question, 0);
    const result = await check(protocol, {
      ...question.choices,
      statesMax,
      keepGoing: question.choices.mutation === undefined,
      onProgress: ({ distinct }) => onProgress?.(question, distinct),
      ...(signal && { signal }),
      ...(pause && { pause }),
    });
    if (result.ending === 'interrupted') break;
    // How long it took is not the same twice, and no page says it.
    found.set(question.name, checkJson(result, { spec, seconds: 0 }));
  }
  return found;
}

/** The checks of a study in the order in which a page shows them. */
export function inOrder(protocol: Protocol, found: ReadonlyMap<string, CheckJson>): Study {
  const questions = questionsOf(protocol);
  const checks = (isOfMutation: boolean) =>
    questions
      .filter(({ choices }) => (choices.mutation !== undefined) === isOfMutation)
      .flatMap(({ name }) => found.get(name) ?? []);
  return {
    sizes: checks(false),
    mutations: checks(true),
    isPartial: questions.some(({ name }) => !found.has(name)),
  };
}

/** The roles of a protocol in the first of its sizes. */
export function rolesOf(
  protocol: Protocol,
  { sizes }: Study,
): readonly (readonly [string, Role])[] {
  const { parameters } = modelOf(protocol, { size: sizes[0]?.size ?? undefined });
  return Object.entries(protocol.rolesFor(parameters));
}
