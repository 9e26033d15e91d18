import { FaultlineError } from '../../errors.ts';
import type { ProcessDeclaration } from '../../protocol/model.ts';
import { durablePart } from '../../protocol/role.ts';
import { canonical } from '../../statechart/canonical.ts';
import type { LocalState, Timer } from '../../statechart/local-state.ts';
import type { LocalStep, Stepper } from '../../statechart/local-step.ts';
import { vocabularyOf, type Vocabulary } from '../../statechart/outline.ts';
import type { EventData } from '../action.ts';
import { Interner } from './interner.ts';

/** One process's share of a state: a local state of its chart, or what is left after a crash. */
export interface Local {
  readonly alive: boolean;
  /** The state of the chart; of a crashed process, the one it would wake up in, but for what is durable. */
  readonly state: LocalState;
  /** The step that a restart takes. Undefined while the process is up. */
  readonly wake: LocalStep | undefined;
}

/** A local step by numbers. */
export interface Outcome {
  /** The number of the next local. */
  readonly next: number;
  readonly sent: LocalStep['sent'];
  readonly observed: LocalStep['observed'];
  readonly taken: boolean;
}

/**
 * The locals of one process, numbered, and the steps between them, each computed once.
 */
export class ProcessTable {
  readonly declaration: ProcessDeclaration;
  readonly vocabulary: Vocabulary;
  readonly #stepper: Stepper;
  readonly #locals = new Interner<string, Local>();
  /** For each local, the steps from it by what happens: see `codeOf`. */
  readonly #steps: Map<number, Outcome>[] = [];
  readonly #starts: Outcome[] = [];
  readonly #timers: string[] = [];
  #stepsComputed = 0;

  constructor(declaration: ProcessDeclaration, stepper: Stepper) {
    this.declaration = declaration;
    this.vocabulary = vocabularyOf(declaration.chart);
    this.#stepper = stepper;
  }

  /** How many local steps XState was asked for. */
  get stepsComputed(): number {
    return this.#stepsComputed;
  }

  /** The local with this number. */
  local(id: number): Local {
    return this.#locals.valueOf(id);
  }

  /** The first step for each possible input. */
  starts(): readonly Outcome[] {
    return this.declaration.inputs.map(
      (input, index) => (this.#starts[index] ??= this.#outcome(this.#stepper.start(input))),
    );
  }

  /** The first step for the input with this number. */
  start(choice: number): Outcome {
    return this.starts()[choice] as Outcome;
  }

  /** The step when a message is delivered. */
  receive(local: number, event: EventData, message: number): Outcome {
    return this.#remember(local, codeOf('message', message), ({ state }) =>
      this.#stepper.step(state, event),
    );
  }

  /** The step on a stimulus: its number among those of the process. */
  stimulate(local: number, at: number): Outcome {
    return this.#remember(local, codeOf('stimulus', at), ({ state }) =>
      this.#stepper.step(state, this.declaration.stimuli[at] as EventData),
    );
  }

  /** The step when a timer fires. */
  fire(local: number, timer: Timer): Outcome {
    return this.#remember(local, codeOf('timer', this.timerNumber(timer)), ({ state }) =>
      this.#stepper.fire(state, timer),
    );
  }

  /** A number for a timer: the same for timers of the same name in the chart. */
  timerNumber({ id }: Timer): number {
    const known = this.#timers.indexOf(id);
    return known >= 0 ? known : this.#timers.push(id) - 1;
  }

  /** What a crash leaves: the durable part of the context, and how it would wake up. */
  crash(local: number): number {
    const { id, inputs, durable } = this.declaration;
    const context = this.local(local).state.snapshot.context as Record<string, unknown>;
    const recovered = durablePart(context, durable);
    const key = `down ${canonical(recovered, `the durable context of ${id}`)}`;
    return this.#locals.intern(key, () => {
      const input = { ...(inputs[0] as object), recovered };
      const wake = this.#stepper.start(input);
      // What it does on waking up it has not done yet: until then its durable part is as it was.
      const { snapshot } = wake.next;
      const asleep = { ...snapshot, context: { ...(snapshot.context as object), ...recovered } };
      return { alive: false, state: { ...wake.next, snapshot: asleep }, wake };
    });
  }

  /** The step that a restart takes. */
  restart(local: number): Outcome {
    return this.#remember(local, codeOf('restart', 0), ({ wake }) => {
      if (wake === undefined) throw notDown(this.declaration.id);
      return wake;
    });
  }

  #remember(local: number, code: number, compute: (local: Local) => LocalStep): Outcome {
    const steps = (this.#steps[local] ??= new Map());
    const known = steps.get(code);
    if (known !== undefined) return known;
    const outcome = this.#outcome(compute(this.local(local)));
    steps.set(code, outcome);
    return outcome;
  }

  #outcome({ next, sent, observed, taken }: LocalStep): Outcome {
    this.#stepsComputed += 1;
    const id = this.#locals.intern(`up ${next.key}`, () => {
      return { alive: true, state: next, wake: undefined };
    });
    return { next: id, sent, observed, taken };
  }
}

const happenings = ['message', 'stimulus', 'timer', 'restart'] as const;

/** A number for what happens to a process: `number` tells messages, stimuli or timers apart. */
function codeOf(what: (typeof happenings)[number], number: number): number {
  return number * happenings.length + happenings.indexOf(what);
}

function notDown(process: string): FaultlineError {
  return new FaultlineError(
    'FL901',
    `${process} restarts without having crashed.`,
    'please report this.',
  );
}
