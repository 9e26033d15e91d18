import { FaultlineError } from '../../errors.ts';
import type { Model, ProcessDeclaration } from '../../protocol/model.ts';
import { durablePart } from '../../protocol/role.ts';
import { canonical } from '../../statechart/canonical.ts';
import type { LocalState, Timer } from '../../statechart/local-state.ts';
import type { LocalStep, Stepper } from '../../statechart/local-step.ts';
import { vocabularyOf, type Vocabulary } from '../../statechart/outline.ts';
import type { EventData } from '../action.ts';
import {
  driftedBy,
  rightTime,
  tickLater,
  tickLaterAsleep,
  ticksOf,
  type ClockFace,
} from './clock.ts';
import { Interner } from './interner.ts';

/** One process's share of a state: a local state of its chart, or what is left after a crash. */
export interface Local {
  readonly alive: boolean;
  readonly paused: boolean;
  /** The state of the chart; of a crashed process, the one it would wake up in, but for what is durable. */
  readonly state: LocalState;
  /** What is durable, and the step that a restart takes. Undefined while the process is up. */
  readonly wake: Wake | undefined;
  readonly clock: ClockFace;
  /** The indices of the processes whose messages a partition keeps from it, ascending. */
  readonly deafTo: readonly number[];
}

type Context = Readonly<Record<string, unknown>>;

interface Wake {
  readonly recovered: Context;
  readonly step: LocalStep;
}

/** A local step by numbers. */
export interface Outcome {
  /** The number of the next local. */
  readonly next: number;
  readonly step: LocalStep;
}

/** The condition of a process besides the state of its chart. */
type Condition = Pick<Local, 'paused' | 'clock' | 'deafTo'>;

const healthy: Condition = { paused: false, clock: rightTime, deafTo: [] };

/**
 * The locals of one process, numbered, and the steps between them, each computed once.
 */
export class ProcessTable {
  readonly declaration: ProcessDeclaration;
  readonly vocabulary: Vocabulary;
  readonly #stepper: Stepper;
  readonly #model: Pick<Model, 'time' | 'faults'>;
  readonly #locals = new Interner<string, Local>();
  /** The states of the chart, numbered by their keys, and the steps from each: see `codeOf`. */
  readonly #states = new Interner<string, Map<number, LocalStep>>();
  /** For each local, the steps from it by what happens. */
  readonly #outcomes: Map<number, Outcome>[] = [];
  readonly #starts: Outcome[] = [];
  readonly #timers: string[] = [];
  #stepsComputed = 0;

  constructor(
    declaration: ProcessDeclaration,
    stepper: Stepper,
    model: Pick<Model, 'time' | 'faults'>,
  ) {
    this.declaration = declaration;
    this.vocabulary = vocabularyOf(declaration.chart);
    this.#stepper = stepper;
    this.#model = model;
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
      (input, index) =>
        (this.#starts[index] ??= this.#outcome(this.#computed(this.#stepper.start(input)), {
          ...healthy,
          timers: [],
        })),
    );
  }

  /** The first step for the input with this number. */
  start(choice: number): Outcome {
    return this.starts()[choice] as Outcome;
  }

  /** The step when a message is delivered. */
  receive(local: number, event: EventData, message: number): Outcome {
    return this.#remember(local, codeOf('message', message), (state) =>
      this.#stepper.step(state, event),
    );
  }

  /** The step on a stimulus: its number among those of the process. */
  stimulate(local: number, at: number): Outcome {
    return this.#remember(local, codeOf('stimulus', at), (state) =>
      this.#stepper.step(state, this.declaration.stimuli[at] as EventData),
    );
  }

  /** The step when a timer fires. */
  fire(local: number, timer: Timer): Outcome {
    return this.#remember(local, codeOf('timer', this.timerNumber(timer)), (state) =>
      this.#stepper.fire(state, timer),
    );
  }

  /** Whether a running timer may fire as far as its clock is concerned. */
  isDue(local: number, timer: Timer): boolean {
    return ticksUntil(this.local(local), timer) === 0;
  }

  /** A number for a timer: the same for timers of the same name in the chart. */
  timerNumber({ id }: Timer): number {
    const known = this.#timers.indexOf(id);
    return known >= 0 ? known : this.#timers.push(id) - 1;
  }

  /**
   * What a crash leaves: the durable part of the context, and how it would wake up.
   *
   * @param context - What the process has written when it crashes: by default, what it has.
   */
  crash(local: number, context?: Context): number {
    const { inputs, durable } = this.declaration;
    const { state, clock, deafTo } = this.local(local);
    const recovered = durablePart(context ?? (state.snapshot.context as Context), durable);
    const condition = { ...healthy, clock: { ...rightTime, ahead: clock.ahead }, deafTo };
    return this.#locals.intern(this.#downKey(recovered, condition), () => {
      const step = this.#stepper.start({ ...(inputs[0] as object), recovered });
      // What it does on waking up it has not done yet: until then its durable part is as it was.
      const { snapshot } = step.next;
      const asleep = { ...snapshot, context: { ...(snapshot.context as object), ...recovered } };
      const wake = { recovered, step };
      return { alive: false, state: { ...step.next, snapshot: asleep }, wake, ...condition };
    });
  }

  /** The step that a restart takes. */
  restart(local: number): Outcome {
    return this.#restarted(local, 'restart', ({ wake }) => {
      if (wake === undefined) throw notDown(this.declaration.id);
      return wake.step;
    });
  }

  /** The step of a restart that finds nothing of what was durable: a first step. */
  restartAnew(local: number): Outcome {
    return this.#restarted(local, 'amnesia', () => this.start(0).step);
  }

  /** The local that stands still, or goes on. */
  paused(local: number, paused: boolean): number {
    return this.#conditioned(local, { paused });
  }

  /** The local to which messages from these processes do not get through. */
  deafTo(local: number, senders: readonly number[]): number {
    return this.#conditioned(local, { deafTo: senders });
  }

  /** The local a tick later, or -1 while a timer is due. */
  ticked(local: number): number {
    const { alive, paused, clock } = this.local(local);
    if (!alive || clock.remaining.length === 0) return local;
    const later = paused ? tickLaterAsleep(clock) : tickLater(clock);
    return later === undefined ? -1 : this.#conditioned(local, { clock: later });
  }

  /** The local whose clock has run fast by one tick (1) or slow (-1), or -1 when it cannot. */
  drifted(local: number, by: 1 | -1): number {
    const clock = driftedBy(by, this.local(local).clock, this.#model.faults.drift?.ticks ?? 0);
    return clock === undefined ? -1 : this.#conditioned(local, { clock });
  }

  #restarted(local: number, code: 'restart' | 'amnesia', step: (local: Local) => LocalStep) {
    const outcomes = (this.#outcomes[local] ??= new Map());
    const known = outcomes.get(codeOf(code, 0));
    if (known !== undefined) return known;
    const from = this.local(local);
    const outcome = this.#outcome(step(from), { ...from, timers: [] });
    outcomes.set(codeOf(code, 0), outcome);
    return outcome;
  }

  #conditioned(local: number, change: Partial<Condition>): number {
    const next = { ...this.local(local), ...change };
    if (next.wake === undefined) return this.#up(next.state, next);
    return this.#locals.intern(this.#downKey(next.wake.recovered, next), () => next);
  }

  #remember(local: number, code: number, compute: (state: LocalState) => LocalStep): Outcome {
    const outcomes = (this.#outcomes[local] ??= new Map());
    const known = outcomes.get(code);
    if (known !== undefined) return known;
    const from = this.local(local);
    const steps = this.#states.valueOf(this.#states.intern(from.state.key, () => new Map()));
    const step = steps.get(code) ?? this.#computed(compute(from.state));
    steps.set(code, step);
    const outcome = this.#outcome(step, { ...from, timers: from.state.timers });
    outcomes.set(code, outcome);
    return outcome;
  }

  #computed(step: LocalStep): LocalStep {
    this.#stepsComputed += 1;
    return step;
  }

  /** @param from - The condition before the step, and the timers that ran. */
  #outcome(step: LocalStep, from: Condition & { readonly timers: readonly Timer[] }): Outcome {
    const { time } = this.#model;
    const { remaining, ahead } = from.clock;
    const ticks = step.next.timers.map((timer) => {
      const before = from.timers.findIndex(({ id }) => id === timer.id);
      if (before < 0 || step.started.includes(timer.id)) return ticksOf(timer, time);
      return remaining[before] as number;
    });
    const clock = { remaining: time.timeouts === 'timed' ? ticks : [], ahead };
    return { next: this.#up(step.next, { ...from, paused: false, clock }), step };
  }

  #downKey(recovered: Context, condition: Condition): string {
    const text = canonical(recovered, `the durable context of ${this.declaration.id}`);
    return `down ${text}${conditionText(condition)}`;
  }

  #up(state: LocalState, condition: Condition): number {
    const { paused, clock, deafTo } = condition;
    return this.#locals.intern(`up ${state.key}${conditionText(condition)}`, () => {
      return { alive: true, state, wake: undefined, paused, clock, deafTo };
    });
  }
}

/** In how many ticks a timer fires, 0 when it may fire now; undefined when it does not run. */
export function ticksUntil(
  { state, clock }: Pick<Local, 'state' | 'clock'>,
  { id }: Pick<Timer, 'id'>,
): number | undefined {
  const at = state.timers.findIndex((timer) => timer.id === id);
  return at < 0 ? undefined : (clock.remaining[at] ?? 0);
}

/** What tells locals apart besides the state of the chart; nothing while all is well. */
function conditionText({ paused, clock, deafTo }: Condition): string {
  const { remaining, ahead } = clock;
  if (!paused && remaining.length === 0 && ahead === 0 && deafTo.length === 0) return '';
  return ` ${paused ? 'paused' : ''} ${remaining.join()} ${ahead} ${deafTo.join()}`;
}

const happenings = ['message', 'stimulus', 'timer', 'restart', 'amnesia'] as const;

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
