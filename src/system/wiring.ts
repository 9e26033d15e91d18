import type { Model } from '../protocol/model.ts';
import { separates, partitionsOf, type Partition } from '../protocol/partitions.ts';
import { stepperOf, type LocalStep, type Stepper } from '../statechart/local-step.ts';
import type { SentMessage } from '../statechart/local-state.ts';
import { Channel } from './slots/channel.ts';
import { FaultRecords, limitOf, type FaultUse } from './slots/fault-record.ts';
import { Inboxes } from './slots/inbox.ts';
import { Interner } from './slots/interner.ts';
import { MonitorTable } from './slots/monitor-table.ts';
import { Post } from './slots/post.ts';
import { ProcessTable } from './slots/process-table.ts';
import type { Effect } from './tables/arena.ts';
import { disabled, SlotTables, type Operator } from './tables/slot-tables.ts';

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
 * Slots: one for each process; then one for what is recorded of faults, and for time, if there is any of
 * it; then one for each monitor; then one for each fifo channel in the order in which they are first used.
 */
export class Wiring {
  readonly model: Model;
  readonly tables = new SlotTables();
  readonly processes: readonly ProcessTable[];
  readonly monitors: readonly MonitorTable[];
  readonly post: Post;
  readonly faults: FaultRecords;
  /** The partitions that may come, the first with the number 1 in the fault record. */
  readonly partitions: readonly Partition[];
  /** The slot of the fault record, to which time belongs too, or -1. */
  readonly worldSlot: number;
  readonly isTimed: boolean;
  /** The inboxes, shared by all processes; not used by a fifo network. */
  readonly inboxes: Inboxes;
  readonly channels: ChannelSlot[] = [];
  /** Makes the run of moves that delivers an item to a pair: set by the one who makes moves. */
  deliveryRun: (item: number, pair: number, slot: ChannelSlot) => number = () => -1;

  readonly #pairs: readonly Interner<number, Pair>[];
  readonly #sendsOf = new Map<LocalStep, readonly Effect[]>();
  /** Effects by what they do, in words. */
  readonly #effects = new Map<string, Effect>();
  readonly #deliveries = new Map<number, number>();

  constructor(model: Model) {
    const { network, faults, time } = model;
    this.model = model;
    const steppers = new Map<unknown, Stepper>();
    this.processes = model.processes.map((declaration) => {
      const { chart } = declaration;
      const stepper = steppers.get(chart) ?? stepperOf(chart);
      steppers.set(chart, stepper);
      return new ProcessTable(declaration, stepper, model);
    });
    this.monitors = model.monitors.map((declaration) => new MonitorTable(declaration));
    this.post = new Post(
      model.processes.map(({ id }) => id),
      time.delayMax,
    );
    this.isTimed = time.timeouts === 'timed';
    const mayPart = limitOf(faults.partition) > 0;
    this.partitions =
      mayPart && faults.partition ? partitionsOf(faults.partition, model.processes) : [];
    this.faults = new FaultRecords(model);
    this.inboxes = new Inboxes(network.order === 'set', this.post);
    this.#pairs = model.processes.map(() => new Interner<number, Pair>());
    model.processes.forEach(() => this.tables.addSlot(false));
    this.worldSlot = this.faults.isNeeded || this.isTimed ? this.tables.addSlot(false) : -1;
    this.monitors.forEach(() => this.tables.addSlot(false));
    const needsAll = mayPart || time.delayMax !== undefined || time.timeouts === 'accurate';
    if (network.order === 'fifo' && needsAll) this.#addAllChannels();
  }

  /** The slot of a monitor. */
  monitorSlot(monitor: number): number {
    return this.processes.length + Number(this.worldSlot >= 0) + monitor;
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

  /** The effects of all that a step of a process emits, in order. */
  sends(from: number, step: LocalStep): readonly Effect[] {
    const known = this.#sendsOf.get(step);
    if (known !== undefined) return known;
    const made = this.emissions(from, step, step.emissions.length, () => true);
    this.#sendsOf.set(step, made);
    return made;
  }

  /**
   * The effects of the first `count` emissions of a step, of the messages among them only those that have
   * left; `at` counts emissions from 0.
   */
  emissions(
    from: number,
    { emissions }: LocalStep,
    count: number,
    hasLeft: (at: number) => boolean,
  ): readonly Effect[] {
    return emissions.slice(0, count).flatMap(({ event }, at) => {
      if ('to' in event) return hasLeft(at) ? [this.#send(from, event as SentMessage)] : [];
      return this.#observe(from, event);
    });
  }

  /** The effect of a fault on what is recorded, or nothing where no budget limits it. */
  use(fault: FaultUse, process: number): readonly Effect[] {
    if (!this.faults.isNoted(fault, process)) return [];
    return [
      this.effect(`${fault} ${process}`, this.worldSlot, (value) =>
        this.worldValue(this.faults.after(fault, process, value)),
      ),
    ];
  }

  /** Makes room for a value of the fault record. */
  worldValue(value: number): number {
    if (value >= 0) this.tables.require(this.worldSlot, value);
    return value;
  }

  /**
   * An effect on a slot; two with the same words are the same.
   *
   * @param words - What it does, short: names it among the effects on this slot.
   */
  effect(words: string, slot: number, apply: Operator): Effect {
    return getOrMake(this.#effects, `${slot} ${words}`, () => ({
      slot,
      operator: this.tables.addOperator(slot, apply),
    }));
  }

  /** The effect of taking the head off a channel. */
  pop({ slot, channel }: ChannelSlot): Effect {
    return this.effect('pop', slot, (queue) => this.queueValue(slot, channel.pop(queue)));
  }

  /** Makes room for a value of a channel and notes how its head is delivered. */
  queueValue(slot: number, value: number): number {
    const { tables } = this;
    tables.require(slot, value);
    const owner = this.channels.find((channel) => channel.slot === slot) as ChannelSlot;
    const [head] = owner.channel.items(value);
    const operator = getOrMake(this.#deliveries, head ?? -1 - owner.to, () =>
      tables.addOperator(owner.to, (pair) =>
        head === undefined ? disabled : this.deliveryRun(head, pair, owner),
      ),
    );
    tables.heads[(tables.slotBase[slot] as number) + value] = operator;
    return value;
  }

  /** The channel from one process to another, added when it is first asked for. */
  channelFrom(from: number, to: number): ChannelSlot {
    const known = this.channels.find((channel) => channel.from === from && channel.to === to);
    if (known !== undefined) return known;
    const made = { slot: this.tables.addSlot(true), from, to, channel: new Channel(this.post) };
    this.channels.push(made);
    return made;
  }

  /** Whether a partition, counted from 1, keeps messages of one process from another. */
  isCut(partition: number, from: number, to: number): boolean {
    const relation = this.partitions[partition - 1];
    const idOf = (index: number) => (this.processes[index] as ProcessTable).declaration.id;
    return relation !== undefined && separates(relation, idOf(from), idOf(to));
  }

  /** The effect of sending a message: it comes to wait in an inbox or a channel. */
  #send(from: number, sent: SentMessage): Effect {
    const message = this.post.number(from, sent);
    const { to } = this.post.letter(message);
    const item = this.post.itemOf(message);
    if (this.model.network.order === 'fifo') {
      const { slot, channel } = this.channelFrom(from, to);
      return this.effect(`push ${item}`, slot, (value) => {
        const isLost = channel.isCut(value) && this.#dropsAcross;
        return isLost ? value : this.queueValue(slot, channel.push(value, item));
      });
    }
    return this.effect(`add ${item}`, to, (value) => {
      const { local, inbox } = this.pair(to, value);
      const { deafTo } = (this.processes[to] as ProcessTable).local(local);
      if (this.#dropsAcross && deafTo.includes(from)) return value;
      return this.pairValue(to, local, this.inboxes.add(inbox, item));
    });
  }

  get #dropsAcross(): boolean {
    return this.model.faults.partition?.messages === 'dropped';
  }

  /** What an observation does to the monitors. */
  #observe(from: number, event: LocalStep['observed'][number]): readonly Effect[] {
    const { id } = (this.processes[from] as ProcessTable).declaration;
    return this.monitors.map((monitor, index) => {
      const slot = this.monitorSlot(index);
      const heard = monitor.observation({ ...event, from: id });
      return this.effect(`hear ${heard}`, slot, (value) => {
        const next = monitor.hear(value, heard);
        this.tables.require(slot, next);
        return next;
      });
    });
  }

  #addAllChannels(): void {
    for (const from of this.processes.keys()) {
      for (const to of this.processes.keys()) this.channelFrom(from, to);
    }
  }
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
