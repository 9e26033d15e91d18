import type { Envelope } from '../../protocol/messages.ts';
import type { Network } from '../../protocol/network.ts';
import { canonical } from '../../statechart/canonical.ts';
import type { Action } from '../../system/action.ts';
import type { Trace } from '../../trace/trace.ts';

/** What happens at one process at once: its start, or a step of the trace. */
export interface CausalEvent {
  readonly process: string;
  /** The number of the step, from 1; 0 for the start of a process. */
  readonly step: number;
  /** Where the message was sent that arrives with this event: an index of the events. */
  readonly sentBy: number | undefined;
}

/** A message on its way, and the event that has sent it. */
interface Letter {
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly sentBy: number;
}

/**
 * The events of a trace: the start of each process, in order, then the steps; and of each delivery the
 * event in which the message was sent.
 *
 * Of equal messages from one process to another, which nobody can tell apart, the one that was sent
 * first arrives first. Where the network is a set, a message that is sent again while it is in flight
 * is the one that was sent before.
 *
 * Loss and duplication are events of the receiver. They have to do with no other event, but for a
 * duplicate in a set, which arrives at once.
 */
export function causalEvents({ start, steps, model }: Trace): readonly CausalEvent[] {
  const events: CausalEvent[] = start.processes.map(({ id }) => {
    return { process: id, step: 0, sentBy: undefined };
  });
  const startOf = (id: string) => start.processes.findIndex((process) => process.id === id);
  let letters: readonly Letter[] = start.messages.map((message) =>
    letterOf(message, startOf(message.from)),
  );
  for (const [index, { action, state }] of steps.entries()) {
    // A process that crashes in the middle of a step has begun it.
    const begun = action.kind === 'crash' ? (action.during?.action ?? action) : action;
    const { left, arrived } = afterAction(letters, begun, model.network);
    if (!('process' in action)) {
      // What befalls all processes at once is an event of none, and sends nothing.
      letters = inFlight(left, state.messages, -1);
      continue;
    }
    events.push({ process: action.process, step: index + 1, sentBy: arrived?.sentBy });
    letters = inFlight(left, state.messages, events.length - 1);
  }
  return events;
}

function letterOf(message: Envelope, sentBy: number): Letter {
  const { from, to } = message;
  return { text: canonical(message, 'a message'), from, to, sentBy };
}

interface Moved {
  /** What is in flight when the network has done its part, and nothing has been sent yet. */
  readonly left: readonly Letter[];
  readonly arrived: Letter | undefined;
}

function afterAction(letters: readonly Letter[], action: Action, network: Network): Moved {
  if (!('from' in action)) return { left: letters, arrived: undefined };
  const letter = letterMeant(letters, action);
  const without = letters.filter((other) => other !== letter);
  switch (action.kind) {
    case 'deliver':
      return { left: network.delivery === 'keeps' ? letters : without, arrived: letter };
    case 'drop':
      return { left: without, arrived: undefined };
    case 'reorder':
      return { left: letter ? [letter, ...without] : letters, arrived: undefined };
    case 'duplicate':
      if (network.order === 'set') return { left: letters, arrived: letter };
      // The copy is behind its original, in a queue too.
      return {
        left: letters.flatMap((one) => (one === letter ? [one, { ...one }] : [one])),
        arrived: undefined,
      };
  }
}

/** The letter that an action is about: the first of equal ones, or that at a place in the queue. */
function letterMeant(
  letters: readonly Letter[],
  { from, process, message, place }: Extract<Action, { readonly from: string }>,
): Letter | undefined {
  const queue = letters.filter((one) => one.from === from && one.to === process);
  if (place !== undefined) return queue[place - 1];
  const { text } = letterOf({ ...message, from, to: process }, -1);
  return queue.find((one) => one.text === text);
}

/** What is in flight after a step: of the letters that were, those that still are, and those it sent. */
function inFlight(
  left: readonly Letter[],
  messages: readonly Envelope[],
  event: number,
): readonly Letter[] {
  const now = messages.map((message) => letterOf(message, event));
  const countOf = (list: readonly Letter[], text: string) =>
    list.filter((one) => one.text === text).length;
  const stay = left.filter(
    // Whatever made others vanish, the oldest of equal ones stay.
    ({ text }, at) => countOf(left.slice(0, at), text) < countOf(now, text),
  );
  const sent = now.filter(({ text }, at) => countOf(now.slice(0, at), text) >= countOf(stay, text));
  return [...stay, ...sent];
}
