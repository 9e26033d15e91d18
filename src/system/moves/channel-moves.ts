import type { MessageActionKind } from '../action-table.ts';
import type { Move } from '../tables/arena.ts';
import type { ChannelSlot } from '../wiring.ts';
import type { ProcessSteps } from './process-steps.ts';

/** What can happen to a fifo channel: delivery of its head, loss, duplication, overtaking. */
export class ChannelMoves {
  readonly #steps: ProcessSteps;

  constructor(steps: ProcessSteps) {
    this.#steps = steps;
  }

  /** The moves that deliver the item at the head to its receiver, whose slot has this value. */
  delivery(item: number, value: number, channel: ChannelSlot): readonly Move[] {
    const { wiring, actions } = this.#steps;
    const { to, from } = channel;
    const { local, inbox } = wiring.pair(to, value);
    const now = this.#steps.table(to).local(local);
    if (!this.#steps.isAwake(now) || now.deafTo.includes(from)) return [];
    const message = wiring.post.messageOf(item);
    const outcome = this.#steps.receive(to, local, message);
    const action = actions.message('deliver', message);
    const before = [wiring.pop(channel)];
    return this.#steps.movesOf({ index: to, local, outcome, inbox, action, before });
  }

  /** What can go wrong with the messages in a channel, whatever their place in the queue. */
  faults({ slot, to, channel }: ChannelSlot, value: number): readonly Move[] {
    const { wiring, actions } = this.#steps;
    const messages = channel.items(value).map((item) => wiring.post.messageOf(item));
    const fault = (kind: Exclude<MessageActionKind, 'deliver'>, at: number, next: number): Move => {
      const message = messages[at] as number;
      const place = messages.indexOf(message) < at ? at + 1 : undefined;
      const action = actions.message(kind, message, place);
      return { own: wiring.queueValue(slot, next), action, effects: wiring.use(kind, to) };
    };
    const may = (kind: Exclude<MessageActionKind, 'deliver'>) => this.#steps.mayBefall(kind, to);
    return [...messages.keys()].flatMap((at) => [
      ...(may('drop') ? [fault('drop', at, channel.without(value, at))] : []),
      ...(may('duplicate') ? [fault('duplicate', at, channel.doubled(value, at))] : []),
      ...(may('reorder') && at > 0 ? [fault('reorder', at, channel.overtaken(value, at))] : []),
    ]);
  }
}
