import { stepperOf, type LocalStep, type Stepper } from '../../statechart/local-step.ts';
import type { Action, EventData } from '../../system/action.ts';
import type { Local, ProcessTable } from '../../system/slots/process-table.ts';
import type { System } from '../../system/system.ts';
import { canonical } from '../../statechart/canonical.ts';
import { stateText } from '../state-text.ts';
import { seenFields, type SeenField } from './seen-values.ts';
import { StepMarks } from './step-marks.ts';
import { Tally, type Mark } from './tally.ts';

/** How often steps went through a part of a chart. */
export interface PartCount {
  readonly role: string;
  readonly kind: 'state' | 'transition';
  /** A state by its path, a transition by its place, as in `prepared.on.commit[1]`. */
  readonly name: string;
  /** Entered, or taken; 0 for what no step goes through. */
  readonly count: number;
}

/** How often a type of message went from one role to another. */
export interface MessageCount {
  readonly type: string;
  /** The role of the sender, and that of the receiver. */
  readonly from: string;
  readonly to: string;
  /** The states in which the sender was when it took the step that sends it. */
  readonly sentIn: readonly StateCount[];
  /** The states in which the receiver was, whether or not it means anything there. */
  readonly receivedIn: readonly StateCount[];
}

/** What was seen in a field of the messages of a type, whoever sent them. */
export interface MessageField extends SeenField {
  readonly message: string;
}

/** A state of a chart in which something happened so often. */
export interface StateCount {
  readonly state: string;
  readonly count: number;
}

/** What a local step does, worked out once for all states that have it. */
interface Deed {
  readonly parts: readonly string[];
  /** Messages by type, sender and receiver. */
  readonly sent: readonly string[];
  readonly received: readonly string[];
  readonly state: string;
}

type Content = Readonly<Record<string, unknown>>;

interface Flow {
  readonly sentIn: Map<string, number>;
  readonly receivedIn: Map<string, number>;
}

/** Counts what steps of a system do. */
export class StepCounts {
  readonly #system: System;
  readonly #marks: StepMarks;
  readonly #steppers = new Map<string, Stepper>();
  readonly #roles: ReadonlyMap<string, string>;
  readonly #slots: ReadonlyMap<string, number>;
  /** By the action, and by the local of its process. */
  readonly #deeds = new Map<number, Map<number, Deed>>();
  readonly #parts = new Map<string, number>();
  readonly #flows = new Map<string, Flow>();
  /** Messages by type, without type and receiver. */
  readonly #contents = new Map<string, Map<string, Content>>();

  constructor(system: System) {
    const { processes } = system.wiring;
    this.#system = system;
    this.#marks = new StepMarks(system);
    this.#roles = new Map(processes.map(({ declaration: { id, role } }) => [id, role]));
    this.#slots = new Map(processes.map(({ declaration: { id } }, slot) => [id, slot]));
  }

  /** Counts the first step of every process, in an initial state. */
  addStart(choices: readonly number[]): void {
    for (const [slot, process] of this.#system.wiring.processes.entries()) {
      const choice = choices[slot] as number;
      const { role } = process.declaration;
      const { step } = process.start(choice);
      this.#count({
        parts: this.#marks.ofStart(process, choice).map(keyOf),
        sent: this.#sentKeys(role, step),
        received: [],
        state: stateText(step.next.snapshot.value),
      });
    }
  }

  /** Counts a step by its action and the slots of the state in which it begins. */
  add(slots: Int32Array, id: number): void {
    const action = this.#system.action(id);
    if (!isOfProcess(action)) return;
    const slot = this.#slots.get(action.process) as number;
    const value = slots[slot] as number;
    const { local } = this.#system.wiring.pair(slot, value);
    const deeds = this.#deeds.get(id) ?? new Map<number, Deed>();
    this.#deeds.set(id, deeds);
    const deed = deeds.get(local) ?? this.#deedOf(slot, value, { id, action });
    deeds.set(local, deed);
    this.#count(deed);
  }

  /** Every part of the charts. */
  parts(): readonly PartCount[] {
    const tally = new Tally();
    this.#marks.declareIn(tally);
    return tally.items().flatMap(({ kind, role, name }) => {
      if (role === null || (kind !== 'state' && kind !== 'transition')) return [];
      return [{ role, kind, name, count: this.#parts.get(keyOf({ kind, role, name })) ?? 0 }];
    });
  }

  /** Every message that was sent. */
  messages(): readonly MessageCount[] {
    return [...this.#flows].map(([key, { sentIn, receivedIn }]) => {
      const [type, from, to] = JSON.parse(key) as [string, string, string];
      return { type, from, to, sentIn: counted(sentIn), receivedIn: counted(receivedIn) };
    });
  }

  /** The fields of the messages that were sent, but for type, sender and receiver. */
  fields(): readonly MessageField[] {
    const roleOf = (id: string) => this.#roles.get(id);
    return [...this.#contents].flatMap(([message, contents]) =>
      seenFields([...contents.values()], roleOf).map((field) => ({ message, ...field })),
    );
  }

  #count({ parts, sent, received, state }: Deed): void {
    for (const part of parts) add(this.#parts, part);
    for (const key of sent) add(this.#flow(key).sentIn, state);
    for (const key of received) add(this.#flow(key).receivedIn, state);
  }

  #flow(key: string): Flow {
    const flow = this.#flows.get(key) ?? { sentIn: new Map(), receivedIn: new Map() };
    this.#flows.set(key, flow);
    return flow;
  }

  #deedOf(slot: number, value: number, { id, action }: { id: number; action: StepAction }): Deed {
    const process = this.#system.wiring.processes[slot] as ProcessTable;
    const { role } = process.declaration;
    const local = process.local(this.#system.wiring.pair(slot, value).local);
    const marks = this.#marks.of({ slot, value, id, action, isCertain: true });
    const step = this.#stepOf(process, local, action);
    return {
      parts: marks.filter(({ kind }) => kind === 'state' || kind === 'transition').map(keyOf),
      sent: step === undefined ? [] : this.#sentKeys(role, step),
      received: action.kind === 'deliver' ? [this.#receivedKey(role, action)] : [],
      state: action.kind === 'restart' ? 'down' : stateText(local.state.snapshot.value),
    };
  }

  #stepOf(process: ProcessTable, local: Local, action: StepAction): LocalStep | undefined {
    const { chart, role } = process.declaration;
    const stepper = this.#steppers.get(role) ?? stepperOf(chart);
    this.#steppers.set(role, stepper);
    switch (action.kind) {
      case 'deliver': {
        const event: EventData = { ...action.message, from: action.from };
        return stepper.step(local.state, event);
      }
      case 'stimulus':
        return stepper.step(local.state, action.event);
      case 'timeout': {
        const name = (one: { readonly id: string }) => process.vocabulary.timerName(one);
        const timer = local.state.timers.find((one) => name(one) === action.timer);
        return timer && stepper.fire(local.state, timer);
      }
      case 'restart':
        return action.amnesia === true ? process.start(0).step : local.wake?.step;
    }
  }

  #sentKeys(role: string, { sent }: LocalStep): readonly string[] {
    return sent.flatMap(({ type, to, ...content }) => {
      const receiver = this.#roles.get(to);
      const contents = this.#contents.get(type) ?? new Map<string, Content>();
      this.#contents.set(type, contents);
      contents.set(canonical(content, 'a message'), content);
      return receiver === undefined ? [] : [JSON.stringify([type, role, receiver])];
    });
  }

  #receivedKey(role: string, { message, from }: StepAction & { kind: 'deliver' }): string {
    return JSON.stringify([message.type, this.#roles.get(from) ?? from, role]);
  }
}

type StepAction = Action & { readonly kind: 'deliver' | 'stimulus' | 'timeout' | 'restart' };

const kinds: ReadonlySet<Action['kind']> = new Set([
  ...(['deliver', 'stimulus', 'timeout', 'restart'] as const),
]);

function isOfProcess(action: Action): action is StepAction {
  return kinds.has(action.kind);
}

function keyOf({ kind, role, name }: Pick<Mark, 'kind' | 'role' | 'name'>): string {
  return JSON.stringify([kind, role, name]);
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The states in which it happened most often first. */
function counted(counts: ReadonlyMap<string, number>): readonly StateCount[] {
  return [...counts]
    .map(([state, count]) => ({ state, count }))
    .sort((left, right) => right.count - left.count || (left.state < right.state ? -1 : 1));
}
