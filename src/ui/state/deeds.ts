import { startCheck } from '../check/checking.ts';
import type { CheckedProperty } from '../check/messages.ts';
import { begin, followActions, followLabels } from '../session/follow.ts';
import { enabledIn } from '../session/selectors.ts';
import { swapped } from '../session/swap.ts';
import {
  branchOf,
  select,
  selectStep,
  selectedNode,
  take,
  withCycle,
  type Session,
} from '../session/session.ts';
import { modelFor, type Settings } from '../../trace/link/settings.ts';
import { isFault } from '../../system/action-kinds.ts';
import { Stepper, type Enabled } from '../../trace/simulation/stepper.ts';
import type { TraceFile } from '../../trace/trace-file.ts';
import { addressOf, checking, open, show, showPlay, type Open } from './lab.ts';
import { notices, problemOf, said } from './page.ts';

/** More states than so many take a browser too long. */
export const statesMax = 200_000;

/** Does what stands at a place among the enabled actions. */
export function act(choice: number): void {
  const shown = open.value;
  if (shown === undefined) return;
  const { session } = shown;
  const taken = enabledHere(shown)[choice];
  if (taken === undefined) return;
  const next = take(session, choice, taken);
  const isBranch = next.nodes.length > session.nodes.length && session.selected !== session.tip;
  show(next, isBranch ? 'place' : 'step');
  notices.value = isBranch
    ? ['This is a new branch. What you did before is kept: see Branches.']
    : [];
}

/** What can be done in the selected state; nothing where the spec errs. */
export function enabledHere({ stepper, session }: Open) {
  try {
    return enabledIn(stepper, selectedNode(session));
  } catch {
    return [];
  }
}

/**
 * The places of the enabled actions in the order in which they are shown, which is that of the number keys:
 * what goes wrong comes last.
 */
export function shownOrder(shown: Open): readonly number[] {
  const enabled = enabledHere(shown);
  const places = [...enabled.keys()];
  const isFailure = (place: number) => isFault((enabled[place] as Enabled).action);
  return [
    ...places.filter((place) => !isFailure(place)),
    ...places.filter((place) => isFailure(place)),
  ];
}

/** Goes to a step of the branch; `by`: from the selected one. */
export function goTo(where: { readonly step: number } | { readonly by: number }): void {
  const session = open.value?.session;
  if (session === undefined) return;
  const depth = 'step' in where ? where.step : selectedNode(session).depth + where.by;
  show(selectStep(session, depth));
}

/** Takes a step of the branch before the one that it came after, in a branch of its own, where the model allows it. */
export function swapWithBefore(step: number): void {
  const shown = open.value;
  if (shown === undefined) return;
  const swap = swapped(shown.stepper, shown.session, step);
  if (swap.kind === 'refused') return;
  show(swap.session, 'place');
  notices.value = [
    `Steps ${step - 1} and ${step} are swapped in a new branch, and it comes to the same state.`,
  ];
}

/** Goes to a node, wherever it is in the tree. */
export function goToNode(id: number): void {
  const session = open.value?.session;
  if (session !== undefined) show(select(session, id), 'place');
}

/** Begins in an initial state. */
export function beginIn(initial: number): void {
  const shown = open.value;
  if (shown !== undefined) show(begin(shown.stepper, initial), 'place');
}

/** Chooses another model of the protocol, and takes the same steps in it as far as they can be taken. */
export function choose(changes: Partial<Settings>, keepSteps = true): void {
  const shown = open.value;
  if (shown === undefined) return;
  const settings = { ...shown.settings, ...changes };
  try {
    const stepper = new Stepper(modelFor(shown.loaded.protocol, settings));
    const before = branchOf(shown.session);
    const labels = keepSteps ? before.flatMap(({ taken }) => taken?.label ?? []) : [];
    const { session, steps } = followLabels(stepper, begin(stepper, before[0]?.choice), labels);
    const isWhole = steps === labels.length;
    const found = isWhole
      ? []
      : [`Of the ${labels.length} steps, ${steps} can be taken in this model.`];
    showPlay({ settings, stepper, session }, found);
  } catch (error) {
    notices.value = [problemOf(error)];
  }
}

/** Checks the model that is shown. */
export function startChecking(): void {
  const shown = open.value;
  if (shown === undefined || checking.value.kind === 'running') return;
  const { entry, settings } = shown;
  const order = { module: addressOf(entry), protocol: entry.protocol, settings, statesMax };
  startCheck(order, (news) => {
    checking.value = news;
    if (news.kind === 'done') said.value = `The check is done: ${news.checked.verdict}.`;
  });
}

/** Shows what a check has found. */
export function loadFound({ name, trace, fairBecause }: CheckedProperty): void {
  const shown = open.value;
  if (shown === undefined || trace === undefined) return;
  loadSteps(shown, trace, fairBecause);
  said.value = `Counterexample to ${name}: ${trace.steps.length} steps, loaded.`;
}

/** Shows the way to an error that a check has come to. */
export function loadError(trace: TraceFile): void {
  const shown = open.value;
  if (shown !== undefined) loadSteps(shown, trace, []);
}

function loadSteps(shown: Open, trace: TraceFile, fairBecause: readonly string[]): void {
  const { stepper, session: before } = shown;
  const actions = trace.steps.map(({ action }) => action);
  const root = before.nodes[0];
  const from: Session =
    root?.choice === trace.initial ? select(before, 0) : begin(stepper, trace.initial);
  const { session, steps } = followActions(stepper, from, actions);
  const isWhole = steps === actions.length;
  const { cycleStart } = trace;
  const cycled =
    cycleStart === undefined || !isWhole
      ? session
      : withCycle(session, { start: cycleStart, fairBecause });
  show(cycled, 'place');
  notices.value = isWhole
    ? []
    : [`Of the ${actions.length} steps of the trace, ${steps} can be taken.`];
}
