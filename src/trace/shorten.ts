import { FaultlineError } from '../errors.ts';
import { rolledUp } from '../explore/liveness/rolled-up.ts';
import { isLiveness, type LivenessProperty, type Property } from '../protocol/property.ts';
import { canonical } from '../statechart/canonical.ts';
import type { Action } from '../system/action.ts';
import { System } from '../system/system.ts';
import { showing, type PathTest } from './showing.ts';
import { compileLiveness } from './liveness/compiled-liveness.ts';
import { reasonsOf } from './liveness/lasso.ts';
import {
  initialStates,
  sameSlots,
  successorsOf,
  traceAlong,
  type Trace,
  type TraceCycle,
} from './trace.ts';
import { verifyTrace } from './verify.ts';

/** A trace, or as much of one as it takes to do the same again. */
export interface ActionsTaken extends Pick<Trace, 'model' | 'initial'> {
  readonly steps: readonly { readonly action: Action }[];
  /** How many steps come before the cycle, when the property is one of behaviors. */
  readonly cycle?: Pick<TraceCycle, 'start'>;
}

/** An action to take, and whether it is one of those that are repeated for ever. */
interface Wanted {
  readonly action: Action;
  readonly isRepeated: boolean;
}

/** What came of an attempt: the actions that were taken, and the states, the initial one first. */
interface Way {
  readonly actions: readonly Wanted[];
  readonly path: readonly Int32Array[];
  readonly cycle?: TraceCycle;
}

/** Takes those of the actions that are enabled; undefined when the property does not show. */
type Attempt = (actions: readonly Wanted[]) => Way | undefined;

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
  const start = trace.cycle?.start ?? trace.steps.length;
  const whole = attempt?.(
    trace.steps.map(({ action }, at) => ({ action, isRepeated: at >= start })),
  );
  if (attempt === undefined || whole === undefined) throw notShown(trace, property);
  const { path, actions, cycle } = withoutNeedless(withoutLoops(whole, attempt), attempt);
  const taken = actions.map(({ action }) => action);
  const shortened = { ...traceAlong(model, system, path, taken), ...(cycle && { cycle }) };
  verifyTrace(shortened);
  return shortened;
}

/** Leaves out ways from a state back to itself, the longest first, where they are not needed. */
function withoutLoops(whole: Way, attempt: Attempt): Way {
  let best = whole;
  for (let start = 0; start < best.actions.length; start += 1) {
    for (let end = best.actions.length; end > start; end -= 1) {
      const { actions, path } = best;
      const loop = actions.slice(start, end);
      const isOnePart = loop[0]?.isRepeated === loop.at(-1)?.isRepeated;
      if (!isOnePart || !sameSlots(path[start]!, path[end]!)) continue;
      best = attempt([...actions.slice(0, start), ...actions.slice(end)]) ?? best;
      if (best.path !== path) end = best.actions.length + 1;
    }
  }
  return best;
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

/** A property and what it is called. */
interface Named<Kind extends Property> {
  readonly name: string;
  readonly property: Kind;
}

function attempts(system: System, initial: number, { name, property }: Named<Property>): Attempt {
  const start = initialStates(system)[initial];
  if (start === undefined) return () => undefined;
  const go = goingFrom(system, start);
  return isLiveness(property)
    ? lassoAttempts(system, go, { name, property })
    : pathAttempts(system, go, { name, property });
}

function pathAttempts(system: System, go: Go, { name, property }: Named<Property>): Attempt {
  const shows = showing(system, name, property);
  return (wanted) => {
    const way = go(wanted, shows);
    return way && shows(way.path) ? way : undefined;
  };
}

function lassoAttempts(
  system: System,
  go: Go,
  { name, property }: Named<LivenessProperty>,
): Attempt {
  const compiled = compileLiveness(system, name, property);
  return (wanted) => {
    const way = go(wanted);
    if (way === undefined) return undefined;
    const { path } = way;
    const actions = way.actions.map(({ action }) => action);
    const cycleStart = way.actions.filter(({ isRepeated }) => !isRepeated).length;
    const fairBecause = reasonsOf(system, compiled, { path, actions, cycleStart });
    if (fairBecause === undefined) return undefined;
    const rolled = rolledUp({ states: path, actions, cycleStart }, sameSlots);
    return {
      path: rolled.states,
      actions: rolled.actions.map((action, at) => ({
        action,
        isRepeated: at >= rolled.cycleStart,
      })),
      cycle: { start: rolled.cycleStart, fairBecause },
    };
  };
}

/**
 * Takes those of the actions that are enabled, to the end or until that is enough. Undefined when there
 * is more to take, or a cycle to close, where a check goes no further: in a state that the constraint
 * leaves out.
 */
type Go = (wanted: readonly Wanted[], isEnough?: PathTest) => Way | undefined;

function goingFrom(system: System, start: Int32Array): Go {
  const { constraint } = system.wiring.model.protocol;
  const isInside =
    constraint === undefined
      ? () => true
      : showing(system, 'constraint', { kind: 'reachable', says: '', holds: constraint });
  const textOf = textsOfActions();
  return (wanted, isEnough) => {
    const [actions, path]: [Wanted[], Int32Array[]] = [[], [start]];
    for (const one of wanted) {
      if (isEnough?.(path) === true) return { actions, path };
      if (!isInside(path)) return undefined;
      const next = enabledIn(system, path.at(-1) as Int32Array).find(
        (other) => textOf(other.action) === textOf(one.action),
      );
      if (next === undefined) continue;
      actions.push({ ...one, action: next.action });
      path.push(next.slots);
    }
    return isEnough !== undefined || isInside(path) ? { actions, path } : undefined;
  };
}

/** The steps that can be taken in a state, those that change nothing last. */
function enabledIn(system: System, slots: Int32Array): ReturnType<typeof successorsOf> {
  // What changes nothing is known once the state has been expanded.
  const moving = successorsOf(system, slots);
  return [...moving, ...system.stutters(slots).map((action) => ({ action, slots }))];
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
