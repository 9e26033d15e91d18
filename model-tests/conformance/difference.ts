import type { Protocol } from '#faultline';
import type { AnyStateMachine } from 'xstate';
import { expectConforms, liveActor } from '../../src/testing/index.ts';

/** How an error begins that says what a live actor does otherwise. */
export const differs = /^(It emits|Its state is|It starts the timers) /;

/**
 * Mutations that change nothing of what a process does where it comes without them: they let it do
 * something more, by itself.
 */
export const unnoticed: ReadonlySet<string> = new Set(['hasty-commit', 'abort-when-prepared']);

/** The mutations of a protocol that change its charts, by their names. */
export function chartMutations({ mutations }: Protocol): readonly string[] {
  return Object.keys(mutations).filter((name) => mutations[name]?.charts !== undefined);
}

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
      ...{ parameters, network, faults, time },
      implementation: ({ role, chart }) => liveActor(alters[role]?.(chart) ?? chart),
    });
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
}
