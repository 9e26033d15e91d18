import type { Model } from '../protocol/model.ts';
import { stepperOf, type Stepper } from '../statechart/local-step.ts';
import type { SentMessage } from '../statechart/local-state.ts';
import { Channel } from './slots/channel.ts';
import { FaultBudget, type FaultUse } from './slots/fault-budget.ts';
import { Inboxes } from './slots/inbox.ts';
import { Interner } from './slots/interner.ts';
import { Post } from './slots/post.ts';
import { ProcessTable, type Outcome } from './slots/process-table.ts';
import type { Effect } from './tables/arena.ts';
import { SlotTables } from './tables/slot-tables.ts';

/** A process slot's value: a local of the process, and the inbox that waits for it. */
export interface Pair {
  readonly local: number;
  readonly inbox: number;
}

/** The queue from one process to another, and its slot. */
export interface ChannelSlot {
  readonly slot: number;
  readonly from: number;
  readonly to: number;
  readonly channel: Channel;
}

/**
 * What the slots of a state mean, and the operators between them.
 *
 * Slots: one for each process, then one for the fault budgets if there are any, then one for each
 * fifo channel in the order in which they are first used.
 */
export class Wiring {
  readonly model: Model;
  readonly tables = new SlotTables();
  readonly processes: readonly ProcessTable[];
  readonly post: Post;
  readonly budget: FaultBudget;
  /** The slot of the fault budgets, or -1. */
  readonly budgetSlot: number;
  readonly channels: ChannelSlot[] = [];
  /** Makes the run of moves that delivers a message to a pair: set by the one who makes moves. */
  deliveryRun: (message: number, pair: number, slot: ChannelSlot) => number = () => -1;

  readonly #pairs: readonly Interner<number, Pair>[];
  readonly #inboxes: Inboxes;
  readonly #sends = new Map<number, Effect>();
  readonly #sendsOf = new Map<Outcome, readonly Effect[]>();
  readonly #deliveries = new Map<number, number>();
  readonly #pops = new Map<number, Effect>();
  readonly #uses = new Map<FaultUse, Effect>();

  constructor(model: Model) {
    this.model = model;
    const steppers = new Map<unknown, Stepper>();
    this.processes = model.processes.map((declaration) => {
      const { chart } = declaration;
      const stepper = steppers.get(chart) ?? stepperOf(chart);
      steppers.set(chart, stepper);
      return new ProcessTable(declaration, stepper);
    });
    this.post = new Post(model.processes.map(({ id }) => id));
    this.budget = new FaultBudget(model);
    this.#inboxes = new Inboxes(model.network.order === 'set');
    this.#pairs = model.processes.map(() => new Interner<number, Pair>());
    model.processes.forEach(() => this.tables.addSlot(false));
    this.budgetSlot = this.budget.limited.size > 0 ? this.tables.addSlot(false) : -1;
  }

  /** The value of a process slot. */
  pair(process: number, value: number): Pair {
    return (this.#pairs[process] as Interner<number, Pair>).valueOf(value);
  }

  /** The value of a process slot for a local and an inbox. */
  pairValue(process: number, local: number, inbox: number): number {
    const pairs = this.#pairs[process] as Interner<number, Pair>;
    const value = pairs.intern(local * 2 ** 26 + inbox, () => ({ local, inbox }));
    this.tables.require(process, value);
    return value;
  }

  /** The inboxes, shared by all processes; not used by a fifo network. */
  get inboxes(): Inboxes {
    return this.#inboxes;
  }

  /** The effects of the messages that a step of a process sends, in order. */
  sends(from: number, outcome: Outcome): readonly Effect[] {
    return getOrMake(this.#sendsOf, outcome, () =>
      outcome.sent.map((message) => this.#send(from, message)),
    );
  }

  /** The effect of sending a message: it comes to wait in an inbox or a channel. */
  #send(from: number, sent: SentMessage): Effect {
    const message = this.post.number(from, sent);
    return getOrMake(this.#sends, message, () => {
      const { to } = this.post.letter(message);
      return this.model.network.order === 'fifo'
        ? this.#pushEffect(this.#channelFrom(from, to), message)
        : this.#addEffect(to, message);
    });
  }

  /** The effect of a fault on its budget, or nothing where no budget limits it. */
  use(fault: FaultUse): readonly Effect[] {
    if (!this.budget.limited.has(fault)) return [];
    const slot = this.budgetSlot;
    const effect = getOrMake(this.#uses, fault, () => ({
      slot,
      operator: this.tables.addOperator(slot, (value) => {
        const spent = this.budget.after(fault, value);
        if (spent >= 0) this.tables.require(slot, spent);
        return spent;
      }),
    }));
    return [effect];
  }

  /** The effect of taking the head off a channel. */
  pop({ slot, channel }: ChannelSlot): Effect {
    return getOrMake(this.#pops, slot, () => ({
      slot,
      operator: this.tables.addOperator(slot, (queue) => this.queueValue(slot, channel.pop(queue))),
    }));
  }

  /** Makes room for a queue of a channel and notes how its head is delivered. */
  queueValue(slot: number, queue: number): number {
    const { tables } = this;
    tables.require(slot, queue);
    const owner = this.channels.find((channel) => channel.slot === slot) as ChannelSlot;
    const [head] = owner.channel.messages(queue);
    if (head !== undefined) {
      const operator = getOrMake(this.#deliveries, head, () =>
        tables.addOperator(owner.to, (pair) => this.deliveryRun(head, pair, owner)),
      );
      tables.heads[(tables.slotBase[slot] as number) + queue] = operator;
    }
    return queue;
  }

  #addEffect(to: number, message: number): Effect {
    const operator = this.tables.addOperator(to, (value) => {
      const { local, inbox } = this.pair(to, value);
      return this.pairValue(to, local, this.#inboxes.add(inbox, message));
    });
    return { slot: to, operator };
  }

  #pushEffect({ slot, channel }: ChannelSlot, message: number): Effect {
    const operator = this.tables.addOperator(slot, (queue) =>
      this.queueValue(slot, channel.push(queue, message)),
    );
    return { slot, operator };
  }

  #channelFrom(from: number, to: number): ChannelSlot {
    const known = this.channels.find((channel) => channel.from === from && channel.to === to);
    if (known !== undefined) return known;
    const made = { slot: this.tables.addSlot(true), from, to, channel: new Channel() };
    this.channels.push(made);
    return made;
  }
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
