import { FaultlineError } from '../../errors.ts';
import { labelOf, type Action } from '../../system/action.ts';
import { stateRecord } from '../../system/state-record.ts';
import type { System } from '../../system/system.ts';
import { viewOf } from '../../system/view.ts';
import { initialStates, sameSlots, successorsOf } from '../trace.ts';
import type { Agreement, Difference } from './agreement.ts';

/** What to look for: a way through states of which something is known. */
export interface Wanted {
  /** What is known of each state, in order. */
  readonly agreements: readonly Agreement[];
  /** After the last state, this one comes again: an index of `agreements`. */
  readonly loop: number | undefined;
  /** How many steps there may be between two states besides the one that leads there. */
  readonly hiddenSteps: number;
}

/** A way through the states: the states of the model, and the actions between them. */
export interface Way {
  readonly path: readonly Int32Array[];
  readonly actions: readonly Action[];
  /** Where the part begins that is repeated for ever: an index of `path`. */
  readonly cycleStart: number | undefined;
}

/** A state of the model on a way. */
interface Stop {
  readonly slots: Int32Array;
  readonly key: string;
  /** How it was come to; undefined for an initial state. */
  readonly by: { readonly from: Stop; readonly action: Action } | undefined;
  /** How many steps the way there has. */
  readonly steps: number;
}

/** A state that agrees with a state of the trace, and the one before that it follows. */
interface Match {
  readonly stop: Stop;
  readonly before: Match | undefined;
}

/** The state that comes nearest to agreeing. */
interface Nearest {
  readonly stop: Stop;
  readonly differences: readonly Difference[];
}

const matchesMax = 10_000;
const stopsMax = 200_000;

/**
 * Looks for a shortest way through states of which something is known.
 *
 * Between two states of the trace the model may stay where it is, take a step, or take hidden steps.
 *
 * @throws FaultlineError `FL504` when there is none, with the state that cannot be come to and the one
 * that comes nearest; or when so many states agree that looking on is hopeless.
 *
 * Cost: for each state of the trace, the states within `hiddenSteps` + 1 steps of those that agree with
 * the one before.
 */
export function matchStates(system: System, wanted: Wanted): Way {
  return new Matcher(system, wanted).way();
}

class Matcher {
  readonly #system: System;
  readonly #wanted: Wanted;
  readonly #nexts = new Map<string, readonly Omit<Stop, 'by' | 'steps'>[]>();
  readonly #actions = new Map<string, readonly Action[]>();

  constructor(system: System, wanted: Wanted) {
    this.#system = system;
    this.#wanted = wanted;
  }

  way(): Way {
    const { agreements, loop } = this.#wanted;
    let matches = this.#starts();
    for (let index = 1; index < agreements.length; index += 1) {
      matches = this.#following(matches, index);
    }
    if (loop === undefined) return wayTo((matches[0] as Match).stop, undefined);
    for (const match of matches) {
      const way = this.#closed(match, loop);
      if (way !== undefined) return way;
    }
    throw unmatched(
      `${this.#noWay()} from the last state of the trace back to state ${loop}, where it begins again.`,
    );
  }

  #starts(): readonly Match[] {
    const starts = initialStates(this.#system).map((slots): Stop => {
      return { slots, key: keyOf(slots), by: undefined, steps: 0 };
    });
    const found = this.#agreeing(starts, 0);
    if ('differences' in found) {
      throw unmatched(
        `No initial state is as state 0 of the trace. In the one that comes nearest, ${listOf(found.differences)}.`,
      );
    }
    return found.map((stop) => ({ stop, before: undefined }));
  }

  /** The states that agree with the state at `index` and follow one of the matches, nearest first. */
  #following(matches: readonly Match[], index: number): readonly Match[] {
    const found = new Map<string, Match>();
    let nearest: Nearest | undefined;
    let stops = 0;
    for (const before of matches) {
      const around = this.#around(before.stop);
      stops += around.length;
      if (stops > stopsMax) throw tooMany(index);
      const agreeing = this.#agreeing(around, index);
      if ('differences' in agreeing) {
        if (isNearer(agreeing, nearest)) nearest = agreeing;
        continue;
      }
      for (const stop of agreeing) {
        const known = found.get(stop.key);
        if (known === undefined || stop.steps < known.stop.steps) {
          found.set(stop.key, { stop, before });
        }
      }
    }
    if (found.size > matchesMax) throw tooMany(index);
    if (found.size > 0)
      return [...found.values()].sort((one, two) => one.stop.steps - two.stop.steps);
    throw this.#notFollowed(index, nearest as Nearest);
  }

  #agreeing(stops: readonly Stop[], index: number): readonly Stop[] | Nearest {
    const agreement = this.#wanted.agreements[index] as Agreement;
    const looked = stops.map((stop) => ({ stop, differences: agreement(this.#stateOf(stop)) }));
    const agreeing = looked.filter(({ differences }) => differences.length === 0);
    if (agreeing.length > 0) return agreeing.map(({ stop }) => stop);
    return looked.reduce((nearest, other) => (isNearer(other, nearest) ? other : nearest));
  }

  /** A state and those that can be come to from there by as many steps as there may be, nearest first. */
  #around(from: Stop): readonly Stop[] {
    const seen = new Set([from.key]);
    const stops = [from];
    let last: readonly Stop[] = [from];
    for (let step = 0; step <= this.#wanted.hiddenSteps; step += 1) {
      const next: Stop[] = [];
      for (const stop of last.flatMap((one) => this.#after(one))) {
        if (seen.has(stop.key)) continue;
        seen.add(stop.key);
        next.push(stop);
      }
      stops.push(...next);
      last = next;
    }
    return stops;
  }

  #after(from: Stop): readonly Stop[] {
    let nexts = this.#nexts.get(from.key);
    if (nexts === undefined) {
      const found = successorsOf(this.#system, from.slots);
      nexts = found.map(({ slots }) => ({ slots, key: keyOf(slots) }));
      this.#nexts.set(from.key, nexts);
      this.#actions.set(
        from.key,
        found.map(({ action }) => action),
      );
    }
    const actions = this.#actions.get(from.key) as readonly Action[];
    return nexts.map(({ slots, key }, at) => {
      return { slots, key, by: { from, action: actions[at] as Action }, steps: from.steps + 1 };
    });
  }

  /** The way to a last match and from there back to the match at `loop`. */
  #closed(last: Match, loop: number): Way | undefined {
    let first = last;
    for (let index = this.#wanted.agreements.length - 1; index > loop; index -= 1) {
      first = first.before as Match;
    }
    if (first === last) return wayTo(last.stop, last.stop.steps);
    const end = this.#around(last.stop).find(({ slots }) => sameSlots(slots, first.stop.slots));
    return end && wayTo(end, first.stop.steps);
  }

  #stateOf({ slots }: Stop) {
    const { layout, wiring } = this.#system;
    const padded = new Int32Array(layout.slotCount);
    padded.set(slots);
    const view = viewOf({ wiring, slots: padded, side: 0, ask: () => undefined });
    return { ...stateRecord(this.#system, padded), faults: view.faults };
  }

  #notFollowed(index: number, { stop, differences }: Nearest): FaultlineError {
    const way = wayTo(stop, undefined);
    const labels = way.actions.slice(-1 - this.#wanted.hiddenSteps).map(labelOf);
    const where = labels.length === 0 ? 'initially' : `after ${labels.join(', then ')}`;
    return unmatched(
      `${this.#noWay()} from state ${index - 1} of the trace to state ${index}. What comes nearest is the state ${where}: there ${listOf(differences)}.`,
    );
  }

  #noWay(): string {
    const count = this.#wanted.hiddenSteps + 1;
    return count === 1 ? 'No step leads' : `No ${count} steps or fewer lead`;
  }
}

function wayTo(end: Stop, cycleStart: number | undefined): Way {
  const stops: Stop[] = [];
  for (let at: Stop | undefined = end; at !== undefined; at = at.by?.from) stops.push(at);
  stops.reverse();
  return {
    path: stops.map(({ slots }) => slots),
    actions: stops.flatMap(({ by }) => (by === undefined ? [] : [by.action])),
    cycleStart,
  };
}

function isNearer({ differences }: Nearest, than: Nearest | undefined): boolean {
  return than === undefined || differences.length < than.differences.length;
}

/** A text that two states have in common exactly when they are the same: slots that come later are 0. */
function keyOf(slots: Int32Array): string {
  return slots.join().replace(/(,0)+$/, '');
}

const differencesMax = 3;

function listOf(differences: readonly Difference[]): string {
  const more = differences.length - differencesMax;
  return [...differences.slice(0, differencesMax), ...(more > 0 ? [`${more} more`] : [])].join(
    '; ',
  );
}

function tooMany(index: number): FaultlineError {
  return new FaultlineError(
    'FL504',
    `So many states are as state ${index} of the trace says that its steps cannot be found.`,
    'let the trace say more of each state, or let fewer steps be hidden: --hidden-steps 0.',
  );
}

function unmatched(problem: string): FaultlineError {
  return new FaultlineError(
    'FL504',
    problem,
    'choose size, parameters, mutation and faults as in the trace, or let it leave out more steps: --hidden-steps <n>.',
  );
}
