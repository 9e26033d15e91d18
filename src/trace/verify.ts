import { FaultlineError } from '../errors.ts';
import { canonical } from '../statechart/canonical.ts';
import { labelOf } from '../system/action.ts';
import { Reference } from '../system/reference.ts';
import type { StateRecord } from '../system/state-record.ts';
import type { Trace } from './trace.ts';

/**
 * Replays a trace through XState's public `transition`, independently of the tables by which it was
 * found, and compares every state on the way.
 *
 * @throws FaultlineError `FL402` when an action is not enabled or leads to another state.
 */
export function verifyTrace({ model, initial, start, steps }: Trace): void {
  const reference = new Reference(model);
  let state = reference.start(
    choicesOf(
      model.processes.map(({ inputs }) => inputs.length),
      initial,
    ),
  );
  requireSame(start, reference.record(state), 'The initial state');
  for (const [index, step] of steps.entries()) {
    state = reference.apply(state, step.action);
    requireSame(
      step.state,
      reference.record(state),
      `Action ${index + 1} ("${labelOf(step.action)}")`,
    );
  }
}

/** Which input each process has in the initial state with this index: the last process varies fastest. */
export function choicesOf(counts: readonly number[], index: number): readonly number[] {
  let rest = index;
  const choices = [...counts].reverse().map((count) => {
    const choice = rest % count;
    rest = Math.floor(rest / count);
    return choice;
  });
  return choices.reverse();
}

function requireSame(expected: StateRecord, found: StateRecord, what: string): void {
  if (recordKey(expected) === recordKey(found)) return;
  throw new FaultlineError(
    'FL402',
    `${what} leads to another state when it is taken again.`,
    'the usual cause is a guard or an effect that reads outside state: pass the value in through the message or the context.',
  );
}

/** Messages are compared as a multiset: the order of a record is by receiver, or by time of sending. */
function recordKey({ processes, messages }: StateRecord): string {
  const inFlight = messages.map((message) => canonical(message, 'a message')).sort();
  return canonical([processes, inFlight], 'a state');
}
