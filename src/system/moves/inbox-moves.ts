import type { Outcome } from '../slots/process-table.ts';
import type { Move } from '../tables/arena.ts';
import type { Pair } from '../wiring.ts';
import type { ProcessSteps } from './process-steps.ts';

/** What can happen to the messages in the inbox of a process: delivery, loss, duplication. */
export class InboxMoves {
  readonly #steps: ProcessSteps;

  constructor(steps: ProcessSteps) {
    this.#steps = steps;
  }

  /** The moves of the messages in the inbox of process `index`, when its slot has this value. */
  moves(index: number, value: number): readonly Move[] {
    const { post, inboxes } = this.#steps.wiring;
    const pair = this.#steps.wiring.pair(index, value);
    let last = -1;
    return inboxes.items(pair.inbox).flatMap((item) => {
      // Items of one message stand together, and are one choice: of the one that is due first.
      const message = post.messageOf(item);
      if (message === last) return [];
      last = message;
      return [
        ...this.#deliveries(index, pair, item),
        ...this.#losses(index, pair, item),
        ...this.#duplications(index, pair, item),
      ];
    });
  }

  #deliveries(index: number, { local, inbox }: Pair, item: number): readonly Move[] {
    const { wiring, actions } = this.#steps;
    const keeps = wiring.model.network.delivery === 'keeps';
    const message = wiring.post.messageOf(item);
    const outcome = this.#received(index, local, message);
    if (outcome === undefined || (keeps && !outcome.step.taken)) return [];
    const rest = keeps ? inbox : wiring.inboxes.remove(inbox, item);
    const action = actions.message('deliver', message);
    return this.#steps.movesOf({ index, local, outcome, inbox: rest, action });
  }

  #losses(index: number, { local, inbox }: Pair, item: number): readonly Move[] {
    if (!this.#steps.mayBefall('drop', index)) return [];
    const { wiring, actions } = this.#steps;
    const own = wiring.pairValue(index, local, wiring.inboxes.remove(inbox, item));
    const action = actions.message('drop', wiring.post.messageOf(item));
    return [{ own, action, effects: wiring.use('drop', index) }];
  }

  #duplications(index: number, { local, inbox }: Pair, item: number): readonly Move[] {
    if (!this.#steps.mayBefall('duplicate', index)) return [];
    const { wiring, actions } = this.#steps;
    const message = wiring.post.messageOf(item);
    const action = actions.message('duplicate', message);
    const effects = wiring.use('duplicate', index);
    if (wiring.model.network.order === 'unordered') {
      const own = wiring.pairValue(index, local, wiring.inboxes.add(inbox, item));
      return [{ own, action, effects }];
    }
    // A set cannot hold the message twice: it is delivered and stays.
    const outcome = this.#received(index, local, message);
    if (outcome === undefined) return [];
    return [this.#steps.moveOf({ index, local, outcome, inbox, action, before: effects })];
  }

  /** What the message does, when it gets through to a process that receives. */
  #received(index: number, local: number, message: number): Outcome | undefined {
    const now = this.#steps.table(index).local(local);
    const { from } = this.#steps.wiring.post.letter(message);
    if (!this.#steps.isAwake(now) || now.deafTo.includes(from)) return undefined;
    return this.#steps.receive(index, local, message);
  }
}
