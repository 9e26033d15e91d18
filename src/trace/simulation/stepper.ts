import type { ProcessId } from '../../protocol/messages.ts';
import type { Model } from '../../protocol/model.ts';
import { isLiveness, type Property } from '../../protocol/property.ts';
import type { View } from '../../protocol/view.ts';
import { labelOf, type Action } from '../../system/action.ts';
import { stateRecord, type StateRecord } from '../../system/state-record.ts';
import { System } from '../../system/system.ts';
import { viewOf } from '../../system/view.ts';
import { changesBetween, type Change } from '../changes.ts';
import { StepMarks } from '../exercise/step-marks.ts';
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

/** Something that can be done next, and the slots of the state that it leads to. */
export interface Enabled extends Choice {
  readonly slots: Int32Array;
}

/** A part of a chart through which a step goes. */
export interface PartTaken {
  readonly process: ProcessId;
  readonly kind: 'state' | 'transition';
  /** A state by its path, a transition by its place, as in `prepared.on.commit[1]`. */
  readonly name: string;
}

/**
 * A model that is taken step by step: what can be done in a state, what a step changes, what the
 * properties say of a way. It remembers no way: whoever goes one keeps the slots of its states.
 *
 * Cost: one expansion for each question what can be done.
 */
export class Stepper {
  readonly model: Model;
  /** The slots of the initial states, in order. */
  readonly starts: readonly Int32Array[];
  readonly #system: System;
  readonly #tests: ReadonlyMap<string, PathTest>;
  /** Made when it is asked for: it takes a copy of every chart. */
  #marks: StepMarks | undefined;

  constructor(model: Model) {
    this.model = model;
    const system = new System(model);
    this.#system = system;
    this.starts = initialStates(system);
    this.#tests = new Map(
      Object.entries(model.protocol.properties).map(([name, property]) => [
        name,
        showing(system, name, property),
      ]),
    );
  }

  /**
   * What can be done in a state, in an order that never changes; what changes nothing comes last.
   *
   * @throws FaultlineError `FL2xx` when a chart errs in one of the steps.
   */
  enabled(slots: Int32Array): readonly Enabled[] {
    const record = this.record(slots);
    const moving = successorsOf(this.#system, slots);
    // What changes nothing is known once the state has been expanded.
    const idle = this.#system.stutters(slots).map((action) => ({ action, slots }));
    return [...moving, ...idle].map(({ action, slots: next }) => ({
      ...{ action, slots: next, label: labelOf(action) },
      changes: changesBetween(record, this.record(next)),
    }));
  }

  /** A state as plain data. */
  record(slots: Int32Array): StateRecord {
    return stateRecord(this.#system, slotsNow(this.#system, slots));
  }

  /**
   * The states that a step enters and the transitions that it takes, in the chart of the process that takes it.
   *
   * Cost: 20-40 µs, and on the first call a copy of each chart.
   *
   * @param slots - Of the state in which the action is enabled.
   */
  partsTaken(slots: Int32Array, action: Action): readonly PartTaken[] {
    const { processes } = this.#system.wiring;
    const process = 'process' in action ? action.process : undefined;
    const slot = processes.findIndex(({ declaration }) => declaration.id === process);
    if (process === undefined || slot < 0) return [];
    this.#marks ??= new StepMarks(this.#system);
    const value = slotsNow(this.#system, slots)[slot] as number;
    const found = this.#marks.of({ slot, value, id: -1, action, isCertain: true });
    return found.flatMap(({ kind, name }) =>
      kind === 'state' || kind === 'transition' ? [{ process, kind, name }] : [],
    );
  }

  /** A state as properties see it. */
  view(slots: Int32Array): View {
    const now = slotsNow(this.#system, slots);
    return viewOf({ wiring: this.#system.wiring, slots: now, side: 0, ask: () => undefined });
  }

  /**
   * What each property says of the end of a way, and of the step that led to it.
   *
   * @param path - The slots of its states, from an initial one on.
   */
  judge(path: readonly Int32Array[]): readonly Judgement[] {
    return Object.entries(this.model.protocol.properties).map(([name, property]) => ({
      name,
      property,
      is: this.#judge(name, property, path),
    }));
  }

  /** A way as a trace. */
  trace(path: readonly Int32Array[], actions: readonly Action[]): Trace {
    return traceAlong(this.model, this.#system, path, actions);
  }

  #judge(name: string, property: Property, path: readonly Int32Array[]): Judgement['is'] {
    if (isLiveness(property)) return 'not judged';
    const shows = (this.#tests.get(name) as PathTest)(path);
    if (property.kind === 'reachable') return shows;
    const [before, here] = [path.at(-2), path.at(-1) as Int32Array];
    const isStill = before === undefined || sameSlots(before, here);
    return property.kind === 'stepInvariant' && isStill ? 'no step' : !shows;
  }
}
