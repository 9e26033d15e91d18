import { checkSync, type Protocol } from '#faultline';
import { expectConforms, liveActor } from '../../src/testing/index.ts';
import { everySpec } from '../support/every-spec.ts';

/** How many transitions live actors of each role take. */
export async function transitionsTaken(protocol: Protocol): Promise<ReadonlyMap<string, number>> {
  const taken = new Map<string, Set<unknown>>();
  await expectConforms(protocol, {
    size: 'tiny',
    stepsMax: 400,
    implementation: ({ role, chart }) => {
      const transitions = taken.get(role) ?? new Set();
      taken.set(role, transitions);
      return liveActor(chart, (event) => {
        if (event.type !== '@xstate.microstep') return;
        for (const transition of event._transitions) {
          if (transition.eventType !== 'xstate.init') transitions.add(transition);
        }
      });
    },
  });
  return new Map([...taken].map(([role, { size }]) => [role, size]));
}

/** How many transitions of each role the whole state space has. */
export function transitionsExercised(protocol: Protocol): ReadonlyMap<string, number> {
  // What the properties say does not change the steps: they are not asked.
  const silent = { ...protocol, properties: {}, expectationsFor: () => ({}), mutations: {} };
  const { coverage, model } = checkSync(silent, { size: 'tiny' });
  const taken = coverage.items.filter(({ kind, exercised }) => kind === 'transition' && exercised);
  return new Map(
    model.processes.map(({ role }) => [role, taken.filter((item) => item.role === role).length]),
  );
}

/** Those whose charts are run as live actors each time the quick tests are run. */
const quickIds = ['redis-lock', 'two-phase-commit', 'zookeeper-configuration'];

/** The specs that the quick tests run as live actors, or the others, with their names. */
export function specsToRun(which: 'quick' | 'others'): readonly (readonly [string, Protocol])[] {
  return everySpec
    .filter(({ id }) => quickIds.includes(id) === (which === 'quick'))
    .map((protocol) => [protocol.id, protocol]);
}
