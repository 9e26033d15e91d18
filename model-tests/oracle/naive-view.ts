import type { ReferenceState } from '#faultline';
import type { SketchView } from './protocol-from-sketch.ts';

/** A state of the naive interpreter as a property sees it: read from XState's snapshots. */
export function naiveView({ processes, letters, used }: ReferenceState): SketchView {
  const views = processes.map(({ declaration, state, wake }) => {
    const { snapshot } = state;
    const alive = wake === undefined;
    return {
      id: declaration.id,
      role: declaration.role,
      alive,
      done: alive && snapshot.status === 'done',
      matches: (value: unknown) => alive && snapshot.matches(value),
      hasTag: (tag: string) => alive && snapshot.hasTag(tag),
      context: snapshot.context as object,
    };
  });
  const messages = letters.map(({ from, to, message }) => ({ ...message, from, to }));
  const view = {
    parameters: {},
    processes: views,
    process: (id: string) => views.find((process) => process.id === id),
    all: (role: string) => views.filter((process) => process.role === role),
    messages,
    inFlight: (type: string) => messages.filter((message) => message.type === type),
    faults: { drops: used.drop, duplicates: used.duplicate, crashes: used.crash },
  };
  return view as unknown as SketchView;
}
