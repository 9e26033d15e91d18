import { modelOf, Reference, type Protocol, type ReferenceState } from '#faultline';
import { matchesState, type StateValue } from 'xstate';

/** A state as plain data. */
type StateRecord = ReturnType<Reference['record']>;
type GivenParameters = Readonly<Record<string, unknown>>;
type ViewOfState = Parameters<NonNullable<Protocol['constraint']>>[0];

/** What a search finds that takes one action and one local step at a time. */
export interface Found {
  /** Distinct states, generated states and depth, as TLC counts them. */
  readonly counts: readonly number[];
  /** Every state within the constraint. */
  readonly states: readonly StateRecord[];
  /** Every transition between two of them. */
  readonly transitions: readonly (readonly [before: StateRecord, after: StateRecord])[];
}

/**
 * Visits every reachable state within the constraint, nearest first, by the naive interpreter.
 *
 * Cost: some 50 µs for each action that might be enabled.
 */
export function naiveSearch(protocol: Protocol, parameters: GivenParameters): Found {
  const model = modelOf(protocol, { parameters });
  const reference = new Reference(model);
  const isInside = (state: ReferenceState) =>
    protocol.constraint?.(viewOf(reference.record(state), model.parameters)) ?? true;
  const seen = new Map<string, ReferenceState>();
  const news = (states: readonly ReferenceState[]) =>
    states.filter((state) => {
      const key = reference.key(state);
      if (seen.has(key)) return false;
      seen.set(key, state);
      return true;
    });
  const transitions: (readonly [StateRecord, StateRecord])[] = [];
  const starts = reference.starts();
  let generated = starts.length;
  let depth = 0;
  for (let level = news(starts.filter(isInside)); level.length > 0; depth += 1) {
    const next = level.flatMap((state) => {
      const successors = reference.successors(state);
      generated += successors.length;
      const inside = successors.map(({ state: after }) => after).filter(isInside);
      const before = reference.record(state);
      transitions.push(...inside.map((after) => [before, reference.record(after)] as const));
      return inside;
    });
    level = news(next);
  }
  const states = [...seen.values()].map((state) => reference.record(state));
  return { counts: [seen.size, generated, depth], states, transitions };
}

/** As much of a view as a constraint asks for that looks at states and contexts, and counts messages. */
function viewOf(
  { processes: records, messages }: StateRecord,
  parameters: ViewOfState['parameters'],
): ViewOfState {
  const processes = records.map((record) => ({
    ...record,
    matches: (state: StateValue) => record.alive && matchesState(state, record.state as StateValue),
  }));
  return {
    parameters,
    process: (id: string) => processes.find((process) => process.id === id),
    all: (role: string) => processes.filter((process) => process.role === role),
    inFlight: (type: string) => messages.filter((message) => message.type === type),
  } as unknown as ViewOfState;
}
