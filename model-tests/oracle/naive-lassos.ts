import type { Trace } from '#faultline';
import type { Walker } from './walker.ts';

/** What a behavior does for ever: the states that it visits and the events that it takes again and again. */
interface Loop {
  readonly states: readonly number[];
  readonly events: readonly number[];
}

interface Step {
  readonly from: number;
  readonly event: number;
  readonly to: number;
}

/** The kinds of liveness property that a walker has. */
export const kinds = ['eventually', 'leadsTo', 'alwaysEventually', 'eventuallyAlways'] as const;

/**
 * Whether some fair behavior violates a property: every set of steps is tried as what is done for ever,
 * and no automaton or component is made.
 */
export function naivelyViolated(walker: Walker, kind: (typeof kinds)[number]): boolean {
  const { p, q } = walker;
  const all = reachable(walker, [0], () => true);
  const fair = loopsOf(walker).filter((loop) => isFair(walker, loop));
  const some = (from: ReadonlySet<number>, fits: (loop: Loop) => boolean) =>
    fair.some((loop) => fits(loop) && loop.states.some((state) => from.has(state)));
  const without = (truth: readonly boolean[]) => (state: number) => truth[state] === false;
  const never = (truth: readonly boolean[]) => (loop: Loop) => loop.states.every(without(truth));
  switch (kind) {
    case 'eventually':
      return some(reachable(walker, [0], without(p)), never(p));
    case 'leadsTo': {
      const open = [...all].filter((state) => p[state]);
      return some(reachable(walker, open, without(q)), never(q));
    }
    case 'alwaysEventually':
      return some(all, never(p));
    case 'eventuallyAlways':
      return some(all, (loop) => loop.states.some(without(p)));
  }
}

/** Whether a trace is a lasso of the walker that is fair and violates the property. */
export function isViolation(
  walker: Walker,
  kind: (typeof kinds)[number],
  { start, steps, cycle }: Trace,
): boolean {
  if (cycle === undefined) return false;
  const states = [start, ...steps.map(({ state }) => state)].map(({ processes }) =>
    Number(String(processes[0]?.state).slice(1)),
  );
  const events = steps.map(({ label }) => Number(/^stimulus e(\d) at walker$/.exec(label)?.[1]));
  const loop = { states: states.slice(cycle.start) };
  const { p, q } = walker;
  const isFalse = (truth: readonly boolean[]) => (state: number) => truth[state] === false;
  const violates = {
    eventually: states.every(isFalse(p)),
    leadsTo:
      loop.states.every(isFalse(q)) &&
      states.some((state, at) => p[state] && states.slice(at).every(isFalse(q))),
    alwaysEventually: loop.states.every(isFalse(p)),
    eventuallyAlways: loop.states.some(isFalse(p)),
  }[kind];
  return violates && isFairLasso(walker, { states, events, cycleStart: cycle.start });
}

/** A behavior of a walker: the states, the events between them, and where the cycle begins. */
export interface WalkerLasso {
  readonly states: readonly number[];
  readonly events: readonly number[];
  readonly cycleStart: number;
}

/** Whether a lasso begins where it must, takes steps that there are, closes, and is fair. */
export function isFairLasso(walker: Walker, { states, events, cycleStart }: WalkerLasso): boolean {
  const isReal = events.every(
    (event, at) => walker.targets[states[at] as number]?.[event] === states[at + 1],
  );
  const closes = cycleStart >= 0 && states[cycleStart] === states.at(-1);
  const loop = { states: states.slice(cycleStart), events: events.slice(cycleStart) };
  return states[0] === 0 && isReal && closes && isFair(walker, loop);
}

const stepsMax = 4;

/** The fair lassos of at most 4 steps. */
export function smallLassosOf(walker: Walker): readonly WalkerLasso[] {
  let paths: readonly Omit<WalkerLasso, 'cycleStart'>[] = [{ states: [0], events: [] }];
  const all = [...paths];
  for (let count = 0; count < stepsMax; count += 1) {
    paths = paths.flatMap(({ states, events }) =>
      (walker.targets[states.at(-1) as number] ?? []).flatMap((to, event) =>
        to === null ? [] : [{ states: [...states, to], events: [...events, event] }],
      ),
    );
    all.push(...paths);
  }
  return all
    .flatMap((path) => path.states.map((_, cycleStart) => ({ ...path, cycleStart })))
    .filter((lasso) => isFairLasso(walker, lasso));
}

function isFair({ targets, fairness }: Walker, { states, events }: Loop): boolean {
  return fairness.every((kind, event) => {
    if (kind === 'none' || events.includes(event)) return true;
    const enabled = states.map((state) => targets[state]?.[event] !== null);
    return kind === 'weak' ? enabled.includes(false) : !enabled.includes(true);
  });
}

/** Every set of steps that leads from each of its states to each other, and staying in one state. */
function loopsOf(walker: Walker): readonly Loop[] {
  const steps = stepsOf(walker);
  const stays = walker.targets.map((_, state): Loop => ({ states: [state], events: [] }));
  const loops = Array.from({ length: 2 ** steps.length - 1 }, (_, set) => {
    const chosen = steps.filter((_, at) => ((set + 1) >> at) % 2 === 1);
    const states = [...new Set(chosen.flatMap(({ from, to }) => [from, to]))];
    const isLoop = states.every((state) => follow(chosen, [state]).size === states.length);
    return isLoop ? [{ states, events: chosen.map(({ event }) => event) }] : [];
  });
  return [...stays, ...loops.flat()];
}

function stepsOf({ targets }: Walker): readonly Step[] {
  return targets.flatMap((row, from) =>
    row.flatMap((to, event) => (to === null ? [] : [{ from, event, to }])),
  );
}

function reachable(
  walker: Walker,
  starts: readonly number[],
  isAllowed: (state: number) => boolean,
): ReadonlySet<number> {
  const steps = stepsOf(walker).filter(({ to }) => isAllowed(to));
  return follow(steps, starts.filter(isAllowed));
}

function follow(steps: readonly Step[], starts: readonly number[]): ReadonlySet<number> {
  const found = new Set(starts);
  for (const state of found) {
    for (const { from, to } of steps) if (from === state) found.add(to);
  }
  return found;
}
