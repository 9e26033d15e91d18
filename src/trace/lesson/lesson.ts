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
  /** The names of the properties that are violated here or were on the way. */
  readonly wereViolated: readonly string[];
  /** Whether the same state was on the way before: what lies between can go on for ever. */
  readonly isAgain: boolean;
}

/** Whether a learner has come to where a stage leads. */
export type Goal<SeenView = View> = (moment: Moment<SeenView>) => boolean;

/** Something that the words of a stage say of the protocol: the tests ask the checker. */
export interface Claim {
  readonly property: string;
  readonly verdict: 'holds' | 'holds in bounds' | 'violated';
  /** That of the lesson when left out. */
  readonly size?: string;
  /** No rule is broken when left out. */
  readonly mutation?: string;
  /** How many steps a shortest counterexample or witness has. */
  readonly steps?: number;
  /** How many states the check finds in all. */
  readonly distinct?: number;
}

/** What stages have in common. */
interface AnyStage {
  /** What to do, or the question, in a few sentences. */
  readonly say: string;
  /** The size from this stage on, which begins again then. */
  readonly size?: string;
  /** The mutation from this stage on, which begins again then; `null` for none any more. */
  readonly mutate?: string | null;
  /** Begins the stage where the lesson begins. */
  readonly afresh?: boolean;
  /** Labels of the steps that are taken before this stage, from the initial state on. */
  readonly start?: readonly string[];
  /** What the learner has seen at the end, in a sentence or two. */
  readonly because: string;
  readonly claims?: readonly Claim[];
}

/** A stage in which the learner does something. */
export interface DoStage<SeenView = View> extends AnyStage {
  readonly kind: 'do';
  /**
   * - `reach` (when left out): come to a state.
   * - `avoid`: go so far, and let nothing be violated.
   * - `break`: have something violated.
   * - `shorten`: do it again in fewer steps.
   * - `swap`: do it again in another order.
   */
  readonly aim?: 'reach' | 'avoid' | 'break' | 'shorten' | 'swap';
  /** The trace may have no more steps, counted from the initial state. */
  readonly stepsMax?: number;
  readonly goal: Goal<SeenView>;
  /** Each says more than the one before: at least one. */
  readonly hints: readonly string[];
  /** Labels of actions that reach the goal, from where the stage begins. */
  readonly solution: readonly string[];
}

/** A stage in which the learner says first what will be. */
export interface AskStage extends AnyStage {
  readonly kind: 'ask';
  /**
   * - `predict` (when left out): say what will happen.
   * - `judge`: say what is true of the trace that is shown.
   * - `repair`: say which rule helps.
   */
  readonly aim?: 'predict' | 'judge' | 'repair';
  /** How many of the steps of `start` come before those that are repeated for ever. */
  readonly cycleStart?: number;
  readonly choices: readonly string[];
  /** The place of the right choice, counted from 0. */
  readonly answer: number;
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
