import type { Protocol } from '../protocol/protocol.ts';
import type { Role } from '../protocol/role.ts';
import { checkJson, type CheckJson } from '../report/check-json.ts';
import type { AsyncCheckOptions } from '../trace/check-options.ts';
import { check } from '../trace/check.ts';
import { exploredSteps, type ExploredSteps } from '../trace/exercise/explored-steps.ts';
import { modelOf, type Model, type ModelChoices } from '../protocol/model.ts';

/** One of the checks that a page rests on. */
export interface Question {
  /** `size tiny`, `mutation send-before-log`; `defaults` for a protocol without sizes. */
  readonly name: string;
  readonly choices: Pick<ModelChoices, 'size' | 'mutation'>;
}

/** What the steps of the first size do, without the model: plain data. */
export interface CountedSteps extends Omit<ExploredSteps, 'model'> {
  /** The name of the question: `size tiny`. */
  readonly of: string;
}

/** Which of its sizes and mutations a page is to rest on. */
export interface Selection {
  /** By name; left out, all sizes. */
  readonly sizes?: readonly string[] | undefined;
  /** By name; left out, all mutations when `sizes` is left out too, and none otherwise. */
  readonly mutations?: readonly string[] | undefined;
}

/** What was found out, in any order: plain data, which may be kept in a file. */
export interface Found {
  /** By the names of their questions; fewer than there are when it was interrupted. */
  readonly checks: ReadonlyMap<string, CheckJson>;
  /** Left out when it was interrupted before. */
  readonly steps?: CountedSteps | undefined;
}

/** What was found out about a protocol, in the order in which a page shows it. */
export interface Study {
  /** The checks of the protocol as it is: one for each size, in the order of their declaration. */
  readonly sizes: readonly CheckJson[];
  /** One for each mutation. */
  readonly mutations: readonly CheckJson[];
  readonly steps: CountedSteps | undefined;
  /** What was not asked for, by name. */
  readonly leftOut: { readonly sizes: readonly string[]; readonly mutations: readonly string[] };
  /** Whether it was interrupted before every check was made. */
  readonly isPartial: boolean;
}

/** How a protocol is studied. */
export interface StudyOptions extends Pick<AsyncCheckOptions, 'signal' | 'pause'> {
  /** How the protocol is found: what stands in the commands that the page shows. */
  readonly spec: string;
  /** Where each check ends although there are more states. */
  readonly statesMax: number;
  /** What was found before. */
  readonly known?: Found;
  readonly selection?: Selection | undefined;
  /** Told of each check before it is made, and while it goes on. */
  readonly onProgress?: (question: Question, distinct: number) => void;
}

/**
 * The checks that a page about a protocol rests on, in order.
 *
 * @throws FaultlineError `FL103` for a size, `FL105` for a mutation that the protocol does not have.
 */
export function questionsOf(protocol: Protocol, selection: Selection = {}): readonly Question[] {
  const { sizes, mutations } = protocol;
  for (const size of selection.sizes ?? []) modelOf(protocol, { size });
  for (const mutation of selection.mutations ?? []) modelOf(protocol, { mutation });
  const isAsked = (name: string, asked: readonly string[] | undefined) =>
    asked === undefined || asked.includes(name);
  const names = Object.keys(sizes);
  const broken = selection.mutations ?? (selection.sizes && []);
  return [
    ...(names.length === 0 ? [{ name: 'defaults', choices: {} }] : []),
    ...names
      .filter((size) => isAsked(size, selection.sizes))
      .map((size) => ({ name: `size ${size}`, choices: { size } })),
    ...Object.keys(mutations)
      .filter((mutation) => isAsked(mutation, broken))
      .map((mutation) => ({ name: `mutation ${mutation}`, choices: { mutation } })),
  ];
}

/**
 * Makes every check that a page needs and that is not known yet.
 *
 * @throws SpecError for an error in a chart or a property.
 */
export async function study(
  protocol: Protocol,
  { spec, statesMax, known, selection, onProgress, signal, pause }: StudyOptions,
): Promise<Found> {
  const found = new Map<string, CheckJson>();
  const questions = questionsOf(protocol, selection);
  let steps = known?.steps?.of === questions[0]?.name ? known?.steps : undefined;
  for (const question of questions) {
    const before = known?.checks.get(question.name);
    if (before !== undefined) {
      found.set(question.name, before);
      // Known of another first size.
      steps ??= countedSteps(protocol, question, statesMax);
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
    steps ??= countedSteps(protocol, question, statesMax);
  }
  return { checks: found, steps };
}

/** The first question is that of the first size. */
function countedSteps(
  protocol: Protocol,
  { name, choices }: Question,
  statesMax: number,
): CountedSteps {
  const { model: _model, ...steps } = exploredSteps(protocol, { ...choices, statesMax });
  return { ...steps, of: name };
}

/** The checks of a study in the order in which a page shows them. */
export function inOrder(
  protocol: Protocol,
  { checks: found, steps }: Found,
  selection?: Selection,
): Study {
  const questions = questionsOf(protocol, selection);
  const checks = (isOfMutation: boolean) =>
    questions
      .filter(({ choices }) => (choices.mutation !== undefined) === isOfMutation)
      .flatMap(({ name }) => found.get(name) ?? []);
  const asked = new Set(questions.map(({ name }) => name));
  const notAsked = (kind: 'size' | 'mutation', names: object) =>
    Object.keys(names).filter((name) => !asked.has(`${kind} ${name}`));
  return {
    sizes: checks(false),
    mutations: checks(true),
    steps,
    leftOut: {
      sizes: notAsked('size', protocol.sizes),
      mutations: notAsked('mutation', protocol.mutations),
    },
    isPartial: questions.some(({ name }) => !found.has(name)),
  };
}

/** The model of the first of the sizes. */
export function firstModel(protocol: Protocol, { sizes }: Study): Model {
  return modelOf(protocol, { size: sizes[0]?.size ?? undefined });
}

/** The roles of a protocol in the first of its sizes. */
export function rolesOf(protocol: Protocol, study: Study): readonly (readonly [string, Role])[] {
  const { parameters } = firstModel(protocol, study);
  return Object.entries(protocol.rolesFor(parameters));
}
