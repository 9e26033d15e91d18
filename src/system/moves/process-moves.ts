import type { Timer } from '../../statechart/local-state.ts';
import type { Effect, Move } from '../tables/arena.ts';
import type { Pair } from '../wiring.ts';
import { waysToGiveUp } from './accurate-timeouts.ts';
import type { ProcessSteps } from './process-steps.ts';

/** What a process does by itself, and what may befall it: its timers, stimuli, crashes and pauses. */
export class ProcessMoves {
  readonly #steps: ProcessSteps;

  constructor(steps: ProcessSteps) {
    this.#steps = steps;
  }

  /** The moves of process `index`, when its slot has this value. */
  moves(index: number, value: number): readonly Move[] {
    const pair = this.#steps.wiring.pair(index, value);
    const { alive, paused, state } = this.#steps.table(index).local(pair.local);
    if (!alive) return this.#restarts(index, pair);
    if (paused) return [...this.#crashes(index, pair), this.#resumption(index, pair)];
    return [
      ...state.timers.flatMap((timer) => this.#timeouts(index, pair, timer)),
      ...this.#stimuli(index, pair),
      ...this.#crashes(index, pair),
      ...this.#pauses(index, pair),
      ...this.#drifts(index, pair),
    ];
  }

  #timeouts(index: number, { local, inbox }: Pair, timer: Timer): readonly Move[] {
    const table = this.#steps.table(index);
    if (!table.isDue(local, timer)) return [];
    const name = table.vocabulary.timerName(timer);
    const action = this.#steps.actions.timeout(index, name, table.timerNumber(timer));
    const step = { index, local, outcome: table.fire(local, timer), inbox, action };
    return waysToGiveUp(this.#steps, { index, local, inbox }, name).flatMap(
      (before: readonly Effect[]) => this.#steps.movesOf({ ...step, before }),
    );
  }

  #stimuli(index: number, { local, inbox }: Pair): readonly Move[] {
    const table = this.#steps.table(index);
    return [...table.declaration.stimuli.entries()].flatMap(([at, event]) => {
      const outcome = table.stimulate(local, at);
      if (!outcome.step.taken) return [];
      const action = this.#steps.actions.stimulus(index, event, at);
      return this.#steps.movesOf({ index, local, outcome, inbox, action });
    });
  }

  #crashes(index: number, { local, inbox }: Pair): readonly Move[] {
    if (!this.#steps.mayBefall('crash', index)) return [];
    const { wiring, actions } = this.#steps;
    const own = wiring.pairValue(index, this.#steps.table(index).crash(local), inbox);
    const effects = [...wiring.use('crash', index), ...this.#steps.deafness(index, true)];
    return [{ own, action: actions.life('crash', index), effects }];
  }

  #restarts(index: number, { local, inbox }: Pair): readonly Move[] {
    const { wiring, actions } = this.#steps;
    const { crash } = wiring.model.faults;
    const table = this.#steps.table(index);
    if (crash?.restart !== true) return [];
    const before = [...wiring.use('restart', index), ...this.#steps.deafness(index, false)];
    const recovered = table.local(local).wake?.recovered ?? {};
    const step = { index, local, inbox };
    return [
      ...this.#steps.movesOf({
        ...step,
        outcome: table.restart(local),
        action: actions.life('restart', index),
        durable: recovered,
        before,
      }),
      ...(this.#steps.mayBefall('amnesia', index)
        ? this.#steps.movesOf({
            ...step,
            outcome: table.restartAnew(local),
            action: actions.amnesia(index),
            durable: {},
            before: [...wiring.use('amnesia', index), ...before],
          })
        : []),
    ];
  }

  #pauses(index: number, { local, inbox }: Pair): readonly Move[] {
    if (!this.#steps.mayBefall('pause', index)) return [];
    const { wiring, actions } = this.#steps;
    const own = wiring.pairValue(index, this.#steps.table(index).paused(local, true), inbox);
    const effects = [...wiring.use('pause', index), ...this.#steps.deafness(index, true)];
    return [{ own, action: actions.life('pause', index), effects }];
  }

  #resumption(index: number, { local, inbox }: Pair): Move {
    const { wiring, actions } = this.#steps;
    const own = wiring.pairValue(index, this.#steps.table(index).paused(local, false), inbox);
    const effects = this.#steps.deafness(index, false);
    return { own, action: actions.life('resume', index), effects };
  }

  #drifts(index: number, { local, inbox }: Pair): readonly Move[] {
    if (!this.#steps.mayBefall('drift', index)) return [];
    const { wiring, actions } = this.#steps;
    return ([1, -1] as const).flatMap((ticks) => {
      const drifted = this.#steps.table(index).drifted(local, ticks);
      if (drifted < 0) return [];
      const own = wiring.pairValue(index, drifted, inbox);
      return [{ own, action: actions.drift(index, ticks), effects: wiring.use('drift', index) }];
    });
  }
}
