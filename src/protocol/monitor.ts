import type { AnyStateMachine } from 'xstate';
import { FaultlineError } from '../errors.ts';
import { defaultFairness, type Fairness } from './fairness.ts';
import type { LivenessNotes, Property } from './property.ts';

/**
 * A chart that hears what processes observe, and says what must not be. Made by {@link monitor}.
 *
 * Source: Desai, Gupta, Jackson, Qadeer, Rajamani & Zufferey, "P: safe asynchronous event-driven
 * programming", PLDI 2013 (monitors).
 */
export interface Monitor {
  readonly kind: 'monitor';
  readonly says: string;
  readonly chart: AnyStateMachine;
  readonly input: unknown;
  readonly source?: string;
  readonly fairness: readonly Fairness[];
}

/** What may be added to a monitor. */
export interface MonitorNotes extends LivenessNotes {
  /** The input of the chart. */
  readonly input?: unknown;
}

/**
 * Declares a monitor: a chart that hears every observation, an event that a process emits without `to`,
 * with `from` added, the process that emitted it.
 *
 * A state tagged `violation` must never be reached. A state tagged `hot` must not last for ever: again and
 * again the monitor is in no hot state.
 *
 * @param says - What the monitor watches over, as a sentence.
 * @param chart - A machine made by XState's `setup(…).createMachine(…)`; it has no timers and emits nothing.
 *
 * @example
 * monitors: { mutex: monitor('at most one process holds the lock', mutexChart) }
 */
export function monitor(says: string, chart: AnyStateMachine, notes: MonitorNotes = {}): Monitor {
  const { input, fairness = defaultFairness, source } = notes;
  return { kind: 'monitor', says, chart, input, fairness, ...(source !== undefined && { source }) };
}

/**
 * The properties that monitors stand for: one of the monitor's name where its chart has the tag
 * `violation`, one whose name ends in `-hot` where it has the tag `hot`.
 *
 * @throws FaultlineError `FL107` for a chart that has neither.
 * @internal
 */
export function monitorProperties(
  monitors: Readonly<Record<string, Monitor>>,
): Readonly<Record<string, Property>> {
  return Object.fromEntries(
    Object.entries(monitors).flatMap(([name, { says, chart, source, fairness }]) => {
      const tags = tagsOf(chart.root);
      const noted = source === undefined ? {} : { source };
      const found: [string, Property][] = [];
      if (tags.has('violation')) {
        found.push([
          name,
          {
            kind: 'invariant',
            says,
            holds: (view) => !view.monitor(name).hasTag('violation'),
            ...noted,
          },
        ]);
      }
      if (tags.has('hot')) {
        found.push([
          `${name}-hot`,
          {
            kind: 'alwaysEventually',
            says: `${says} (the monitor does not stay in a hot state)`,
            holds: (view) => !view.monitor(name).hasTag('hot'),
            fairness,
            ...noted,
          },
        ]);
      }
      if (found.length > 0) return found;
      throw new FaultlineError(
        'FL107',
        `The monitor "${name}" has no state with the tag "violation" or "hot": it objects to nothing.`,
        'tag the states that must not be reached, or not for ever.',
      );
    }),
  );
}

interface TaggedNode {
  readonly tags: readonly string[];
  readonly states: object;
}

function tagsOf({ tags, states }: TaggedNode): ReadonlySet<string> {
  const inside = Object.values(states as Readonly<Record<string, TaggedNode>>);
  return new Set([...tags, ...inside.flatMap((node) => [...tagsOf(node)])]);
}
