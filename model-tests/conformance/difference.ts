import type { Protocol } from '#faultline';
import type { AnyStateMachine } from 'xstate';
import { expectConforms, liveActor } from '../../src/testing/index.ts';

/** How an error begins that says what a live actor does otherwise. */
export const differs = /^(It emits|Its state is|It starts the timers) /;

/**
 * Mutations that change nothing of what a process does where it comes without them: they let it do
 * something more, by itself or on a message that does nothing and stays in the network.
 */
export const unnoticed: ReadonlySet<string> = new Set([
  ...['two-phase-commit-abstract/hasty-commit', 'two-phase-commit-abstract/abort-when-prepared'],
  ...['atomic-commit/chooses-again', 'consensus/chooses-again'],
  ...['raft/vote-twice', 'raft/single-server-2015', 'raft/pre-vote-of-a-listener'],
  ...['paxos/accept-below-promise', 'multi-paxos/accept-below-promise'],
  ...['anybody-leads', 'replicates-again', 'replicates-anything'].map(
    (mutation) => `replicated-group/${mutation}`,
  ),
]);

/** Mutations that show in steps which are taken in later states than are explored for this. */
const late: ReadonlySet<string> = new Set([
  ...['paxos/adopt-lowest', 'zookeeper-lock/no-fence', 'leader-lease/no-fence'],
]);

/** The mutations of a protocol that change its charts, and show early or not at all, by their names. */
export function chartMutations({ id, mutations }: Protocol): readonly string[] {
  return Object.keys(mutations).filter(
    (name) => mutations[name]?.charts !== undefined && !late.has(`${id}/${name}`),
  );
}

/** Enough to meet most steps of a chart. */
const statesMax = 20_000;

type Alter = (chart: AnyStateMachine) => AnyStateMachine;

/**
 * Runs the charts that a mutation has broken, as live actors, against those that it has not.
 *
 * @returns What is different; `nothing` when nothing is.
 */
export async function differenceBy(protocol: Protocol, mutation: string): Promise<string> {
  const { parameters, network, faults, time, charts } = protocol.mutations[mutation] ?? {};
  const alters: Readonly<Record<string, Alter | undefined>> = { ...charts };
  try {
    await expectConforms(protocol, {
      ...{ parameters, network, faults, time, statesMax },
      implementation: ({ role, chart }) => liveActor(alters[role]?.(chart) ?? chart),
    });
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
}
