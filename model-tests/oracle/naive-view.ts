import type { ReferenceState } from '#faultline';
import type { SketchView } from './protocol-from-sketch.ts';

/** A state of the naive interpreter as a property sees it: read from XState's snapshots. */
export function naiveView(state: ReferenceState): SketchView {
  const { letters, used } = state;
  const views = state.processes.map(({ declaration, state: { snapshot, timers }, ...process }) => {
    const alive = process.wake === undefined;
    return {
      id: declaration.id,
      role: declaration.role,
      alive,
      paused: process.paused,
      done: alive && snapshot.status === 'done',
      matches: (value: unknown) => alive && snapshot.matches(value),
      hasTag: (tag: string) => alive && snapshot.hasTag(tag),
      ticksUntil: (name: string) => {
        const timer = timers.find(({ id }) => id.startsWith(`xstate.after.${name}.`));
        return alive && timer !== undefined ? (process.ticks[timer.id] ?? 0) : undefined;
      },
      context: snapshot.context as object,
    };
  });
  const messages = letters.map(({ from, to, message }) => ({ ...message, from, to }));
  const timesOf = (fault: string) => {
    const each = Object.entries(used).filter(([name]) => name.startsWith(`${fault} at `));
    return used[fault] ?? each.reduce((sum, [, times]) => sum + times, 0);
  };
  const view = {
    parameters: {},
    processes: views,
    process: (id: string) => views.find((process) => process.id === id),
    all: (role: string) => views.filter((process) => process.role === role),
    messages,
    inFlight: (type: string) => messages.filter((message) => message.type === type),
    monitor: () => (state.monitors[0] as ReferenceState['monitors'][number]).snapshot,
    reaches: (from: string, to: string) => reaches(state, from, to),
    faults: {
      drops: timesOf('drop'),
      duplicates: timesOf('duplicate'),
      crashes: timesOf('crash'),
      pauses: timesOf('pause'),
      partitions: timesOf('partition'),
    },
  };
  return view as unknown as SketchView;
}

/** By the definition: those who share a group reach each other, or who are not cut off one way. */
function reaches({ partition }: ReferenceState, from: string, to: string): boolean {
  if (partition === undefined || from === to) return true;
  const [first = [], second = []] = partition.groups;
  if (partition.oneWay) return !(first.includes(from) && second.includes(to));
  const areGrouped = [from, to].every((id) => partition.groups.flat().includes(id));
  const together = partition.groups.some((group) => group.includes(from) && group.includes(to));
  return together || !areGrouped;
}
