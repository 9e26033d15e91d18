import type { OutlineArrow } from '../../statechart/parts/chart-outline.ts';
import type { StateRecord } from '../../system/state-record.ts';
import type { Enabled } from '../../trace/simulation/stepper.ts';
import type { ChartNow } from './chart-now.ts';

/** An arrow that leads out of an active state and that no enabled action takes. */
export interface ClosedArrow {
  readonly process: string;
  readonly arrow: OutlineArrow;
  /** What is missing, in a phrase. */
  readonly why: string;
  /** How much is missing, from 0: a guard is less than a message that nobody has sent. */
  readonly distance: number;
}

/** What must be known of a state to say why an arrow is closed. */
export interface Around {
  readonly record: StateRecord;
  readonly enabled: readonly Enabled[];
  /** The types of the stimuli that each process may be given, by its id. */
  readonly stimuli: ReadonlyMap<string, readonly string[]>;
}

/** The closed arrows of a process, nearest first. */
export function closedArrows(chart: ChartNow, around: Around): readonly ClosedArrow[] {
  const { id, outline, active, ways } = chart;
  const process = around.record.processes.find((one) => one.id === id);
  if (process?.alive !== true) return [];
  return outline.arrows
    .filter(({ source, name }) => active.has(source) && !ways.has(name))
    .map((arrow) => {
      const [distance, why] = whyNot(chart, arrow, around);
      return { process: id, arrow, why, distance };
    })
    .sort((one, other) => one.distance - other.distance);
}

type Reason = readonly [distance: number, why: string];

function whyNot(chart: ChartNow, arrow: OutlineArrow, around: Around): Reason {
  const process = around.record.processes.find(({ id }) => id === chart.id);
  if (process?.paused === true) return [2, `${chart.id} stands still`];
  switch (arrow.kind) {
    case 'event':
      return whyNoEvent(chart, arrow, around);
    case 'after':
      return whyNoTimeout(chart, arrow, around);
    case 'always':
    case 'done':
      return [1, arrow.guard === null ? 'it is taken by itself' : guardIsFalse(arrow.guard)];
  }
}

function whyNoEvent(chart: ChartNow, arrow: OutlineArrow, around: Around): Reason {
  const { id } = chart;
  const { trigger } = arrow;
  const comes = around.enabled.some(
    ({ action }) =>
      (action.kind === 'deliver' && action.process === id && action.message.type === trigger) ||
      (action.kind === 'stimulus' && action.process === id && action.event.type === trigger),
  );
  if (comes) return rivalTakes(arrow, 0);
  if ((around.stimuli.get(id) ?? []).includes(trigger)) {
    return arrow.guard === null
      ? [1, `the environment gives no ${trigger} now`]
      : [0, guardIsFalse(arrow.guard)];
  }
  const isSent = around.record.messages.some(({ to, type }) => to === id && type === trigger);
  return isSent
    ? [1, `${trigger} is in flight, but cannot arrive now`]
    : [3, `no ${trigger} is in flight to ${id}`];
}

function whyNoTimeout(chart: ChartNow, arrow: OutlineArrow, around: Around): Reason {
  const { id } = chart;
  const { trigger } = arrow;
  const fires = around.enabled.some(
    ({ action }) => action.kind === 'timeout' && action.process === id && action.timer === trigger,
  );
  if (fires) return rivalTakes(arrow, 0);
  const process = around.record.processes.find((one) => one.id === id);
  if (process?.timers.includes(trigger) !== true) return [2, `the timer ${trigger} is not running`];
  const left = process.ticks?.[trigger];
  return left === undefined || left === 0
    ? [1, `the timer ${trigger} may not fire while the one it waits for can still answer`]
    : [1, `the timer ${trigger} fires in ${left} ${left === 1 ? 'tick' : 'ticks'}`];
}

/** The event comes, and yet the arrow is not taken. */
function rivalTakes({ guard }: OutlineArrow, distance: number): Reason {
  return [distance, guard === null ? 'another arrow is tried before it' : guardIsFalse(guard)];
}

function guardIsFalse(guard: string): string {
  return `the guard [${guard}] is false, or another arrow is tried before it`;
}
