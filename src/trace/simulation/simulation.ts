import { FaultlineError } from '../../errors.ts';
import type { Model } from '../../protocol/model.ts';
import { isLiveness, type Property } from '../../protocol/property.ts';
import { labelOf, type Action } from '../../system/action.ts';
import { stateRecord, type StateRecord } from '../../system/state-record.ts';
import { System } from '../../system/system.ts';
import { changesBetween, type Change } from '../changes.ts';
import { showing, type PathTest } from '../showing.ts';
import {
  initialStates,
  sameSlots,
  slotsNow,
  successorsOf,
  traceAlong,
  type Trace,
} from '../trace.ts';

/** Something that can be done next. */
export interface Choice {
  readonly label: string;
  readonly action: Action;
  readonly changes: readonly Change[];
}

/** What a property says of the end of the way that was taken. */
export interface Judgement {
  readonly name: string;
  readonly property: Property;
  /**
   * - `true`, `false`: of this state or, for a step invariant, of the last step; for a `deadlockFree`
   *   `false` when the state is stuck and should not be.
   * - `no step`: a step invariant, and no step that changes something has just been taken.
   * - `not judged`: a property of behaviors, of which this is only a beginning.
   */
  readonly is: boolean | 'no step' | 'not judged';
}

interface Enabled extends Choice {
  readonly slots: Int32Array;
}

/**
 * One behavior, taken step by step as somebody chooses: what can be done next, what a step changes, what
 * the properties say, and back again.
 *
 * Cost: one expansion for each step.
 */
export class Simulation {
  readonly model: Model;
  readonly #system: System;
  readonly #tests: ReadonlyMap<string, PathTest>;
  readonly #starts: readonly Int32Array[];
  #initial = 0;
  #path: readonly Int32Array[];
  #actions: readonly Action[] = [];

  constructor(model: Model) {
    this.model = model;
    const system = new System(model);
    this.#system = system;
    this.#starts = initialStates(system);
    this.#path = this.#starts.slice(0, 1);
    this.#tests = new Map(
      Object.entries(model.protocol.properties).map(([name, property]) => [
        name,
        showing(system, name, property),
      ]),
    );
  }

  /** How many steps have been taken. */
  get length(): number {
    return this.#actions.length;
  }

  /** The initial states, as plain data. */
  get starts(): readonly StateRecord[] {
    return this.#starts.map((slots) => this.#recordOf(slots));
  }

  /** Which of them the behavior begins in, counted from 0. */
  get initial(): number {
    return this.#initial;
  }

  /** The state now, as plain data. */
  get state(): StateRecord {
    return this.#recordOf(this.#here);
  }

  get #here(): Int32Array {
    return this.#path.at(-1) as Int32Array;
  }

  /** Begins anew in one of the initial states, counted from 0. */
  begin(initial: number): void {
    const start = this.#starts[initial];
    if (start === undefined) throw noSuch('initial state', this.#starts.length);
    this.#initial = initial;
    this.#path = [start];
    this.#actions = [];
  }

  /**
   * What can be done next, in an order that never changes; what changes nothing comes last.
   *
   * @throws FaultlineError `FL2xx` when a chart errs in one of the steps.
   */
  choices(): readonly Choice[] {
    return this.#enabled().map(({ label, action, changes }) => ({ label, action, changes }));
  }

  /**
   * Does one of the things that can be done.
   *
   * @param choice - Its place among the choices, counted from 0.
   * @throws FaultlineError `FL505` when there are not so many.
   */
  take(choice: number): Choice {
    const enabled = this.#enabled();
    const chosen = enabled[choice];
    if (chosen === undefined) throw noSuch('action', enabled.length);
    this.#path = [...this.#path, chosen.slots];
    this.#actions = [...this.#actions, chosen.action];
    return chosen;
  }

  /**
   * Goes back.
   *
   * @returns How many steps were taken back: no more than there were.
   */
  undo(steps: number): number {
    const count = Math.min(steps, this.length);
    this.#path = this.#path.slice(0, this.#path.length - count);
    this.#actions = this.#actions.slice(0, this.#actions.length - count);
    return count;
  }

  /** What each property says of the state now, and of the step that led to it. */
  judge(): readonly Judgement[] {
    return Object.entries(this.model.protocol.properties).map(([name, property]) => ({
      name,
      property,
      is: this.#judge(name, property),
    }));
  }

  /**
   * Takes the steps of a trace of the same model.
   *
   * @throws FaultlineError `FL505` when they cannot be taken.
   */
  follow({ initial, steps }: Pick<Trace, 'initial' | 'steps'>): void {
    this.begin(initial);
    for (const { label, action } of steps) {
      const wanted = JSON.stringify(action);
      const found = this.#enabled().findIndex((one) => JSON.stringify(one.action) === wanted);
      if (found < 0) throw noSuch(`action "${label}"`, this.choices().length);
      this.take(found);
    }
  }

  /** The way that was taken. */
  trace(): Trace {
    return traceAlong(this.model, this.#system, this.#path, this.#actions);
  }

  #judge(name: string, property: Property): Judgement['is'] {
    if (isLiveness(property)) return 'not judged';
    const shows = (this.#tests.get(name) as PathTest)(this.#path);
    if (property.kind === 'reachable') return shows;
    const before = this.#path.at(-2);
    const isStill = before === undefined || sameSlots(before, this.#here);
    return property.kind === 'stepInvariant' && isStill ? 'no step' : !shows;
  }

  #enabled(): readonly Enabled[] {
    const here = this.#here;
    const record = this.#recordOf(here);
    const moving = successorsOf(this.#system, here);
    // What changes nothing is known once the state has been expanded.
    const idle = this.#system.stutters(here).map((action) => ({ action, slots: here }));
    return [...moving, ...idle].map(({ action, slots }) => ({
      ...{ action, slots, label: labelOf(action) },
      changes: changesBetween(record, this.#recordOf(slots)),
    }));
  }

  #recordOf(slots: Int32Array): StateRecord {
    return stateRecord(this.#system, slotsNow(this.#system, slots));
  }
}

function noSuch(what: string, count: number): FaultlineError {
  const known = count === 1 ? 'there is only one.' : `choose one of the ${count} that there are.`;
  const fix = count === 0 ? 'there is none.' : known;
  return new FaultlineError('FL505', `There is no such ${what} here.`, fix);
}
