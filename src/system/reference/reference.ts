import { FaultlineError } from '../../errors.ts';
import type { Model } from '../../protocol/model.ts';
import type { LocalStep } from '../../statechart/local-step.ts';
import { publicStart } from '../../statechart/public-step.ts';
import { labelOf, type Action } from '../action.ts';
import { requireSilent } from '../slots/monitor-table.ts';
import type { StateRecord } from '../state-record.ts';
import { candidatesOf } from './candidates.ts';
import { cutOff } from './cut-off.ts';
import { emitAll, type Emitted } from './emit-all.ts';
import { networkFault, startedStep, type StartedStep } from './started-step.ts';
import { drifted, healed, lifeFault, parted, tickLater } from './world.ts';
import {
  referenceKey,
  referenceRecord,
  TimerNames,
  type ReferenceProcess,
  type ReferenceState,
} from './reference-state.ts';

/**
 * The semantics of a model once more, without tables or integers: one action at a time, each local
 * step by XState's public `transition`. What the fast system finds is replayed here before it is
 * shown.
 */
export class Reference {
  readonly #model: Model;
  readonly #names: TimerNames;

  constructor(model: Model) {
    this.#model = model;
    this.#names = new TimerNames(model);
  }

  /** The initial states. */
  starts(): readonly ReferenceState[] {
    return this.#model.starts.map((_, initial) => this.start(initial));
  }

  /** The initial state with this index among the model's `starts`. */
  start(initial: number): ReferenceState {
    const chosen = this.#model.starts[initial] ?? [];
    const steps = this.#model.processes.map(({ chart, inputs }, index) =>
      publicStart(chart, inputs[chosen[index] ?? 0]),
    );
    const empty: ReferenceState = {
      processes: this.#model.processes.map((declaration, index) => {
        const { next } = steps[index] as LocalStep;
        return { declaration, state: next, wake: undefined, paused: false, ticks: {}, ahead: 0 };
      }),
      letters: [],
      used: {},
      partition: undefined,
      monitors: this.#model.monitors.map(({ id, chart, input }) =>
        requireSilent(id, publicStart(chart, input)),
      ),
    };
    return steps.reduce<ReferenceState>((state, step, index) => {
      const process = state.processes[index] as ReferenceProcess;
      return emitAll(this.#model, { state, process, step });
    }, empty);
  }

  /**
   * The state after an action.
   *
   * @throws FaultlineError `FL402` when the action is not enabled.
   */
  apply(state: ReferenceState, action: Action): ReferenceState {
    const next = this.#after(state, action);
    if (next !== undefined) return next;
    throw new FaultlineError(
      'FL402',
      `The action "${labelOf(action)}" is not enabled here.`,
      'let guards and effects depend on context and event only; or, when the trace is from a file, find it again with the present spec.',
    );
  }

  /** Every enabled action, with the state after it. Found by trying whatever could be enabled. */
  successors(
    state: ReferenceState,
  ): readonly { readonly action: Action; readonly state: ReferenceState }[] {
    const started = (action: Action) => this.#started(state, action);
    return candidatesOf(this.#model, this.#names, state, started).flatMap((action) => {
      const next = this.#after(state, action);
      return next === undefined ? [] : [{ action, state: next }];
    });
  }

  /** A text that two states have in common exactly when they are the same. */
  key(state: ReferenceState): string {
    return referenceKey(this.#model, state);
  }

  /** The state as plain data, in the form of `stateRecord`. */
  record(state: ReferenceState): StateRecord {
    return referenceRecord(this.#model, this.#names, state);
  }

  /** The state after an action; undefined when it is not enabled, as in all that follows. */
  #after(state: ReferenceState, action: Action): ReferenceState | undefined {
    const model = this.#model;
    switch (action.kind) {
      case 'deliver':
      case 'timeout':
      case 'stimulus':
      case 'restart':
        return this.#done(this.#started(state, action));
      case 'drop':
      case 'reorder':
        return networkFault(model, state, action);
      case 'duplicate':
        // A set cannot hold the message twice: it is delivered and stays.
        return model.network.order === 'set'
          ? this.#done(this.#started(state, action))
          : networkFault(model, state, action);
      case 'crash':
        if (action.during === undefined) return lifeFault(model, state, action);
        return cutOff(model, this.#started(state, action.during.action), action.during);
      case 'pause':
      case 'resume':
        return lifeFault(model, state, action);
      case 'drift':
        return drifted(model, state, action);
      case 'partition':
        return parted(model, state, action);
      case 'heal':
        return healed(model, state);
      case 'tick': {
        const later = tickLater(model, state);
        return later !== undefined && this.key(later) !== this.key(state) ? later : undefined;
      }
    }
  }

  #started(state: ReferenceState, action: Action): StartedStep | undefined {
    return startedStep(this.#model, this.#names, state, action);
  }

  #done(started: Emitted | undefined): ReferenceState | undefined {
    return started && emitAll(this.#model, started);
  }
}
