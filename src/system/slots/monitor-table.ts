import { FaultlineError } from '../../errors.ts';
import type { MonitorDeclaration } from '../../protocol/model.ts';
import { canonical } from '../../statechart/canonical.ts';
import type { LocalState } from '../../statechart/local-state.ts';
import { stepperOf, type LocalStep, type Stepper } from '../../statechart/local-step.ts';
import { vocabularyOf, type Vocabulary } from '../../statechart/outline.ts';
import type { EventData } from '../action.ts';
import { Interner } from './interner.ts';

/** The states of one monitor, numbered, and what each observation makes of them. The first is 0. */
export class MonitorTable {
  readonly declaration: MonitorDeclaration;
  readonly vocabulary: Vocabulary;
  readonly #stepper: Stepper;
  readonly #states = new Interner<string, LocalState>();
  readonly #observations = new Interner<string, EventData>();

  constructor(declaration: MonitorDeclaration) {
    const { id, chart, input } = declaration;
    this.declaration = declaration;
    this.vocabulary = vocabularyOf(chart);
    this.#stepper = stepperOf(chart);
    this.#intern(requireSilent(id, this.#stepper.start(input)));
  }

  /** The state with this number. */
  state(value: number): LocalState {
    return this.#states.valueOf(value);
  }

  /** The number of an observation. */
  observation(event: EventData): number {
    const text = canonical(event, `the observation "${event.type}"`);
    return this.#observations.intern(text, () => event);
  }

  /** The number of the state after an observation. */
  hear(value: number, observation: number): number {
    const event = this.#observations.valueOf(observation);
    const { id } = this.declaration;
    return this.#intern(requireSilent(id, this.#stepper.step(this.state(value), event)));
  }

  #intern(state: LocalState): number {
    return this.#states.intern(state.key, () => state);
  }
}

/**
 * The state after a step of a monitor.
 *
 * @throws FaultlineError `FL107` when it has done anything else.
 */
export function requireSilent(id: string, { next, emissions }: LocalStep): LocalState {
  const [emission] = emissions;
  const [timer] = next.timers;
  if (emission === undefined && timer === undefined) return next;
  throw new FaultlineError(
    'FL107',
    emission === undefined
      ? `The monitor "${id}" starts a timer.`
      : `The monitor "${id}" emits "${emission.event.type}".`,
    'let a monitor only change its own state: it is no part of the protocol.',
  );
}
