import type { Trace } from '../../trace/trace.ts';
import { lettersOf } from './letters.ts';

/** What may have brought a step about, and what it may have brought about itself: numbers of steps, from 1. */
export interface Causes {
  /** The steps that happened before it, in order. */
  readonly past: readonly number[];
  /** The steps that it happened before, in order. */
  readonly future: readonly number[];
}

/**
 * Which step of a trace happened before which: one at the same process, one that sent the message that
 * arrives, and what happened before those. Of two steps, neither of which happened before the other, none
 * can be the reason for the other.
 *
 * What the network does to a message comes after its sending, and before the arrival of a copy that it
 * made; it is no step of the receiver. A tick of the clock happens at every process at once.
 *
 * Cost: the square of the number of steps.
 * Source: Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System", 1978, "The partial ordering".
 *
 * @returns One for each step, in order.
 */
export function causality(trace: Trace): readonly Causes[] {
  const reasons = reasonsOf(trace);
  const pasts: ReadonlySet<number>[] = [];
  for (const direct of reasons) {
    const past = new Set(direct);
    for (const step of direct) for (const before of pasts[step - 1] ?? []) past.add(before);
    pasts.push(past);
  }
  return pasts.map((past, index) => ({
    past: [...past].sort((left, right) => left - right),
    future: pasts.flatMap((other, at) => (other.has(index + 1) ? [at + 1] : [])),
  }));
}

/** Of each step, those that it comes after at once. */
function reasonsOf(trace: Trace): readonly ReadonlySet<number>[] {
  const reasons = trace.steps.map(() => new Set<number>());
  const add = (step: number | undefined, reason: number) => {
    if (step !== undefined && reason > 0 && reason < step) reasons[step - 1]?.add(reason);
  };
  const letters = lettersOf(trace);
  for (const { sentIn, copyOf, receivedIn, lostIn, overtookIn } of letters) {
    for (const step of [...receivedIn, ...overtookIn]) add(step, sentIn);
    add(lostIn, sentIn);
    // A copy is sent by the step that made it, which comes after the sending of its original.
    if (copyOf !== undefined) add(sentIn, letters[copyOf]?.sentIn ?? 0);
  }
  const last = new Map(trace.start.processes.map(({ id }) => [id, 0]));
  for (const [index, { action }] of trace.steps.entries()) {
    const step = index + 1;
    for (const process of takersOf(action, last.keys())) {
      add(step, last.get(process) ?? 0);
      last.set(process, step);
    }
  }
  return reasons;
}

/** The processes whose step an action is. */
function takersOf(
  action: Trace['steps'][number]['action'],
  all: Iterable<string>,
): readonly string[] {
  switch (action.kind) {
    case 'tick':
      return [...all];
    case 'drop':
    case 'duplicate':
    case 'reorder':
    case 'partition':
    case 'heal':
      return [];
    default:
      return [action.process];
  }
}
