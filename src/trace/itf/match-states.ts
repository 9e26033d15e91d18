import { FaultlineError } from '../../errors.ts';
import { labelOf, type Action } from '../../system/action.ts';
import type { System } from '../../system/system.ts';
import { initialStates } from '../trace.ts';
import type { Agreement, Difference } from './agreement.ts';
import { keyed, ModelStates, type KeyedState } from './model-states.ts';

/** What to look for: a way through states of which something is known. */
export interface Wanted {
  /** What is known of each state, in order. */
  readonly agreements: readonly (readonly Agreement[])[];
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
  readonly state: KeyedState;
  /** How it was come to; undefined for an initial state. */
  readonly by: { readonly from: Stop; readonly action: Action } | undefined;
  /** How many steps the way there has. */
  readonly steps: number;
  /** How many of them are hidden: the second and the later ones between two states of the trace. */
  readonly hidden: number;
  /** The stop that agrees with the state before in the trace; undefined for its first state. */
  readonly before: Stop | undefined;
}

/** The state that comes nearest to agreeing. */
interface Nearest {
  readonly stop: Stop;
  readonly differences: readonly Difference[];
}

const matchesMax = 20_000;
const stopsMax = 300_000;

/**
 * Looks for a shortest way through states of which something is known, with as little hidden as may be.
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
  readonly #states: ModelStates;
  readonly #starts: readonly Stop[];
  readonly #wanted: Wanted;

  constructor(system: System, wanted: Wanted) {
    this.#states = new ModelStates(system);
    this.#starts = initialStates(system).map((slots) => {
      return { state: keyed(slots), by: undefined, steps: 0, hidden: 0, before: undefined };
    });
    this.#wanted = wanted;
  }

  way(): Way {
    const { agreements, loop } = this.#wanted;
    let matches = this.#agreeing(this.#starts, 0);
    for (let index = 1; index < agreements.length; index += 1) {
      matches = this.#agreeing(this.#around(matches, index), index);
    }
    const sorted = [...matches].sort(compareStops);
    if (loop === undefined) return wayTo(sorted[0] as Stop, undefined);
    for (const match of sorted) {
      const way = this.#closed(match, loop);
      if (way !== undefined) return way;
    }
    throw unmatched(
      `${this.#noWay()} from the last state of the trace back to state ${loop}, where it begins again.`,
    );
  }

  /**
   * The states that can be come to from the matches by as many steps as there may be, those included; each
   * by the shortest way from the beginning.
   */
  #around(matches: readonly Stop[], index: number): readonly Stop[] {
    const best = new Map<string, Stop>();
    let last = matches.map((match): Stop => ({ ...match, before: match }));
    for (const stop of last) best.set(stop.state.key, stop);
    for (let step = 0; step <= this.#wanted.hiddenSteps; step += 1) {
      const next = new Map<string, Stop>();
      for (const from of last) {
        for (const { action, state } of this.#states.after(from.state)) {
          const { before } = from;
          const hidden = from.hidden + Math.min(step, 1);
          const stop = { state, by: { from, action }, steps: from.steps + 1, hidden, before };
          const known = best.get(state.key);
          // One that was reached before by a way that is as good has been gone on from already.
          if (known !== undefined && compareStops(known, stop) <= 0) continue;
          best.set(state.key, stop);
          next.set(state.key, stop);
        }
      }
      if (best.size > stopsMax) throw tooMany(index);
      last = [...next.values()];
    }
    return [...best.values()];
  }

  #agreeing(stops: readonly Stop[], index: number): readonly Stop[] {
    const agreements = this.#wanted.agreements[index] as readonly Agreement[];
    const agreeing: Stop[] = [];
    let nearest: Nearest | undefined;
    for (const stop of stops) {
      const differences = this.#states.differences(stop.state, agreements);
      if (differences.length === 0) agreeing.push(stop);
      else if (nearest === undefined || differences.length < nearest.differences.length) {
        nearest = { stop, differences };
      }
    }
    if (agreeing.length > matchesMax) throw tooMany(index);
    if (agreeing.length > 0) return agreeing;
    throw this.#notFound(index, nearest as Nearest);
  }

  /** The way to a last match and from there back to the match at `loop`. */
  #closed(last: Stop, loop: number): Way | undefined {
    const { agreements } = this.#wanted;
    let first = last;
    for (let index = agreements.length - 1; index > loop; index -= 1) first = first.before as Stop;
    if (first === last) return wayTo(last, last.steps);
    const ends = this.#around([last], agreements.length - 1);
    const end = ends.find(({ state }) => state.key === first.state.key);
    return end && wayTo(end, first.steps);
  }

  #notFound(index: number, { stop, differences }: Nearest): FaultlineError {
    if (index === 0) {
      return unmatched(
        `No initial state is as state 0 of the trace. In the one that comes nearest, ${listOf(differences)}.`,
      );
    }
    const { actions } = wayTo(stop, undefined);
    const labels = actions.slice(-1 - this.#wanted.hiddenSteps).map(labelOf);
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

/** Which of two ways is the better one: the shorter one and, of those, the one with less that is hidden. */
function compareStops(one: Stop, other: Stop): number {
  return one.steps - other.steps || one.hidden - other.hidden;
}

function wayTo(end: Stop, cycleStart: number | undefined): Way {
  const stops: Stop[] = [];
  for (let at: Stop | undefined = end; at !== undefined; at = at.by?.from) stops.push(at);
  stops.reverse();
  return {
    path: stops.map(({ state }) => state.slots),
    actions: stops.flatMap(({ by }) => (by === undefined ? [] : [by.action])),
    cycleStart,
  };
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
