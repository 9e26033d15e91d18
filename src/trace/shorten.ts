import { FaultlineError } from '../errors.ts';
import type { Property } from '../protocol/property.ts';
import { canonical } from '../statechart/canonical.ts';
import type { Action } from '../system/action.ts';
import { System } from '../system/system.ts';
import { showing } from './showing.ts';
import { initialStates, successorsOf, traceAlong, type Trace } from './trace.ts';
import { verifyTrace } from './verify.ts';

/** A trace, or as much of one as it takes to do the same again. */
export interface ActionsTaken extends Pick<Trace, 'model' | 'initial'> {
  readonly steps: readonly { readonly action: Action }[];
}

/** What came of an attempt: the actions that were taken, and the states, the initial one first. */
interface Way {
  readonly actions: readonly Action[];
  readonly path: readonly Int32Array[];
}

/** Takes those of the actions that are enabled; undefined when the property does not show. */
type Attempt = (actions: readonly Action[]) => Way | undefined;

/**
 * Leaves out the steps of a trace that are not needed to show a property, wherever it comes from: a
 * random walk, a simulation, another tool.
 *
 * No single step of the result can be left out; a breadth-first check may still find a shorter way.
 *
 * @param property - The name of the property that the trace violates or, for a reachable, witnesses.
 * @returns A trace that shows the same, replayed through XState.
 * @throws FaultlineError `FL503` when the trace does not show the property.
 *
 * Cost: for n steps, of which k are needed, about k · log n to n² attempts, each of up to n expansions.
 * Source: Zeller & Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE Transactions on
 * Software Engineering 28(2), 2002, §3.
 *
 * @example
 * const short = shortenTrace(trace, 'agreement');
 */
export function shortenTrace(trace: ActionsTaken, property: string): Trace {
  const { model, initial } = trace;
  const { properties } = model.protocol;
  const named = Object.hasOwn(properties, property) ? properties[property] : undefined;
  const system = new System(model);
  const attempt = named && attempts(system, initial, { name: property, property: named });
  const whole = attempt?.(trace.steps.map(({ action }) => action));
  if (attempt === undefined || whole === undefined) throw notShown(trace, property);
  const shortened = traceAlong(model, system, withoutNeedless(whole, attempt).path);
  verifyTrace(shortened);
  return shortened;
}

/** Leaves out ever smaller parts, and at last single actions until each of them is needed. */
function withoutNeedless(whole: Way, attempt: Attempt): Way {
  let best = whole;
  let size = Math.ceil(best.actions.length / 2);
  while (size >= 1) {
    const shorter = withoutParts(best, size, attempt);
    const isDone = size === 1 && shorter === best;
    best = shorter;
    if (isDone) return best;
    size = Math.ceil(Math.min(size, best.actions.length) / 2);
  }
  return best;
}

/** Goes from the end to the beginning: what comes late depends on what comes early. */
function withoutParts(whole: Way, size: number, attempt: Attempt): Way {
  let best = whole;
  for (let end = best.actions.length; end > 0; end = Math.min(end - size, best.actions.length)) {
    const { actions } = best;
    const rest = [...actions.slice(0, Math.max(0, end - size)), ...actions.slice(end)];
    best = attempt(rest) ?? best;
  }
  return best;
}

function attempts(
  system: System,
  initial: number,
  { name, property }: { readonly name: string; readonly property: Property },
): Attempt {
  const { constraint } = system.wiring.model.protocol;
  const shows = showing(system, name, property);
  const isInside =
    constraint === undefined
      ? () => true
      : showing(system, 'constraint', { kind: 'reachable', says: '', holds: constraint });
  const textOf = textsOfActions();
  const start = initialStates(system)[initial];
  return (wanted) => {
    if (start === undefined) return undefined;
    const [actions, path]: [Action[], Int32Array[]] = [[], [start]];
    for (const action of wanted) {
      if (shows(path)) break;
      // Like a check, it goes no further from a state that the constraint leaves out.
      if (!isInside(path)) return undefined;
      const next = successorsOf(system, path.at(-1) as Int32Array).find(
        (other) => textOf(other.action) === textOf(action),
      );
      if (next === undefined) continue;
      actions.push(next.action);
      path.push(next.slots);
    }
    return shows(path) ? { actions, path } : undefined;
  };
}

function textsOfActions(): (action: Action) => string {
  const texts = new Map<Action, string>();
  return (action) => {
    const known = texts.get(action);
    if (known !== undefined) return known;
    const text = canonical(JSON.parse(JSON.stringify(action)), 'an action');
    texts.set(action, text);
    return text;
  };
}

function notShown({ steps }: ActionsTaken, property: string): FaultlineError {
  return new FaultlineError(
    'FL503',
    `The trace, ${steps.length} steps long, does not show the property "${property}".`,
    'name the property that it violates or witnesses.',
  );
}
