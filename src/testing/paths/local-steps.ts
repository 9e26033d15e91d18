import { Successors } from '../../explore/system.ts';
import {
  modelOf,
  type Model,
  type ModelChoices,
  type ProcessDeclaration,
} from '../../protocol/model.ts';
import type { ProcessId } from '../../protocol/messages.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { canonical } from '../../statechart/canonical.ts';
import type { ChartState } from '../../statechart/live/live-chart.ts';
import type { Timer } from '../../statechart/local-state.ts';
import { stepperOf, type LocalStep, type Stepper } from '../../statechart/local-step.ts';
import { labelOf, type Action, type EventData } from '../../system/action.ts';
import type { Local, ProcessTable } from '../../system/slots/process-table.ts';
import type { System } from '../../system/system.ts';
import { CheckRun } from '../../trace/check.ts';
import { storedSlots } from '../../trace/trace.ts';

/** A chart of XState. */
export type Chart = ProcessDeclaration['chart'];

/** What happens to a process in a step. */
export type Cause =
  | {
      readonly kind: 'start';
      /** After a crash it has what was durable in `recovered`. */
      readonly input: unknown;
    }
  | { readonly kind: 'receive'; readonly event: EventData }
  | {
      readonly kind: 'fire';
      /** The timer's name in the chart. */
      readonly timer: string;
    }
  | { readonly kind: 'crash' };

/** A step of one process, and what must come of it. */
export interface ProcessStep {
  /** In one line: `deliver prepare coordinator → participant1`. */
  readonly label: string;
  readonly cause: Cause;
  /** What the chart emits in the step, messages and observations, in order. */
  readonly emitted: readonly EventData[];
  /** The names of the timers that it starts, and that run after it, in the order of the alphabet. */
  readonly started: readonly string[];
  /** The state after the step; undefined when the process is down. */
  readonly state: ChartState | undefined;
}

/** The steps of one process, as arrows between its local states. */
export interface ProcessSteps {
  readonly process: ProcessId;
  readonly role: string;
  readonly chart: Chart;
  /** Place 0 is before the process has begun; the others are its local states. */
  readonly arrows: readonly {
    readonly from: number;
    readonly to: number;
    readonly step: ProcessStep;
  }[];
}

/** How large the model is whose steps are taken. */
export interface StepsOptions extends ModelChoices {
  /** The steps of no more states than these are taken; 100 000 by default. */
  readonly statesMax?: number | undefined;
}

/**
 * Explores a protocol and lists what happens to each process: every step that it takes in any reachable
 * state, once for each of its local states.
 *
 * @returns By process, in the order of the model.
 * @throws FaultlineError for a choice that cannot be made (`FL1xx`); SpecError for an error in a chart.
 *
 * Cost: the search, and each of its states expanded once more.
 */
export function localSteps(
  protocol: Protocol,
  { statesMax = 100_000, ...choices }: StepsOptions,
): readonly ProcessSteps[] {
  const model = modelOf(protocol, choices);
  // What the properties say does not change the steps: they are not asked.
  const run = new CheckRun({ ...model, protocol: { ...protocol, properties: {} } }, { statesMax });
  while (run.advance(10_000));
  const { wiring } = run.system;
  const collectors = wiring.processes.map((process, slot) => new Collector(model, process, slot));
  for (const { slot, action, before, after } of processSteps(run)) {
    const localIn = (slots: Int32Array) =>
      wiring.processes[slot]!.local(wiring.pair(slot, slots[slot]!).local);
    collectors[slot]!.add(localIn(before), action, localIn(after));
  }
  return collectors.map((collector) => collector.steps());
}

/** A step of the whole system in which one process does something. */
interface SystemStep {
  /** The slot of the process. */
  readonly slot: number;
  readonly action: Action;
  readonly before: Int32Array;
  readonly after: Int32Array;
}

/** The steps of every state that was expanded; of those that are alike in their process, one. */
function* processSteps({ system, search }: CheckRun): Generator<SystemStep> {
  const { distinct, frontier } = search.progress();
  const slotOf = slotsOfActions(system);
  const seen = new Map<number, Set<number>>();
  const isNew = (id: number, value: number): boolean => {
    const values = seen.get(id) ?? new Set();
    seen.set(id, values);
    return values.size < values.add(value).size;
  };
  const sink = new Successors();
  for (let state = 0; state < distinct - frontier; state += 1) {
    const before = storedSlots(search.store, state);
    const { layout } = system;
    sink.clear();
    system.expand(search.store.segmentOf(state), search.store.offsetOf(state), sink);
    for (let item = 0; item < sink.count; item += 1) {
      const id = sink.actions[item]!;
      const slot = slotOf(id);
      if (slot === undefined || !isNew(id, before[slot]!)) continue;
      const after = new Int32Array(layout.slotCount);
      layout.unpack(sink.words, item * layout.wordCount, after);
      yield { slot, action: system.action(id), before, after };
    }
    for (const id of system.stutterNumbers(before)) {
      const slot = slotOf(id);
      if (slot === undefined || !isNew(id, before[slot]!)) continue;
      yield { slot, action: system.action(id), before, after: before };
    }
  }
}

/** Finds the slot of the process that does something in an action; undefined when none does. */
function slotsOfActions(system: System): (id: number) => number | undefined {
  const slots = new Map(system.wiring.processes.map(({ declaration: { id } }, slot) => [id, slot]));
  const known = new Map<number, number | undefined>();
  return (id) => {
    if (known.has(id)) return known.get(id);
    const action = system.action(id);
    const isOne = 'process' in action && !isOfNetwork(action);
    known.set(id, isOne ? slots.get(action.process) : undefined);
    return known.get(id);
  };
}

/** Collects the steps of one process. */
class Collector {
  readonly #process: ProcessTable;
  readonly #stepper: Stepper;
  readonly #places = new Map<string, number>();
  readonly #arrows = new Map<string, ProcessSteps['arrows'][number]>();

  constructor({ starts }: Model, process: ProcessTable, slot: number) {
    const { inputs, chart } = process.declaration;
    this.#process = process;
    this.#stepper = stepperOf(chart);
    this.#place('not begun');
    for (const choice of new Set(starts.map((choices) => choices[slot]!))) {
      this.#start('not begun', `start ${process.declaration.id}`, inputs[choice]);
    }
  }

  /** Adds what an action does to the process. */
  add(local: Local, action: Action, next: Local): void {
    const { inputs } = this.#process.declaration;
    const from = keyOf(local);
    const label = labelOf(action);
    switch (action.kind) {
      case 'deliver': {
        // Which of several equal messages it is does not matter to who receives it.
        const { place: _, ...delivery } = action;
        const event = { ...action.message, from: action.from };
        this.#take(from, labelOf(delivery), { kind: 'receive', event }, () =>
          this.#stepper.step(local.state, event),
        );
        break;
      }
      case 'stimulus': {
        const { event } = action;
        this.#take(from, label, { kind: 'receive', event }, () =>
          this.#stepper.step(local.state, event),
        );
        break;
      }
      case 'timeout':
        this.#take(from, label, { kind: 'fire', timer: action.timer }, () =>
          this.#stepper.fire(local.state, this.#timerOf(local, action.timer)),
        );
        break;
      case 'crash':
        this.#crash(from, next);
        break;
      case 'restart': {
        const recovered = local.wake?.recovered ?? {};
        const input = inputs[0];
        this.#start(from, label, action.amnesia ? input : { ...(input as object), recovered });
        break;
      }
      default:
      // A pause and a clock that drifts do not change the state of the chart.
    }
  }

  /** What was collected. */
  steps(): ProcessSteps {
    const { id, role, chart } = this.#process.declaration;
    return { process: id, role, chart, arrows: [...this.#arrows.values()] };
  }

  #timerOf(local: Local, name: string) {
    const { vocabulary } = this.#process;
    return local.state.timers.find((timer) => vocabulary.timerName(timer) === name)!;
  }

  #start(from: string, label: string, input: unknown): void {
    this.#take(from, label, { kind: 'start', input }, () => this.#stepper.start(input));
  }

  #crash(from: string, next: Local): void {
    // What is durable tells crashes apart: one in the middle of a step may leave more or less of it.
    const left = durableText(next);
    const label = `crash ${this.#process.declaration.id}, leaving ${left}`;
    this.#add(from, keyOf(next), {
      label,
      cause: { kind: 'crash' },
      emitted: [],
      started: [],
      state: undefined,
    });
  }

  #take(from: string, label: string, cause: Cause, compute: () => LocalStep): void {
    if (this.#arrows.has(arrowKey(from, label))) return;
    const { next, emissions, started } = compute();
    const { value, context, status } = next.snapshot as unknown as ChartState;
    const nameOf = (timer: Timer) => this.#process.vocabulary.timerName(timer);
    const timers = Object.fromEntries(next.timers.map((timer) => [nameOf(timer), timer.delay]));
    this.#add(from, next.key, {
      label,
      cause,
      emitted: emissions.map(({ event }) => event),
      started: next.timers
        .filter(({ id }) => started.includes(id))
        .map(nameOf)
        .sort(),
      state: { value, context, status, timers },
    });
  }

  #add(from: string, to: string, step: ProcessStep): void {
    const arrow = { from: this.#place(from), to: this.#place(to), step };
    this.#arrows.set(arrowKey(from, step.label), arrow);
  }

  #place(key: string): number {
    const known = this.#places.get(key) ?? this.#places.size;
    this.#places.set(key, known);
    return known;
  }
}

function arrowKey(from: string, label: string): string {
  return `${from}\n${label}`;
}

/** What tells the states of a chart apart, and the ways in which a process can be down. */
function keyOf(local: Local): string {
  return local.alive ? local.state.key : `down ${durableText(local)}`;
}

function durableText({ wake }: Local): string {
  return canonical(wake?.recovered ?? {}, 'what is durable');
}

/** Whether an action is what the network does to a message on its own. */
function isOfNetwork({ kind }: Action): boolean {
  return ['drop', 'duplicate', 'reorder'].includes(kind);
}
