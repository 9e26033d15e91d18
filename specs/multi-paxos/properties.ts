import { propertiesFor, weak, type ViewOf } from '#faultline';
import { chosenLog, valueNames } from '../consensus/chosen-log.ts';
import { consensus } from '../consensus/spec.ts';
import type { roles } from './roles.ts';
import { lastFilled } from './slots.ts';

type View = ViewOf<typeof roles>;

const { invariant, reachable, refines, leadsTo } = propertiesFor<typeof roles>();

/**
 * What Multi-Paxos may count on: whatever can be received all the time is, each kind of message by itself.
 */
const fair = (['prepare', 'promise', 'accept', 'accepted', 'chosen'] as const).map((message) =>
  weak({ kind: 'deliver', message }),
);

/**
 * What Multi-Paxos promises, and what it can come to.
 *
 * That at most one value is chosen for a slot is a monitor, `agreement`.
 */
export const properties = {
  logsChosen: invariant(
    'what a replica has in its log is chosen',
    (view) =>
      logsIn(view).every((log) =>
        log.every((value, index) => value === null || chosenIn(view, index + 1).includes(value)),
      ),
    { source: 'Lamport 2001, §3' },
  ),

  // Commands are executed in the order of the log, up to the first gap.
  prefixes: invariant(
    'of what two replicas have executed, one is the beginning of the other',
    (view) => {
      const executed = logsIn(view).map(executedOf);
      return executed.every((one) =>
        executed.every((other) =>
          one.every((value, index) => index >= other.length || value === other[index]),
        ),
      );
    },
    { source: 'Lamport 2001, §3' },
  ),

  refinesConsensus: refines(
    'it does what consensus does, slot by slot, or nothing',
    consensus,
    (view) => chosenLog(view.parameters.slots, (slot) => chosenIn(view, slot)),
    {
      parameters: ({ slots, replicas }) => ({ slots, values: replicas + 1 }),
      source: 'Lamport 2001, §3',
    },
  ),

  // The stable leader is the one with the highest ballot of all. Nothing but a crash can stop it.
  termination: leadsTo(
    'whoever tries the highest ballot of all comes to lead and fills every gap, unless it crashes',
    {
      whenever: (view) => leadersOf(view).length > 0,
      eventually: (view) =>
        leadersOf(view).every(
          (leader) =>
            leader.matches('leader') &&
            lastFilled(leader.context.accepted) === executedOf(leader.context.log).length,
        ),
    },
    { source: 'Lamport 2001, §3', fairness: [...fair, weak('restart')] },
  ),

  canFill: reachable('every replica has executed a command for every slot', (view) =>
    logsIn(view).every((log) => executedOf(log).length === log.length),
  ),

  canShare: reachable('commands of two leaders are chosen for different slots', (view) => {
    const chosen = slotsOf(view).flatMap((slot) => chosenIn(view, slot));
    return new Set(chosen.filter((value) => value !== noOpIn(view))).size > 1;
  }),

  canFillGap: reachable(
    'a slot is filled with nothing to do, since a later one may be chosen',
    (view) => slotsOf(view).some((slot) => chosenIn(view, slot).includes(noOpIn(view))),
    { source: 'Lamport 2001, §3' },
  ),

  canPipeline: reachable(
    'a slot has its value while one before it is open',
    (view) =>
      slotsOf(view).some(
        (slot) =>
          slot > 1 && chosenIn(view, slot).length > 0 && chosenIn(view, slot - 1).length === 0,
      ),
    { source: 'Lamport 2001, §3' },
  ),

  canTakeOver: reachable(
    'a leader proposes again what another has proposed',
    (view) =>
      view
        .all('replica')
        .some(
          (replica) =>
            replica.matches('leader') &&
            replica.context.accepted.some(
              (entry) =>
                entry?.ballot === replica.context.ballot &&
                entry.value !== replica.context.command &&
                entry.value !== replica.context.noOp,
            ),
        ),
    { source: 'Lamport 2001, §3' },
  ),

  canRecover: reachable(
    'after a crash everybody is up, and every replica has executed a command for every slot',
    (view) =>
      view.faults.crashes > 0 &&
      view.processes.every(({ alive }) => alive) &&
      logsIn(view).every((log) => executedOf(log).length === log.length),
  ),
};

function slotsOf(view: View): readonly number[] {
  return Array.from({ length: view.parameters.slots }, (_, index) => index + 1);
}

/** The values that are chosen for a slot, as the monitor has seen it. */
function chosenIn(view: View, slot: number): readonly string[] {
  const values = valueNames(view.parameters.replicas + 1);
  const election = view.monitor('agreement');
  const region = `slot${slot}`;
  if (election.matches({ [region]: 'contested' })) return values;
  return values.filter((value) => election.matches({ [region]: value }));
}

function noOpIn(view: View): string {
  return valueNames(view.parameters.replicas + 1).at(-1) ?? '';
}

function logsIn(view: View) {
  return view.all('replica').map(({ context }) => context.log);
}

/** What can be executed: everything before the first gap. */
function executedOf(log: readonly (string | null)[]): readonly (string | null)[] {
  const gap = log.indexOf(null);
  return gap < 0 ? log : log.slice(0, gap);
}

/** Who leads in the highest ballot of all, or tries to. */
function leadersOf(view: View) {
  return view
    .all('replica')
    .filter(({ alive, context }) => alive && context.ballot === view.parameters.ballots);
}
