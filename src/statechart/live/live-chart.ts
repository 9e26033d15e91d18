import {
  createActor,
  type AnyActor,
  type AnyStateMachine,
  type EventObject,
  type InspectionEvent,
} from 'xstate';
import { vocabularyOf, type Vocabulary } from '../outline.ts';

/** What can be seen of a chart that runs. */
export interface ChartState {
  /** XState's state value. */
  readonly value: unknown;
  readonly context: unknown;
  readonly status: string;
  /** By the names of the timers that run: how long they take, in the chart's own unit. */
  readonly timers: Readonly<Record<string, number>>;
}

/** Told what XState tells its inspectors. */
export type Inspector = (event: InspectionEvent) => void;

/**
 * A chart that runs as a live actor of XState, made by `createActor`. Its timers go off when they are told
 * to, and not with time.
 */
export class LiveChart {
  readonly #chart: AnyStateMachine;
  readonly #inspect: Inspector | undefined;
  readonly #vocabulary: Vocabulary;
  #actor: AnyActor | undefined;
  #emitted: EventObject[] = [];
  /** What to call when a timer goes off, by its handle. */
  #timers = new Map<number, PendingTimer>();
  #handles = 0;
  #error: unknown;

  /** @param inspect - Told what XState tells its inspectors. */
  constructor(chart: AnyStateMachine, inspect?: Inspector) {
    this.#chart = chart;
    this.#inspect = inspect;
    this.#vocabulary = vocabularyOf(chart);
  }

  /** Begins anew as a process with this input, whatever ran before. */
  start(input: unknown): void {
    this.crash();
    const clock = {
      setTimeout: (goOff: () => void) => this.#started(goOff),
      clearTimeout: (handle: number) => void this.#timers.delete(handle),
    };
    this.#actor = createActor(this.#chart, {
      ...{ input, clock },
      ...(this.#inspect && { inspect: this.#inspect }),
    });
    this.#actor.on('*', (event: EventObject) => void this.#emitted.push(event));
    this.#actor.subscribe({ error: (error) => (this.#error = error) });
    this.#actor.start();
    this.#throwErrors();
  }

  /** Receives a message or a stimulus. A chart that has come to its end receives nothing. */
  receive(event: EventObject): void {
    if (this.state.status !== 'active') return;
    this.actor.send(event);
    this.#throwErrors();
  }

  /**
   * Lets a timer go off.
   *
   * @param name - As the chart calls it: `prepareTimeout`, or `1000`.
   * @throws Error when it does not run.
   */
  fire(name: string): void {
    const found = [...this.#timers].find(([, timer]) => timer.name === name);
    if (found === undefined) throw new Error(`The timer "${name}" does not run.`);
    const [handle, { goOff }] = found;
    this.#timers.delete(handle);
    goOff();
    this.#throwErrors();
  }

  /** Ends at once, and says nothing more. */
  crash(): void {
    this.#actor?.stop();
    this.#actor = undefined;
    this.#emitted = [];
    this.#timers = new Map();
    this.#error = undefined;
  }

  /** What can be seen of it now. */
  get state(): ChartState {
    const { value, context, status } = this.actor.getSnapshot() as ChartState;
    const timers = [...this.#timers.values()].map(({ name, event }) => [name, event.delay]);
    return { value, context, status, timers: Object.fromEntries(timers) as ChartState['timers'] };
  }

  /** What it has emitted since this was last asked, in order. */
  takeEmitted(): readonly EventObject[] {
    const emitted = this.#emitted;
    this.#emitted = [];
    return emitted;
  }

  /** The names of the timers that were started since this was last asked, and run, in order. */
  takeStarted(): readonly string[] {
    const timers = [...this.#timers.values()].filter(({ isNew }) => isNew);
    for (const timer of timers) timer.isNew = false;
    return timers.map(({ name }) => name).sort();
  }

  /**
   * The actor that runs.
   *
   * @throws Error when there is none.
   */
  get actor(): AnyActor {
    if (this.#actor === undefined) throw new Error(`The chart "${this.#chart.id}" does not run.`);
    return this.#actor;
  }

  /** XState tells a clock how long a timer takes; which one it is, it has noted just before. */
  #started(goOff: () => void): number {
    const { _scheduledEvents: scheduled } = this.actor.system.getSnapshot();
    const known = new Set<object>([...this.#timers.values()].map(({ event }) => event));
    const event = Object.values(scheduled).find((one) => !known.has(one));
    if (event === undefined) throw new Error('XState has started a timer and does not know it.');
    this.#handles += 1;
    this.#timers.set(this.#handles, {
      event,
      name: this.#vocabulary.timerName(event),
      goOff,
      isNew: true,
    });
    return this.#handles;
  }

  #throwErrors(): void {
    const error = this.#error;
    this.#error = undefined;
    if (error !== undefined) throw error as Error;
  }
}

interface PendingTimer {
  /** XState's own note of it. */
  readonly event: { readonly id: string; readonly delay: number };
  readonly name: string;
  readonly goOff: () => void;
  /** Whether it was started since somebody asked. */
  isNew: boolean;
}
