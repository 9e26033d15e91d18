import { isInScope } from '../../protocol/network.ts';
import type { ActionTable } from '../action-table.ts';
import { budgetOf, limitOf, type CountedUse } from '../slots/fault-record.ts';
import type { Local, Outcome, ProcessTable } from '../slots/process-table.ts';
import type { Effect, Move } from '../tables/arena.ts';
import type { Wiring } from '../wiring.ts';
import { cutSteps } from './cut-steps.ts';

/** A step of a process, and what it leaves behind. */
export interface ProcessStep {
  readonly index: number;
  /** The local in which it is taken. */
  readonly local: number;
  readonly outcome: Outcome;
  /** What is durable before it: by default, what the process has. */
  readonly durable?: Context;
  /** What is left in its inbox. */
  readonly inbox: number;
  /** The number of the action. */
  readonly action: number;
  /** Comes first, so that a fault that is not allowed is noticed before any work is done. */
  readonly before?: readonly Effect[];
}

type Context = Readonly<Record<string, unknown>>;

/** Makes moves of steps of processes; the other finders of moves share it. */
export class ProcessSteps {
  readonly wiring: Wiring;
  readonly actions: ActionTable;

  constructor(wiring: Wiring, actions: ActionTable) {
    this.wiring = wiring;
    this.actions = actions;
  }

  /** The table of a process. */
  table(index: number): ProcessTable {
    return this.wiring.processes[index] as ProcessTable;
  }

  /** Whether a fault may befall a process, as far as it is declared. */
  mayBefall(fault: CountedUse, index: number): boolean {
    const budget = budgetOf(this.wiring.model, fault);
    if (budget === undefined || limitOf(budget) === 0) return false;
    return isInScope(budget, this.table(index).declaration);
  }

  /** Whether the process acts and receives. */
  isAwake({ alive, paused }: Local): boolean {
    return alive && !paused;
  }

  /** The step of receiving a message. */
  receive(index: number, local: number, message: number): Outcome {
    return this.table(index).receive(local, this.wiring.post.letter(message).event, message);
  }

  /** The move of a step. */
  moveOf({ index, outcome, inbox, action, before = [] }: ProcessStep): Move {
    const sends = this.wiring.sends(index, outcome.step);
    const effects = before.length === 0 ? sends : [...before, ...sends];
    return { own: this.wiring.pairValue(index, outcome.next, inbox), action, effects };
  }

  /** The move of a step and, where a crash may cut it off, those of crashes in the middle of it. */
  movesOf(step: ProcessStep): readonly Move[] {
    const { index } = step;
    const whole = this.moveOf(step);
    const mayBeCut = this.wiring.model.faults.crash?.cutsBroadcast === true;
    if (!mayBeCut || !this.mayBefall('crash', index)) return [whole];
    return [whole, ...this.#cutMoves(step)];
  }

  /** What a process does not hear any more, or hears again: only fifo channels have to know. */
  deafness(index: number, deaf: boolean): readonly Effect[] {
    const { model, channels } = this.wiring;
    if (model.time.delayMax === undefined) return [];
    return channels
      .filter(({ to }) => to === index)
      .map(({ slot, channel }) =>
        this.wiring.effect(`deaf ${deaf}`, slot, (value) =>
          this.wiring.queueValue(slot, channel.deaf(value, deaf)),
        ),
      );
  }

  #cutMoves({ index, local, outcome, inbox, action, ...step }: ProcessStep): readonly Move[] {
    const { wiring, actions } = this;
    const { before = [] } = step;
    const table = this.table(index);
    const { alive, state } = table.local(local);
    const written = step.durable ?? (state.snapshot.context as Context);
    return cutSteps(outcome.step, written, table.declaration.durable).map((cut) => {
      const down = table.crash(local, cut.written);
      const crash = alive
        ? [...wiring.use('crash', index), ...this.deafness(index, true)]
        : wiring.use('crash', index);
      const sends = wiring.emissions(index, outcome.step, cut.emitted, (at) => cut.left.has(at));
      return {
        own: wiring.pairValue(index, down, inbox),
        action: actions.cut(index, action, cut),
        effects: [...before, ...crash, ...sends],
      };
    });
  }
}
