import type { ParametersIn, RoleRecord, RolesFunction, RolesIn } from '../../protocol/role.ts';
import type { View } from '../../protocol/view.ts';

/** What a learner has done so far, for a goal to look at. */
export interface Moment<SeenView = View> {
  /** The state now. */
  readonly view: SeenView;
  /** The labels of the steps that led there, from the initial state on. */
  readonly steps: readonly string[];
  /** The names of the properties that are violated here. */
  readonly violated: readonly string[];
}

/** Whether a learner has come to where a stage leads. */
export type Goal<SeenView = View> = (moment: Moment<SeenView>) => boolean;

/** A stage in which the learner does something. */
export interface DoStage<SeenView = View> {
  readonly kind: 'do';
  /** What to do, in a few sentences. */
  readonly say: string;
  /** The mutation with which the stage is taken, from the beginning; that of the stage before when left out. */
  readonly mutate?: string;
  /** Begins the stage in the initial state again. */
  readonly afresh?: boolean;
  readonly goal: Goal<SeenView>;
  /** Each says more than the one before: at least one. */
  readonly hints: readonly string[];
  /** What the learner has seen when the goal is reached, in a sentence or two. */
  readonly because: string;
  /** Labels of actions that reach the goal, from where the stage begins. */
  readonly solution: readonly string[];
}

/** A stage in which the learner says first what will be. */
export interface AskStage {
  readonly kind: 'ask';
  readonly say: string;
  readonly choices: readonly string[];
  /** The place of the right choice, counted from 0. */
  readonly answer: number;
  readonly because: string;
}

/** A part of a lesson. */
export type Stage<SeenView = View> = DoStage<SeenView> | AskStage;

/** A lesson: what to do in a protocol, step by step, and how one knows that it is done. */
export interface Lesson<SeenView = View> {
  readonly kind: 'lesson';
  /** Its name in links: lower-case words joined by `-`. */
  readonly id: string;
  /** Its place in the curriculum. */
  readonly number: number;
  readonly title: string;
  /** What it is about, in one sentence. */
  readonly about: string;
  /** The size of the protocol in which it is taken. */
  readonly size: string;
  /** The labels of the steps that are taken before it begins. */
  readonly start?: readonly string[];
  readonly stages: readonly Stage<SeenView>[];
}

/**
 * Declares a lesson about the protocol of these roles.
 *
 * @example
 * export const youAreTheNetwork = lesson<typeof roles>({ id: 'you-are-the-network', … });
 */
export function lesson<Roles extends RoleRecord | RolesFunction>(
  declaration: Omit<Lesson<View<RolesIn<Roles>, ParametersIn<Roles>>>, 'kind'>,
): Lesson {
  // The types of one protocol's roles end here, as those of its properties do.
  return { kind: 'lesson', ...declaration } as unknown as Lesson;
}

/** The goal of having broken a property. */
export function violates(name: string): Goal<unknown> {
  return ({ violated }) => violated.includes(name);
}
