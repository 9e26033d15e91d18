import { subsetsOf } from '../../protocol/partitions.ts';
import { durablePart } from '../../protocol/role.ts';
import { canonical } from '../../statechart/canonical.ts';
import type { LocalStep } from '../../statechart/local-step.ts';

type Context = Readonly<Record<string, unknown>>;

/** A step that a crash cuts off. */
export interface CutOff {
  /** The context as the process had written it. */
  readonly written: Context;
  /** How many times what is durable had changed. */
  readonly writes: number;
  /** How many of the emissions of the step came before the crash. */
  readonly emitted: number;
  /** Which of these are messages that have left, by their places among the emissions from 0. */
  readonly left: ReadonlySet<number>;
  /** The same by their places among the messages of the step, from 1. */
  readonly sent: readonly number[];
}

/**
 * Every way in which a crash cuts a step off.
 *
 * The step goes through stages: from one change of what is durable to the next. In each, any part of the
 * messages sent so far may have left. What is written between two emissions is written at once. The whole
 * step, with all its messages, is not among them: then the crash comes after it.
 *
 * @param before - The context before the step.
 */
export function cutSteps(
  step: LocalStep,
  before: Context,
  durable: readonly string[],
): readonly CutOff[] {
  const stages = stagesOf(step, before, durable);
  const messages = [...step.emissions.keys()].filter((at) => isMessage(step, at));
  return stages.flatMap(({ written, start, end }, writes) =>
    subsetsOf(messages.filter((at) => at < end)).flatMap((left) => {
      const isWhole = writes === stages.length - 1 && left.length === messages.length;
      if (isWhole) return [];
      const sent = left.map((at) => messages.indexOf(at) + 1);
      // It crashes after the last message that has left, and in this stage.
      const emitted = Math.max(start, (left.at(-1) ?? -1) + 1);
      return [{ written, writes, emitted, left: new Set(left), sent }];
    }),
  );
}

/** A stretch of a step in which what is durable does not change. */
interface Stage {
  readonly written: Context;
  /** The emissions made in it: from the index `start` to before `end`. */
  readonly start: number;
  readonly end: number;
}

function stagesOf(
  { emissions, next }: LocalStep,
  before: Context,
  durable: readonly string[],
): readonly Stage[] {
  const textOf = (context: Context) =>
    canonical(durablePart(context, durable), 'what is durable in the middle of a step');
  const last = next.snapshot.context as Context;
  const seen = [before, ...emissions.map(({ context }) => context), last];
  // Emission number `i` is made with the context `seen[i + 1]`.
  return seen.flatMap((written, at): Stage[] => {
    if (at > 0 && textOf(written) === textOf(seen[at - 1] as Context)) return [];
    const changed = seen.findIndex((later, i) => i > at && textOf(later) !== textOf(written));
    const end = changed < 0 ? emissions.length : changed - 1;
    return [{ written, start: Math.max(0, at - 1), end }];
  });
}

function isMessage({ emissions }: LocalStep, at: number): boolean {
  return 'to' in (emissions[at]?.event ?? {});
}
