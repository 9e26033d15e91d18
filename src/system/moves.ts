import type { Action } from './action.ts';
import { ActionTable } from './action-table.ts';
import { ChannelMoves } from './moves/channel-moves.ts';
import { InboxMoves } from './moves/inbox-moves.ts';
import { ProcessMoves } from './moves/process-moves.ts';
import { ProcessSteps } from './moves/process-steps.ts';
import { worldMoves } from './moves/world-moves.ts';
import { Arena, type Move } from './tables/arena.ts';
import { disabled } from './tables/slot-tables.ts';
import type { ChannelSlot, Wiring } from './wiring.ts';

/**
 * Finds what can happen to one slot: to a process and its inbox, to a channel, to the world around
 * them. Each run of moves is made once.
 */
export class Moves {
  readonly arena = new Arena();
  readonly #wiring: Wiring;
  readonly #actions: ActionTable;
  readonly #inbox: InboxMoves;
  readonly #channel: ChannelMoves;
  readonly #process: ProcessMoves;

  constructor(wiring: Wiring) {
    const ids = wiring.processes.map(({ declaration }) => declaration.id);
    const steps = new ProcessSteps(wiring, new ActionTable(wiring.post, ids));
    this.#wiring = wiring;
    this.#actions = steps.actions;
    this.#inbox = new InboxMoves(steps);
    this.#channel = new ChannelMoves(steps);
    this.#process = new ProcessMoves(steps);
    wiring.deliveryRun = (item, pair, channel) => {
      const moves = this.#channel.delivery(item, pair, channel);
      return moves.length === 0 ? disabled : this.#add(-1, moves);
    };
  }

  /** The action with this number. */
  action(id: number): Action {
    return this.#actions.action(id);
  }

  /** Makes the run of moves of a slot value and returns where it begins in the arena. */
  runOf(slot: number, value: number): number {
    const { processes, worldSlot, channels } = this.#wiring;
    if (slot < processes.length) {
      return this.#add(value, [
        ...this.#inbox.moves(slot, value),
        ...this.#process.moves(slot, value),
      ]);
    }
    if (slot === worldSlot) {
      return this.#add(value, worldMoves(this.#wiring, this.#actions, value));
    }
    const channel = channels.find((candidate) => candidate.slot === slot) as ChannelSlot;
    return this.#add(value, this.#channel.faults(channel, value));
  }

  #add(value: number, found: readonly Move[]): number {
    const isStutter = ({ own, effects }: Move) => own === value && effects.length === 0;
    return this.arena.add(
      found.filter((move) => !isStutter(move)),
      found.filter(isStutter).map(({ action }) => action),
    );
  }
}
