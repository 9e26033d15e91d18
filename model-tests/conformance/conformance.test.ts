import { checkSync, type Protocol } from '#faultline';
import { describe, expect, it } from 'vitest';
import { expectConforms, liveActor } from '../../src/testing/index.ts';
import { everySpec } from '../support/every-spec.ts';

/** How many transitions live actors of each role take. */
async function transitionsTaken(protocol: Protocol): Promise<ReadonlyMap<string, number>> {
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
function transitionsExercised(protocol: Protocol): ReadonlyMap<string, number> {
  // What the properties say does not change the steps: they are not asked.
  const silent = { ...protocol, properties: {}, expectationsFor: () => ({}), mutations: {} };
  const { coverage, model } = checkSync(silent, { size: 'tiny' });
  const taken = coverage.items.filter(({ kind, exercised }) => kind === 'transition' && exercised);
  return new Map(
    model.processes.map(({ role }) => [role, taken.filter((item) => item.role === role).length]),
  );
}

describe('The charts as live actors', () => {
  it.each(everySpec.map((protocol) => [protocol.id, protocol] as const))(
    'do what was explored, and take every transition: %s',
    async (_, protocol) => {
      expect(await transitionsTaken(protocol)).toEqual(transitionsExercised(protocol));
    },
  );
});
