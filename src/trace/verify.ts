import { FaultlineError } from '../errors.ts';
import { canonical } from '../statechart/canonical.ts';
import { labelOf } from '../system/action.ts';
import { Reference } from '../system/reference/reference.ts';
import type { StateRecord } from '../system/state-record.ts';
import type { Trace } from './trace.ts';

/**
 * Replays a trace through XState's public `transition`, independently of the tables by which it was
 * found, and compares every state on the way.
 *
 * @throws FaultlineError `FL402` when an action is not enabled or leads to another state, or a cycle
 * does not lead back to where it begins.
 */
export function verifyTrace({ model, initial, start, steps, cycle }: Trace): void {
  const reference = new Reference(model);
  let state = reference.start(initial);
  const isFifo = model.network.order === 'fifo';
  const requireSame = (expected: StateRecord, what: string): void => {
    if (recordKey(expected, isFifo) !== recordKey(reference.record(state), isFifo)) {
      throw otherState(what);
    }
  };
  requireSame(start, 'The initial state');
  for (const [index, step] of steps.entries()) {
    state = reference.apply(state, step.action);
    requireSame(step.state, `Action ${index + 1} ("${labelOf(step.action)}")`);
  }
  if (cycle === undefined) return;
  const first = cycle.start === 0 ? start : steps[cycle.start - 1]?.state;
  if (
    first === undefined ||
    recordKey(first, isFifo) !== recordKey(steps.at(-1)?.state ?? start, isFifo)
  ) {
    throw otherState('The cycle');
  }
}

/**
 * Where messages keep no order they are compared as a multiset, otherwise each queue in its order: a
 * record has the channels in one order, the other record in another.
 */
function recordKey(record: StateRecord, isFifo: boolean): string {
  const { processes, messages, due = [], monitors = [], partition = '' } = record;
  const texts = messages.map((message, at) => ({
    channel: `${message.from} ${message.to}`,
    text: canonical([message, due[at] ?? null], 'a message'),
  }));
  const keyOf = ({ channel, text }: (typeof texts)[number]) => (isFifo ? channel : text);
  const sorted = texts.sort((left, right) => compare(keyOf(left), keyOf(right)));
  return canonical([processes, sorted.map(({ text }) => text), monitors, partition], 'a state');
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

function otherState(what: string): FaultlineError {
  return new FaultlineError(
    'FL402',
    `${what} leads to another state when it is taken again.`,
    'the usual cause is a guard or an effect that reads outside state: pass the value in through the message or the context.',
  );
}
