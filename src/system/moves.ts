import type { Action, EventData } from './action.ts';
import { Arena, type Effect, type Move } from './tables/arena.ts';
import { Interner } from './slots/interner.ts';
import type { Outcome, ProcessTable } from './slots/process-table.ts';
import { disabled } from './tables/slot-tables.ts';
import { limitOf } from './slots/fault-budget.ts';
import type { ChannelSlot, Pair, Wiring } from './wiring.ts';

interface StepTo {
  /** The process that takes the step. */
  readonly index: number;
  readonly outcome: Outcome;
  /** What is left in its inbox. */
  readonly inbox: number;
  readonly action: Action;
  readonly before: readonly Effect[];
}

interface Found {
  readonly own: number;
  readonly action: Action;
  readonly effects: readonly Effect[];
}

/**
 * Finds what can happen to one slot: deliveries, timers, stimuli, crashes and restarts of a process,
 * losses and duplications of a channel. Each run of moves is made once.
 */
export class Moves {
  readonly arena = new Arena();
  readonly #wiring: Wiring;
  readonly #actions = new Interner<string, Action>();
  readonly #losses: number;
  readonly #duplications: number;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    this.#losses = limitOf(wiring.model.network.loss);
    this.#duplications = limitOf(wiring.model.network.duplication);
    wiring.deliveryRun = (message, pair, channel) => this.#channelDelivery(message, pair, channel);
  }

  /** The action with this number. */
  action(id: number): Action {
    return this.#actions.valueOf(id);
  }

  /** Makes the run of moves of a slot value and returns where it begins in the arena. */
  runOf(slot: number, value: number): number {
    const { processes, budgetSlot, channels } = this.#wiring;
    if (slot < processes.length) return this.#add(value, this.#processMoves(slot, value));
    if (slot === budgetSlot) return this.#add(value, []);
    const channel = channels.find((candidate) => candidate.slot === slot) as ChannelSlot;
    return this.#add(value, this.#channelFaults(channel, value));
  }

  #add(value: number, found: readonly Found[]): number {
    const moves: Move[] = [];
    const stutters: number[] = [];
    for (const { own, action, effects } of found) {
      const id = this.#actions.intern(JSON.stringify(action), () => action);
      if (own === value && effects.length === 0) stutters.push(id);
      else moves.push({ own, action: id, effects });
    }
    return this.arena.add(moves, stutters);
  }

  #processMoves(index: number, value: number): Found[] {
    const pair = this.#wiring.pair(index, value);
    const process = this.#wiring.processes[index] as ProcessTable;
    const { alive } = process.local(pair.local);
    return [
      ...this.#inboxMoves(index, pair, alive),
      ...(alive ? this.#ownMoves(index, pair, process) : this.#restartMoves(index, pair, process)),
    ];
  }

  /** Deliveries, losses and duplications of the messages in an inbox. */
  #inboxMoves(index: number, pair: Pair, alive: boolean): Found[] {
    const { inboxes, post, model } = this.#wiring;
    const { order, delivery } = model.network;
    const { local, inbox } = pair;
    return [...new Set(inboxes.messages(inbox))].flatMap((message) => {
      const { event, from } = post.letter(message);
      const subject = {
        process: this.#id(index),
        from: this.#id(from),
        message: withoutFrom(event),
      };
      const rest = delivery === 'keeps' ? inbox : inboxes.remove(inbox, message);
      const found: Found[] = [];
      const outcome = alive ? this.#deliver(index, local, message) : undefined;
      if (outcome !== undefined && (outcome.taken || delivery !== 'keeps')) {
        const action = { kind: 'deliver', ...subject } as const;
        found.push(this.#stepTo({ index, outcome, inbox: rest, action, before: [] }));
      }
      if (this.#losses > 0) {
        const own = this.#wiring.pairValue(index, local, rest);
        const action = { kind: 'drop', ...subject } as const;
        found.push({ own, action, effects: this.#wiring.use('drop') });
      }
      if (this.#duplications > 0) {
        const action = { kind: 'duplicate', ...subject } as const;
        const effects = this.#wiring.use('duplicate');
        if (order === 'unordered') {
          const own = this.#wiring.pairValue(index, local, inboxes.add(inbox, message));
          found.push({ own, action, effects });
        } else if (outcome !== undefined) {
          // A set cannot hold the message twice: it is delivered and stays.
          found.push(this.#stepTo({ index, outcome, inbox, action, before: effects }));
        }
      }
      return found;
    });
  }

  /** Timers, stimuli and crashes of a process that is up. */
  #ownMoves(index: number, { local, inbox }: Pair, process: ProcessTable): Found[] {
    const id = this.#id(index);
    const { timers } = process.local(local).state;
    const fired = timers.map((timer) => {
      const action = {
        kind: 'timeout',
        process: id,
        timer: process.vocabulary.timerName(timer),
      } as const;
      const outcome = process.fire(local, timer);
      return this.#stepTo({ index, outcome, inbox, action, before: [] });
    });
    const stimulated = process.declaration.stimuli.flatMap((event, at) => {
      const outcome = process.step(local, event, `stimulus ${at}`);
      if (!outcome.taken) return [];
      const action = { kind: 'stimulus', process: id, event } as const;
      return [this.#stepTo({ index, outcome, inbox, action, before: [] })];
    });
    return [...fired, ...stimulated, ...this.#crashMoves(index, { local, inbox }, process)];
  }

  #crashMoves(index: number, { local, inbox }: Pair, process: ProcessTable): Found[] {
    const { crash } = this.#wiring.model.faults;
    if (crash === undefined || limitOf(crash) === 0) return [];
    if (crash.roles !== undefined && !crash.roles.includes(process.declaration.role)) return [];
    const own = this.#wiring.pairValue(index, process.crash(local), inbox);
    const action = { kind: 'crash', process: this.#id(index) } as const;
    return [{ own, action, effects: this.#wiring.use('crash') }];
  }

  #restartMoves(index: number, { local, inbox }: Pair, process: ProcessTable): Found[] {
    if (this.#wiring.model.faults.crash?.restart !== true) return [];
    const action = { kind: 'restart', process: this.#id(index) } as const;
    const outcome = process.restart(local);
    return [this.#stepTo({ index, outcome, inbox, action, before: this.#wiring.use('restart') })];
  }

  /** The one-move run that delivers the head of a channel, or `disabled` while the receiver is down. */
  #channelDelivery(message: number, value: number, channel: ChannelSlot): number {
    const { to, from } = channel;
    const { local, inbox } = this.#wiring.pair(to, value);
    if (!(this.#wiring.processes[to] as ProcessTable).local(local).alive) return disabled;
    const { event } = this.#wiring.post.letter(message);
    const action: Action = {
      kind: 'deliver',
      process: this.#id(to),
      from: this.#id(from),
      message: withoutFrom(event),
    };
    const outcome = this.#deliver(to, local, message);
    const before = [this.#wiring.pop(channel)];
    return this.#add(-1, [this.#stepTo({ index: to, outcome, inbox, action, before })]);
  }

  /** Losses and duplications of the messages in a channel, whatever their place in the queue. */
  #channelFaults({ slot, channel, from, to }: ChannelSlot, queue: number): Found[] {
    return channel.messages(queue).flatMap((message, at) => {
      const { event } = this.#wiring.post.letter(message);
      const subject = { process: this.#id(to), from: this.#id(from), message: withoutFrom(event) };
      const found: Found[] = [];
      if (this.#losses > 0) {
        const own = this.#wiring.queueValue(slot, channel.without(queue, at));
        found.push({
          own,
          action: { kind: 'drop', ...subject },
          effects: this.#wiring.use('drop'),
        });
      }
      if (this.#duplications > 0) {
        const own = this.#wiring.queueValue(slot, channel.doubled(queue, at));
        const effects = this.#wiring.use('duplicate');
        found.push({ own, action: { kind: 'duplicate', ...subject }, effects });
      }
      return found;
    });
  }

  #deliver(index: number, local: number, message: number): Outcome {
    const { event } = this.#wiring.post.letter(message);
    return (this.#wiring.processes[index] as ProcessTable).step(local, event, `message ${message}`);
  }

  /** The budget comes first, so that a fault that is not allowed is noticed before any work is done. */
  #stepTo(to: StepTo): Found {
    const { index, outcome, inbox, action, before } = to;
    const own = this.#wiring.pairValue(index, outcome.next, inbox);
    const sent = outcome.sent.map((message) => this.#wiring.send(index, message));
    return { own, action, effects: [...before, ...sent] };
  }

  #id(index: number): string {
    return (this.#wiring.processes[index] as ProcessTable).declaration.id;
  }
}

function withoutFrom({ from, ...message }: EventData): EventData {
  return message;
}
