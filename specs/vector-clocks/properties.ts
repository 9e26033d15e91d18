import { propertiesFor, type ViewOf } from '#faultline';
import {
  clockOf,
  eventsIn,
  happenedBefore,
  isAtMost,
  isLess,
  isSame,
  type Logs,
} from './happened-before.ts';
import type { EventName } from './messages.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable } = propertiesFor<typeof roles>();

/** What vector clocks promise, and what can happen. Of any two events, in both orders. */
export const properties = {
  clockCondition: invariant(
    'an event that happened before another has the smaller clock',
    (view) =>
      ofAnyTwo(
        view,
        (logs, a, b) => !happenedBefore(logs, a, b) || isLess(clockOf(logs, a), clockOf(logs, b)),
      ),
    { source: 'Mattern 1989; Fidge 1988: a → b implies V(a) < V(b)' },
  ),

  // The way back, which the clocks of Lamport 1978 do not have. No two events have the same clock.
  strongClockCondition: invariant(
    'an event whose clock is nowhere greater than that of another happened before it',
    (view) =>
      ofAnyTwo(
        view,
        (logs, a, b) => !isAtMost(clockOf(logs, a), clockOf(logs, b)) || happenedBefore(logs, a, b),
      ),
    { source: 'Mattern 1989; Fidge 1988: V(a) < V(b) implies a → b' },
  ),

  neverBack: stepInvariant(
    'no clock goes back, even where a process restarts',
    (before, after) => {
      const later = after.all('process');
      return before.all('process').every(({ context }, index) => {
        const clock = later[index]?.context.clock ?? {};
        return Object.entries(context.clock).every(([id, known]) => known <= (clock[id] ?? 0));
      });
    },
    { source: 'Mattern 1989' },
  ),

  canBeConcurrent: reachable(
    'neither of two events happened before the other, and neither has the smaller clock',
    (view) => !ofAnyTwo(view, (logs, a, b) => !isConcurrent(logs, a, b)),
  ),

  canRelay: reachable(
    'a process has heard of an event of another that never sent it a message',
    (view) =>
      view.all('process').some(({ id, context }) => {
        const heardFrom = context.log.map(({ sentBy }) => sentBy?.process);
        return Object.entries(context.clock).some(
          ([other, known]) => other !== id && known > 0 && !heardFrom.includes(other),
        );
      }),
  ),

  canOvertake: reachable(
    'a process receives a message before one that was sent to it earlier by the same process',
    (view) =>
      view
        .all('process')
        .some(({ id, context }) =>
          view
            .inFlight('message')
            .some(
              ({ to, sentBy }) =>
                to === id &&
                context.log.some(
                  (event) =>
                    event.sentBy?.process === sentBy.process && event.sentBy.number > sentBy.number,
                ),
            ),
        ),
  ),

  canGoOn: reachable(
    'after a crash every process is up again, and has received a message',
    (view) =>
      view.faults.crashes > 0 &&
      view
        .all('process')
        .every(({ alive, context }) => alive && context.log.some(({ sentBy }) => sentBy !== null)),
  ),
};

function logsOf(view: View): Logs {
  return Object.fromEntries(view.all('process').map(({ id, context }) => [id, context.log]));
}

/** Whether something is true of any two different events, in both orders. */
function ofAnyTwo(
  view: View,
  isTrue: (logs: Logs, first: EventName, second: EventName) => boolean,
): boolean {
  const logs = logsOf(view);
  const events = eventsIn(logs);
  return events.every((first) =>
    events.every((second) => isSame(first, second) || isTrue(logs, first, second)),
  );
}

function isConcurrent(logs: Logs, first: EventName, second: EventName): boolean {
  const [one, other] = [clockOf(logs, first), clockOf(logs, second)];
  return (
    !happenedBefore(logs, first, second) &&
    !happenedBefore(logs, second, first) &&
    !isLess(one, other) &&
    !isLess(other, one)
  );
}
