import { propertiesFor, weak, type ViewOf } from '#faultline';
import { numberOf } from './process.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;
type Process = ReturnType<typeof processesUp>[number];

const { reachable, deadlockFree, leadsTo } = propertiesFor<typeof roles>();

/**
 * What causal broadcast promises in the end, and what can happen. What it promises of every delivery is watched by
 * monitors.
 */
export const properties = {
  allDeliver: leadsTo(
    'what one process has broadcast or delivered, all that are up deliver at last',
    {
      whenever: (view) => !haveDeliveredTheSame(view),
      eventually: haveDeliveredTheSame,
    },
    {
      source: 'Cachin, Guerraoui & Rodrigues 2011, §3.3, RB1 and RB4',
      fairness: [weak('deliver')],
    },
  ),

  endsClear: deadlockFree('nothing is left to happen only when no message is put off', {
    ends: (view) => processesUp(view).every(({ context }) => context.held.length === 0),
  }),

  canHoldForSender: reachable(
    'a process puts a message off until an earlier one of the same sender comes',
    (view) =>
      processesUp(view).some(({ context: { clock, held } }) =>
        held.some((message) => numberOf(message) > (clock[message.from] ?? 0) + 1),
      ),
  ),

  canHoldForOther: reachable(
    'a process puts an answer off until the message of another comes that it answers',
    (view) =>
      processesUp(view).some(({ context: { clock, held } }) =>
        held.some((message) => numberOf(message) === (clock[message.from] ?? 0) + 1),
      ),
    { source: 'Birman, Schiper & Stephenson 1991, §5.1' },
  ),

  // It is no total order: each delivers its own first, and the other's after it.
  canDifferInOrder: reachable(
    'two processes have each delivered a message that the other has not',
    (view) =>
      processesUp(view).some((one) =>
        processesUp(view).some((other) => isAhead(one, other) && isAhead(other, one)),
      ),
    { source: 'Birman, Schiper & Stephenson 1991' },
  ),

  canFinish: reachable(
    'every process has broadcast as often as it wanted, and delivered everything',
    (view) =>
      view.messages.length === 0 &&
      haveDeliveredTheSame(view) &&
      processesUp(view).every(({ context }) => context.broadcasts === 0),
  ),
};

function processesUp(view: View) {
  return view.all('process').filter(({ alive }) => alive);
}

function haveDeliveredTheSame(view: View): boolean {
  const up = processesUp(view);
  return up.every(({ context: { clock } }) =>
    up.every((other) =>
      Object.entries(clock).every(([id, count]) => other.context.clock[id] === count),
    ),
  );
}

function isAhead(one: Process, other: Process): boolean {
  return Object.entries(one.context.clock).some(
    ([id, count]) => count > (other.context.clock[id] ?? 0),
  );
}
