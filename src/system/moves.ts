import type { Action } from './action.ts';
import { ActionTable } from './action-table.ts';
import { limitOf } from './slots/fault-budget.ts';
import type { Outcome, ProcessTable } from './slots/process-table.ts';
import { Arena, type Effect, type Move } from './tables/arena.ts';
import { disabled } from './tables/slot-tables.ts';
import type { ChannelSlot, Pair, Wiring } from './wiring.ts';

/** A step of a process, and what it leaves behind. */
interface ProcessStep {
  readonly index: number;
  readonly outcome: Outcome;
  /** What is left in its inbox. */
  readonly inbox: number;
  /** The number of the action. */
  readonly action: number;
  /** Comes first, so that a fault that is not allowed is noticed before any work is done. */
  readonly before?: readonly Effect[];
}

/**
 * Finds what can happen to one slot: deliveries, timers, stimuli, crashes and restarts of a process,
 * losses and duplications of a channel. Each run of moves is made once.
 */
export class Moves {
  readonly arena = new Arena();
  readonly #wiring: Wiring;
  readonly #actions: ActionTable;
  readonly #losses: number;
  readonly #duplications: number;

  constructor(wiring: Wiring) {
    const { post, processes, model } = wiring;
    this.#wiring = wiring;
    this.#actions = new ActionTable(
      post,
      processes.map(({ declaration }) => declaration.id),
    );
    this.#losses = limitOf(model.network.loss);
    this.#duplications = limitOf(model.network.duplication);
    wiring.deliveryRun = (message, pair, channel) => this.#channelDelivery(message, pair, channel);
  }

  /** The action with this number. */
  action(id: number): Action {
    return this.#actions.action(id);
  }

  /** Makes the run of moves of a slot value and returns where it begins in the arena. */
  runOf(slot: number, value: number): number {
    const { processes, budgetSlot, channels } = this.#wiring;
    if (slot < processes.length) return this.#add(value, this.#processMoves(slot, value));
    if (slot === budgetSlot) return this.#add(value, []);
    const channel = channels.find((candidate) => candidate.slot === slot) as ChannelSlot;
    return this.#add(value, this.#channelFaults(channel, value));
  }

  #add(value: number, found: readonly Move[]): number {
    const isStutter = ({ own, effects }: Move) => own === value && effects.length === 0;
    return this.arena.add(
      found.filter((move) => !isStutter(move)),
      found.filter(isStutter).map(({ action }) => action),
    );
  }

  #processMoves(index: number, value: number): Move[] {
    const pair = this.#wiring.pair(index, value);
    const process = this.#wiring.processes[index] as ProcessTable;
    const moves: Move[] = [];
    const { alive } = process.local(pair.local);
    let last = -1;
    for (const message of this.#wiring.inboxes.messages(pair.inbox)) {
      // An inbox is sorted: equal messages stand together, and are one choice.
      if (message !== last) this.#messageMoves(index, pair, message, moves);
      last = message;
    }
    if (alive) this.#ownMoves(index, pair, process, moves);
    else this.#restartMoves(index, pair, process, moves);
    return moves;
  }

  /** Delivery, loss and duplication of a message in an inbox. */
  #messageMoves(index: number, { local, inbox }: Pair, message: number, moves: Move[]): void {
    const wiring = this.#wiring;
    const { order, delivery } = wiring.model.network;
    const process = wiring.processes[index] as ProcessTable;
    const rest = delivery === 'keeps' ? inbox : wiring.inboxes.remove(inbox, message);
    const outcome = process.local(local).alive ? this.#deliver(index, local, message) : undefined;
    if (outcome !== undefined && (outcome.taken || delivery !== 'keeps')) {
      const action = this.#actions.message('deliver', message);
      moves.push(this.#stepTo({ index, outcome, inbox: rest, action }));
    }
    if (this.#losses > 0) {
      const own = wiring.pairValue(index, local, rest);
      const action = this.#actions.message('drop', message);
      moves.push({ own, action, effects: wiring.use('drop') });
    }
    if (this.#duplications > 0) {
      const action = this.#actions.message('duplicate', message);
      const effects = wiring.use('duplicate');
      if (order === 'unordered') {
        const own = wiring.pairValue(index, local, wiring.inboxes.add(inbox, message));
        moves.push({ own, action, effects });
      } else if (outcome !== undefined) {
        // A set cannot hold the message twice: it is delivered and stays.
        moves.push(this.#stepTo({ index, outcome, inbox, action, before: effects }));
      }
    }
  }

  /** Timers, stimuli and crashes of a process that is up. */
  #ownMoves(index: number, pair: Pair, process: ProcessTable, moves: Move[]): void {
    const { local, inbox } = pair;
    for (const timer of process.local(local).state.timers) {
      const outcome = process.fire(local, timer);
      const name = process.vocabulary.timerName(timer);
      const action = this.#actions.timeout(index, name, process.timerNumber(timer));
      moves.push(this.#stepTo({ index, outcome, inbox, action }));
    }
    for (const [at, event] of process.declaration.stimuli.entries()) {
      const outcome = process.stimulate(local, at);
      const action = this.#actions.stimulus(index, event, at);
      if (outcome.taken) moves.push(this.#stepTo({ index, outcome, inbox, action }));
    }
    this.#crashMoves(index, pair, process, moves);
  }

  #crashMoves(index: number, { local, inbox }: Pair, process: ProcessTable, moves: Move[]): void {
    const { crash } = this.#wiring.model.faults;
    if (crash === undefined || limitOf(crash) === 0) return;
    if (crash.roles !== undefined && !crash.roles.includes(process.declaration.role)) return;
    const own = this.#wiring.pairValue(index, process.crash(local), inbox);
    const action = this.#actions.life('crash', index);
    moves.push({ own, action, effects: this.#wiring.use('crash') });
  }

  #restartMoves(index: number, { local, inbox }: Pair, process: ProcessTable, moves: Move[]): void {
    if (this.#wiring.model.faults.crash?.restart !== true) return;
    const action = this.#actions.life('restart', index);
    const outcome = process.restart(local);
    const before = this.#wiring.use('restart');
    moves.push(this.#stepTo({ index, outcome, inbox, action, before }));
  }

  /** The one-move run that delivers the head of a channel, or `disabled` while the receiver is down. */
  #channelDelivery(message: number, value: number, channel: ChannelSlot): number {
    const { to } = channel;
    const { local, inbox } = this.#wiring.pair(to, value);
    if (!(this.#wiring.processes[to] as ProcessTable).local(local).alive) return disabled;
    const outcome = this.#deliver(to, local, message);
    const action = this.#actions.message('deliver', message);
    const before = [this.#wiring.pop(channel)];
    return this.#add(-1, [this.#stepTo({ index: to, outcome, inbox, action, before })]);
  }

  /** Losses and duplications of the messages in a channel, whatever their place in the queue. */
  #channelFaults({ slot, channel }: ChannelSlot, queue: number): Move[] {
    const wiring = this.#wiring;
    const messages = channel.messages(queue);
    return messages.flatMap((message, at) => {
      const place = messages.indexOf(message) < at ? at + 1 : undefined;
      const found: Move[] = [];
      if (this.#losses > 0) {
        const own = wiring.queueValue(slot, channel.without(queue, at));
        const action = this.#actions.message('drop', message, place);
        found.push({ own, action, effects: wiring.use('drop') });
      }
      if (this.#duplications > 0) {
        const own = wiring.queueValue(slot, channel.doubled(queue, at));
        const action = this.#actions.message('duplicate', message, place);
        found.push({ own, action, effects: wiring.use('duplicate') });
      }
      return found;
    });
  }

  #deliver(index: number, local: number, message: number): Outcome {
    const { event } = this.#wiring.post.letter(message);
    return (this.#wiring.processes[index] as ProcessTable).receive(local, event, message);
  }

  #stepTo({ index, outcome, inbox, action, before = [] }: ProcessStep): Move {
    const own = this.#wiring.pairValue(index, outcome.next, inbox);
    const sends = this.#wiring.sends(index, outcome);
    return { own, action, effects: before.length === 0 ? sends : [...before, ...sends] };
  }
}
