import { checkSync, modelOf, Reference, type Protocol, type ReferenceState } from '#faultline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depthWithin } from './comparison.ts';
import { naiveView } from './naive-view.ts';
import { protocolFromSketch } from './protocol-from-sketch.ts';
import { protocolSketch } from './protocol-sketch.ts';

const statesMax = 150;
/** Milliseconds, for a machine that has other work. */
const timeout = 240_000;

type Action = ReturnType<Reference['successors']>[number]['action'];

/** What the actions of a naive search exercise, as text, and the chart states that it finds. */
function naiveCoverage(protocol: Protocol, depthMax: number) {
  const reference = new Reference(modelOf(protocol));
  const roleOf = new Map(modelOf(protocol).processes.map((process) => [process.id, process.role]));
  const seen = new Set<string>();
  const actions = new Set<string>();
  const states = new Set<string>();
  const fresh = (found: readonly ReferenceState[]) =>
    found.filter((state) => {
      const key = reference.key(state);
      if (seen.has(key)) return false;
      seen.add(key);
      for (const { role, state: value } of reference.record(state).processes) {
        for (const path of pathsOf(value)) states.add(`${role} ${path}`);
      }
      return protocol.constraint?.(naiveView(state)) !== false;
    });
  let level = fresh(reference.starts());
  for (let depth = 1; level.length > 0 && depth < depthMax; depth += 1) {
    level = fresh(
      level.flatMap((state) =>
        reference.successors(state).map(({ action, state: next }) => {
          const role = 'process' in action ? (roleOf.get(action.process) ?? '') : '';
          actions.add(textOf(action, role));
          return next;
        }),
      ),
    );
  }
  return { actions, states };
}

/** The active states of a state value, by their paths from the root. */
function pathsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => [
    key,
    ...pathsOf(inside).map((path) => `${key}.${path}`),
  ]);
}

function textOf(action: Action, role: string): string {
  switch (action.kind) {
    case 'deliver':
      return `message ${role} ${action.message.type}`;
    case 'stimulus':
      return `stimulus ${role} ${action.event.type}`;
    case 'timeout':
      return `timer ${role} ${action.timer}`;
    case 'drop':
    case 'duplicate':
    case 'reorder':
      return `fault null ${action.kind}`;
    case 'restart':
      return `fault ${role} ${action.amnesia === true ? 'amnesia' : 'restart'}`;
    case 'partition':
    case 'heal':
    case 'tick':
      return `fault null ${action.kind}`;
    default:
      return `fault ${role} ${action.kind}`;
  }
}

describe('Coverage', () => {
  it('is what a naive search comes by, in random protocols', { timeout }, () => {
    fc.assert(
      fc.property(protocolSketch, (sketch) => {
        const protocol = protocolFromSketch(sketch);
        const depthMax = depthWithin(protocol, statesMax);
        const { items } = checkSync(protocol, { depthMax, keepGoing: true }).coverage;
        const naive = naiveCoverage(protocol, depthMax);
        const exercised = items.filter((item) => item.exercised);
        const happened = exercised
          .filter(({ kind }) => ['message', 'stimulus', 'timer', 'fault'].includes(kind))
          .map(({ kind, role, name }) => `${kind} ${role} ${name}`);
        expect(happened.sort()).toEqual([...naive.actions].sort());
        const entered = new Set(
          exercised
            .filter(({ kind }) => kind === 'state')
            .map(({ role, name }) => `${role} ${name}`),
        );
        // What is left at once is entered too, and no search sees it.
        expect([...naive.states].filter((state) => !entered.has(state))).toEqual([]);
      }),
      { seed: 20_261_124, numRuns: 40 },
    );
  });
});
