import { FaultlineError } from '../../errors.ts';
import type { Model } from '../../protocol/model.ts';
import type { Action } from '../../system/action.ts';
import type { StateRecord } from '../../system/state-record.ts';
import type { Trace } from '../trace.ts';
import { Stepper, type Choice, type Judgement } from './stepper.ts';

export type { Choice, Judgement } from './stepper.ts';

/**
 * One behavior, taken step by step as somebody chooses: what can be done next, what a step changes, what
 * the properties say, and back again.
 *
 * Cost: one expansion for each step.
 */
export class Simulation {
  readonly model: Model;
  readonly #stepper: Stepper;
  #initial = 0;
  #path: readonly Int32Array[];
  #actions: readonly Action[] = [];

  constructor(model: Model) {
    this.model = model;
    this.#stepper = new Stepper(model);
    this.#path = this.#stepper.starts.slice(0, 1);
  }

  /** How many steps have been taken. */
  get length(): number {
    return this.#actions.length;
  }

  /** The initial states, as plain data. */
  get starts(): readonly StateRecord[] {
    return this.#stepper.starts.map((slots) => this.#stepper.record(slots));
  }

  /** Which of them the behavior begins in, counted from 0. */
  get initial(): number {
    return this.#initial;
  }

  /** The state now, as plain data. */
  get state(): StateRecord {
    return this.#stepper.record(this.#here);
  }

  get #here(): Int32Array {
    return this.#path.at(-1) as Int32Array;
  }

  /** Begins anew in one of the initial states, counted from 0. */
  begin(initial: number): void {
    const { starts } = this.#stepper;
    const start = starts[initial];
    if (start === undefined) throw noSuch('initial state', starts.length);
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
    return this.#stepper
      .enabled(this.#here)
      .map(({ label, action, changes }) => ({ label, action, changes }));
  }

  /**
   * Does one of the things that can be done.
   *
   * @param choice - Its place among the choices, counted from 0.
   * @throws FaultlineError `FL505` when there are not so many.
   */
  take(choice: number): Choice {
    const enabled = this.#stepper.enabled(this.#here);
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
    return this.#stepper.judge(this.#path);
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
      const enabled = this.#stepper.enabled(this.#here);
      const found = enabled.findIndex((one) => JSON.stringify(one.action) === wanted);
      if (found < 0) throw noSuch(`action "${label}"`, enabled.length);
      this.take(found);
    }
  }

  /** The way that was taken. */
  trace(): Trace {
    return this.#stepper.trace(this.#path, this.#actions);
  }
}

function noSuch(what: string, count: number): FaultlineError {
  const known = count === 1 ? 'there is only one.' : `choose one of the ${count} that there are.`;
  const fix = count === 0 ? 'there is none.' : known;
  return new FaultlineError('FL505', `There is no such ${what} here.`, fix);
}
