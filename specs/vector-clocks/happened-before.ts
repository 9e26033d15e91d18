import type { ProcessId } from '#faultline';
import type { EventName, VectorClock } from './messages.ts';
import type { LoggedEvent } from './process.ts';

/** The logs of all processes. */
export type Logs = Readonly<Record<ProcessId, readonly LoggedEvent[]>>;

/** Every event in the logs, by name. */
export function eventsIn(logs: Logs): readonly EventName[] {
  return Object.entries(logs).flatMap(([process, log]) =>
    log.map((_, index) => ({ process, number: index + 1 })),
  );
}

/**
 * Whether one event happened before another: a → b. It looks at no clock.
 *
 * It is so when `first` is linked to `second`, or happened before what is linked to it. The event before it in
 * its process is linked to an event, and so is the event that sent the message that it receives.
 *
 * Source: Lamport 1978, the definition of "happened before".
 */
export function happenedBefore(logs: Logs, first: EventName, second: EventName): boolean {
  return linkedTo(logs, second).some(
    (link) => isSame(link, first) || happenedBefore(logs, first, link),
  );
}

/** Whether one clock is less than another: nowhere greater, and somewhere less. */
export function isLess(first: VectorClock, second: VectorClock): boolean {
  return isAtMost(first, second) && !isAtMost(second, first);
}

/** Whether one clock is nowhere greater than another. */
export function isAtMost(first: VectorClock, second: VectorClock): boolean {
  return Object.entries(first).every(([id, known]) => known <= (second[id] ?? 0));
}

/** The time of an event in the logs. */
export function clockOf(logs: Logs, { process, number }: EventName): VectorClock {
  return logs[process]?.[number - 1]?.clock ?? {};
}

/** Whether two names are of the same event. */
export function isSame(first: EventName, second: EventName): boolean {
  return first.process === second.process && first.number === second.number;
}

function linkedTo(logs: Logs, { process, number }: EventName): readonly EventName[] {
  const sentBy = logs[process]?.[number - 1]?.sentBy ?? null;
  return [
    ...(number > 1 ? [{ process, number: number - 1 }] : []),
    ...(sentBy === null ? [] : [sentBy]),
  ];
}
