import { canonical } from '../../statechart/canonical.ts';
import { LiveChart, type Inspector } from '../../statechart/live/live-chart.ts';
import type { EventData } from '../../system/action.ts';
import type { Chart, ProcessStep } from './local-steps.ts';

/** What is tested: something that does what a role says. Each function may be asynchronous. */
export interface Implementation {
  /**
   * Begins anew, whatever ran before.
   *
   * @param input - What the process starts with; after a crash it has what was durable in `recovered`.
   */
  start(input: unknown): void | Promise<void>;
  /** A message arrives, with its sender in `from`, or a stimulus. */
  receive(event: EventData): void | Promise<void>;
  /**
   * A timer goes off.
   *
   * @param timer - Its name in the chart: `prepareTimeout`, or `1000`.
   */
  fire(timer: string): void | Promise<void>;
  /** Ends at once; what comes next is a start. */
  crash(): void | Promise<void>;
  /**
   * Compares what it has done, and where it is now, with what the chart says.
   *
   * @param expected - What the chart has emitted in the step, and its state after it.
   * @throws When they are not the same. What cannot be compared may be left out.
   */
  look(expected: ProcessStep): void | Promise<void>;
}

/** Makes the step happen in the implementation. */
export function happenTo(
  implementation: Implementation,
  { cause }: ProcessStep,
): void | Promise<void> {
  switch (cause.kind) {
    case 'start':
      return implementation.start(cause.input);
    case 'receive':
      return implementation.receive(cause.event);
    case 'fire':
      return implementation.fire(cause.timer);
    case 'crash':
      return implementation.crash();
  }
}

/**
 * A chart as its own implementation: it runs as a live actor, made by XState's `createActor`.
 *
 * What it shows is compared whole: state value, context, status, what is emitted, and the timers that are
 * started and run.
 *
 * @param chart - Any chart that says it does the same as the one that was explored.
 * @param inspect - Told what XState tells its inspectors.
 */
export function liveActor(chart: Chart, inspect?: Inspector): Implementation {
  const live = new LiveChart(chart, inspect);
  return {
    start: (input) => live.start(input),
    receive: (event) => live.receive(event),
    fire: (timer) => live.fire(timer),
    crash: () => live.crash(),
    look: ({ state, emitted, started }) => {
      if (state === undefined) return;
      requireSame('It emits', live.takeEmitted(), emitted);
      requireSame('Its state is', live.state, state);
      requireSame('It starts the timers', live.takeStarted(), started);
    },
  };
}

function requireSame(what: string, actual: unknown, expected: unknown): void {
  const [is, shouldBe] = [actual, expected].map((value) => canonical(value, 'a live actor'));
  if (is !== shouldBe) throw new Error(`${what} ${is} instead of ${shouldBe}.`);
}
