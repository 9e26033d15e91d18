import type { Trace } from '../../trace/trace.ts';
import { lettersOf, type Letter } from '../spacetime/letters.ts';

/** What happens at one process at once: its start, or a step of the trace. */
export interface CausalEvent {
  readonly process: string;
  /** The number of the step, from 1; 0 for the start of a process. */
  readonly step: number;
  /** Where the message was sent that arrives with this event: an index of the events. */
  readonly sentBy: number | undefined;
}

/**
 * The events of a trace: the start of each process, in order, then the steps; and of each delivery the
 * event in which the message was sent, as {@link lettersOf} finds it.
 *
 * Loss and duplication are events of the receiver. They have to do with no other event, but for a
 * duplicate in a set, which arrives at once.
 */
export function causalEvents(trace: Trace): readonly CausalEvent[] {
  const { start, steps } = trace;
  const letters = lettersOf(trace);
  const arrived = new Map<number, Letter>();
  for (const letter of letters) for (const step of letter.receivedIn) arrived.set(step, letter);
  const events: CausalEvent[] = start.processes.map(({ id }) => {
    return { process: id, step: 0, sentBy: undefined };
  });
  const eventOf = new Map<number, number>();
  const sendOf = (letter: Letter): number | undefined => {
    const { copyOf, message, sentIn } = letter;
    if (copyOf !== undefined) return sendOf(letters[copyOf] as Letter);
    if (sentIn > 0) return eventOf.get(sentIn);
    return start.processes.findIndex(({ id }) => id === message.from);
  };
  for (const [index, { action }] of steps.entries()) {
    // What befalls all processes at once is an event of none.
    if (!('process' in action)) continue;
    const letter = arrived.get(index + 1);
    eventOf.set(index + 1, events.length);
    events.push({
      process: action.process,
      step: index + 1,
      sentBy: letter === undefined ? undefined : sendOf(letter),
    });
  }
  return events;
}
