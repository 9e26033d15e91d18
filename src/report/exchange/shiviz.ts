import type { Trace } from '../../trace/trace.ts';
import { changedTexts } from '../changed-texts.ts';
import { onOneLine } from '../lines/width.ts';
import { stateText } from '../../trace/state-text.ts';
import { causalEvents, type CausalEvent } from './causal-events.ts';

/** How many events of each process an event has heard of, itself included; none when left out. */
export type VectorClock = Readonly<Record<string, number>>;

/** ShiViz reads this from the first line of a file: how to find the events in it. */
const parser = String.raw`(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`;

/**
 * A trace as a log with vector clocks, for ShiViz. Line break at the end.
 *
 * Each event has two lines: its process and clock, then what happens, with what changes of the process.
 * The first events are the starts of the processes. See {@link causalEvents} for who hears from whom.
 *
 * Source: Beschastnikh, Wang, Brun & Ernst, "Debugging Distributed Systems", CACM 59(8), 2016.
 */
export function shivizLog(trace: Trace): string {
  const events = causalEvents(trace);
  const clocks = vectorClocks(events);
  const lines = events.flatMap((event, index) => [
    `${event.process} ${JSON.stringify(clocks[index])}`,
    eventText(trace, event),
  ]);
  // The second line would separate several executions.
  return [parser, '', ...lines, ''].join('\n');
}

/**
 * The vector clock of each event: one event comes before another, by any way of messages, exactly when
 * its clock is smaller.
 *
 * Source: Fidge, "Timestamps in Message-Passing Systems That Preserve the Partial Ordering", 1988.
 */
export function vectorClocks(events: readonly CausalEvent[]): readonly VectorClock[] {
  const clocks: VectorClock[] = [];
  const last = new Map<string, VectorClock>();
  for (const { process, sentBy } of events) {
    const heard = sentBy === undefined ? {} : (clocks[sentBy] as VectorClock);
    const merged: Record<string, number> = { ...last.get(process) };
    for (const [other, count] of Object.entries(heard)) {
      merged[other] = Math.max(merged[other] ?? 0, count);
    }
    merged[process] = (merged[process] ?? 0) + 1;
    clocks.push(merged);
    last.set(process, merged);
  }
  return clocks;
}

function eventText({ start, steps }: Trace, { process, step: number }: CausalEvent): string {
  const step = steps[number - 1];
  if (step === undefined) {
    const record = start.processes.find(({ id }) => id === process);
    return `start [${onOneLine(stateText(record?.state))}]`;
  }
  const { states, context } = changedTexts(process, step.changes);
  return [`${number} ${onOneLine(step.label)}`, ...states, ...context].join(' ');
}
