import { FaultlineError } from '../errors.ts';
import type { Model, ProcessDeclaration } from '../protocol/model.ts';
import { durablePart } from '../protocol/role.ts';
import { canonical } from '../statechart/canonical.ts';
import type { LocalState, SentMessage, Timer } from '../statechart/local-state.ts';
import type { LocalStep } from '../statechart/local-step.ts';
import { vocabularyOf, type Vocabulary } from '../statechart/outline.ts';
import { publicFire, publicStart, publicStep } from '../statechart/public-step.ts';
import { labelOf, type Action, type EventData } from './action.ts';
import { limitOf } from './slots/fault-budget.ts';
import type { StateRecord } from './state-record.ts';

/** One process in a state of the naive interpreter. */
export interface ReferenceProcess {
  readonly declaration: ProcessDeclaration;
  /** Of a crashed process, the state it would wake up in, but for what is durable. */
  readonly state: LocalState;
  /** What a restart does, while the process is down. */
  readonly wake: Wake | undefined;
}

interface Wake {
  readonly recovered: Readonly<Record<string, unknown>>;
  readonly step: LocalStep;
}

interface Letter {
  readonly from: string;
  readonly to: string;
  readonly message: EventData;
  readonly key: string;
}

/** A state of the naive interpreter: plain objects, never changed in place. */
export interface ReferenceState {
  readonly processes: readonly ReferenceProcess[];
  /** What is in flight, in the order of sending. */
  readonly letters: readonly Letter[];
  /** How often each fault has happened, as far as a budget limits it. */
  readonly used: { readonly drop: number; readonly duplicate: number; readonly crash: number };
}

/**
 * The semantics of a model once more, without tables or integers: one action at a time, each local
 * step by XState's public `transition`. What the fast system finds is replayed here before it is
 * shown.
 */
export class Reference {
  readonly #model: Model;
  readonly #words: ReadonlyMap<unknown, Vocabulary>;

  constructor(model: Model) {
    this.#model = model;
    this.#words = new Map(model.processes.map(({ chart }) => [chart, vocabularyOf(chart)]));
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
    const processes = this.#model.processes.map((declaration, index) => {
      return { declaration, state: (steps[index] as LocalStep).next, wake: undefined };
    });
    const empty = { processes, letters: [], used: { drop: 0, duplicate: 0, crash: 0 } };
    return this.#model.processes.reduce<ReferenceState>(
      (state, { id }, index) => this.#send(state, id, (steps[index] as LocalStep).sent),
      empty,
    );
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
    return this.#candidates(state).flatMap((action) => {
      const next = this.#after(state, action);
      return next === undefined ? [] : [{ action, state: next }];
    });
  }

  /** A text that two states have in common exactly when they are the same. */
  key({ processes, letters, used }: ReferenceState): string {
    const inFlight = letters.map(({ from, to, key }) => ({ channel: `${from} ${to}`, key }));
    const isFifo = this.#model.network.order === 'fifo';
    // Sorting is stable: the letters of a channel keep their order.
    const sorted = inFlight.sort(
      (left, right) =>
        compare(left.channel, right.channel) || (isFifo ? 0 : compare(left.key, right.key)),
    );
    const locals = processes.map(({ state, wake }) =>
      wake ? { down: wake.recovered } : state.key,
    );
    return canonical([locals, sorted.map(({ key }) => key), { ...used }], 'a state');
  }

  /** The state as plain data, in the form of `stateRecord`. */
  record({ processes, letters }: ReferenceState): StateRecord {
    return {
      processes: processes.map((process) => {
        const { declaration, state, wake } = process;
        const { id, role } = declaration;
        const { value, context } = state.snapshot as {
          value: unknown;
          context: Record<string, unknown>;
        };
        const alive = wake === undefined;
        const names = state.timers.map((timer) => this.#timerName(process, timer));
        return {
          id,
          role,
          alive,
          state: alive ? value : null,
          context,
          timers: alive ? names : [],
        };
      }),
      messages: letters.map(({ from, to, message }) => ({ ...message, from, to })),
    };
  }

  /** Whatever might be enabled. */
  #candidates({ processes, letters }: ReferenceState): readonly Action[] {
    const byNetwork = letters.flatMap((letter) => this.#choicesOf(letter, letters));
    const byProcess = processes.flatMap((process): Action[] => {
      const { id, stimuli } = process.declaration;
      return [
        ...process.state.timers.map((timer): Action => {
          return { kind: 'timeout', process: id, timer: this.#timerName(process, timer) };
        }),
        ...stimuli.map((event): Action => {
          return { kind: 'stimulus', process: id, event: event };
        }),
        { kind: 'crash', process: id },
        { kind: 'restart', process: id },
      ];
    });
    return [...byNetwork, ...byProcess];
  }

  /** What may happen to a letter. Equal ones are one choice, unless they stand in a queue. */
  #choicesOf(letter: Letter, letters: readonly Letter[]): readonly Action[] {
    const { from, to, message, key } = letter;
    const channel = channelOf(letters, from, to);
    const at = channel.indexOf(letter);
    const subject = { process: to, from, message };
    if (channel.findIndex((other) => other.key === key) === at) {
      return (['deliver', 'drop', 'duplicate'] as const).map((kind) => ({ kind, ...subject }));
    }
    if (this.#model.network.order !== 'fifo') return [];
    return (['drop', 'duplicate'] as const).map((kind) => ({ kind, ...subject, place: at + 1 }));
  }

  #timerName({ declaration }: ReferenceProcess, timer: Timer): string {
    return (this.#words.get(declaration.chart) as Vocabulary).timerName(timer);
  }

  /** The state after an action; undefined when it is not enabled, as in all that follows. */
  #after(state: ReferenceState, action: Action): ReferenceState | undefined {
    const process = state.processes.find(({ declaration }) => declaration.id === action.process);
    if (process === undefined) return undefined;
    const isUp = process.wake === undefined;
    const { chart } = process.declaration;
    switch (action.kind) {
      case 'deliver':
      case 'drop':
      case 'duplicate':
        return this.#network(state, process, action);
      case 'timeout': {
        const timer = process.state.timers.find(
          (running) => this.#timerName(process, running) === action.timer,
        );
        if (timer === undefined || !isUp) return undefined;
        return this.#step(state, process, publicFire(chart, process.state, timer));
      }
      case 'stimulus': {
        if (!isUp || !isStimulus(process, action.event)) return undefined;
        const step = publicStep(chart, process.state, action.event);
        return step.taken ? this.#step(state, process, step) : undefined;
      }
      case 'crash':
        return isUp ? this.#crash(state, process) : undefined;
      case 'restart': {
        if (process.wake === undefined || this.#model.faults.crash?.restart !== true) {
          return undefined;
        }
        return this.#step(state, process, process.wake.step);
      }
    }
  }

  #network(
    state: ReferenceState,
    process: ReferenceProcess,
    action: Action & { readonly kind: 'deliver' | 'drop' | 'duplicate' },
  ): ReferenceState | undefined {
    const { order, delivery } = this.#model.network;
    const { from, message, place } = action;
    const channel = channelOf(state.letters, from, action.process);
    const key = letterKey(from, action.process, message);
    const letter = channel.find(
      (candidate, at) => candidate.key === key && (place === undefined || place === at + 1),
    );
    if (letter === undefined) return undefined;
    const without = { ...state, letters: state.letters.filter((other) => other !== letter) };
    switch (action.kind) {
      case 'deliver': {
        const overtakes = order === 'fifo' && channel[0] !== letter;
        if (overtakes) return undefined;
        return this.#deliver(delivery === 'keeps' ? state : without, process, action);
      }
      case 'drop':
        return this.#spend(without, 'drop');
      case 'duplicate': {
        if (order === 'set') {
          // A set cannot hold the message twice: it is delivered and stays.
          const spent = this.#spend(state, 'duplicate');
          return spent && this.#deliver(spent, process, action);
        }
        const letters = state.letters.flatMap((one) =>
          one === letter ? [one, { ...one }] : [one],
        );
        return this.#spend({ ...state, letters }, 'duplicate');
      }
    }
  }

  #deliver(
    left: ReferenceState,
    process: ReferenceProcess,
    { from, message }: { readonly from: string; readonly message: EventData },
  ): ReferenceState | undefined {
    if (process.wake !== undefined) return undefined;
    const event: EventData = { ...message, from };
    const step = publicStep(process.declaration.chart, process.state, event);
    if (this.#model.network.delivery === 'keeps' && !step.taken) return undefined;
    return this.#step(left, process, step);
  }

  #crash(state: ReferenceState, process: ReferenceProcess): ReferenceState | undefined {
    const { roles, atOnce = Infinity } = this.#model.faults.crash ?? {};
    const { role, durable, inputs, chart } = process.declaration;
    const down = state.processes.filter(({ wake }) => wake !== undefined).length;
    const exempt = roles !== undefined && !roles.includes(role);
    const spent = this.#spend(state, 'crash');
    if (spent === undefined || exempt || down >= atOnce) return undefined;
    const context = process.state.snapshot.context as Record<string, unknown>;
    const recovered = durablePart(context, durable);
    const step = publicStart(chart, { ...(inputs[0] as object), recovered });
    const { snapshot } = step.next;
    // What it does on waking up it has not done yet: until then its durable part is as it was.
    const asleep = { ...snapshot, context: { ...(snapshot.context as object), ...recovered } };
    const crashed = {
      ...process,
      state: { ...step.next, snapshot: asleep },
      wake: { recovered, step },
    };
    return { ...spent, processes: replace(state.processes, process, crashed) };
  }

  #spend(state: ReferenceState, fault: keyof ReferenceState['used']): ReferenceState | undefined {
    const { network, faults } = this.#model;
    const limits = { drop: network.loss, duplicate: network.duplication, crash: faults.crash };
    const limit = limitOf(limits[fault]);
    if (limit === Infinity) return state;
    const used = { ...state.used, [fault]: state.used[fault] + 1 };
    return used[fault] > limit ? undefined : { ...state, used };
  }

  #step(state: ReferenceState, process: ReferenceProcess, step: LocalStep): ReferenceState {
    const next = { ...process, state: step.next, wake: undefined };
    const processes = replace(state.processes, process, next);
    return this.#send({ ...state, processes }, process.declaration.id, step.sent);
  }

  #send(state: ReferenceState, from: string, sent: readonly SentMessage[]): ReferenceState {
    const isSet = this.#model.network.order === 'set';
    return sent.reduce((before, { to, ...body }) => {
      // Who sends is not for the message to say.
      const { from: _from, ...message } = body as EventData;
      const key = letterKey(from, to, message);
      if (isSet && before.letters.some((letter) => letter.key === key)) return before;
      return { ...before, letters: [...before.letters, { from, to, message, key }] };
    }, state);
  }
}

/** The letters on the way from one process to another, in the order of sending. */
function channelOf(
  letters: readonly Letter[],
  sender: string,
  receiver: string,
): readonly Letter[] {
  return letters.filter(({ from, to }) => from === sender && to === receiver);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

function replace<Item>(items: readonly Item[], old: Item, made: Item): readonly Item[] {
  return items.map((item) => (item === old ? made : item));
}

function isStimulus({ declaration }: ReferenceProcess, event: EventData): boolean {
  const text = canonical(event, 'a stimulus');
  return declaration.stimuli.some((stimulus) => canonical(stimulus, 'a stimulus') === text);
}

function letterKey(from: string, to: string, message: EventData): string {
  return canonical([from, to, message], `the message "${message.type}"`);
}
