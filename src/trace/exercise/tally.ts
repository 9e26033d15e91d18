/** What a check may exercise of a spec. */
export type CoverageKind =
  /** A role: whether a process plays it. */
  | 'role'
  /** A state of a chart: whether it is entered. */
  | 'state'
  /** An arrow of a chart, one for each guard: whether it is taken. */
  | 'transition'
  /** A type of message: whether one is delivered to a process of the role. */
  | 'message'
  | 'stimulus'
  /** A timer by its name: whether it fires. */
  | 'timer'
  /** A fault that is declared: whether it happens. */
  | 'fault'
  /** What a property presumes, or looks for: whether it is ever true. */
  | 'premise';

/** One thing in a spec, and whether the check has come by it. */
export interface CoverageItem {
  readonly kind: CoverageKind;
  /** The role to which it belongs; null for a fault of the network, and for a premise. */
  readonly role: string | null;
  /**
   * A state by its path, a transition by its place, as in `prepared.on.commit[1]`, a premise by its
   * property; anything else by its type or name.
   */
  readonly name: string;
  readonly exercised: boolean;
  /** Of a transition with a guard: the guard by its name. */
  readonly guard?: string;
  /** Of a message: the states in which it was received, whether or not it means anything there. */
  readonly states?: readonly string[];
}

/** Something that a step exercises. */
export interface Mark {
  readonly kind: CoverageKind;
  readonly role: string | null;
  readonly name: string;
  /** Of a message: the state in which it is received. */
  readonly state?: string;
  /** Of a timer: the type of the event that it is. */
  readonly event?: string;
}

interface Entry {
  readonly item: Omit<CoverageItem, 'exercised' | 'states'>;
  readonly states: Set<string>;
  exercised: boolean;
}

/** Keeps what there is to exercise in a spec, and what of it has been exercised. */
export class Tally {
  readonly #entries = new Map<string, Entry>();

  /** Adds something that may be exercised, unless it is there. */
  declare(item: Omit<CoverageItem, 'exercised' | 'states'>): void {
    const key = keyOf(item);
    if (this.#entries.has(key)) return;
    this.#entries.set(key, { item, states: new Set(), exercised: false });
  }

  /** Notes that something has been exercised. */
  mark(mark: Mark): void {
    this.declare({ kind: mark.kind, role: mark.role, name: mark.name });
    const entry = this.#entries.get(keyOf(mark)) as Entry;
    entry.exercised = true;
    if (mark.state !== undefined) entry.states.add(mark.state);
    if (mark.event !== undefined) this.#isNoMessage(mark.role, mark.event);
  }

  /** Takes a type of event off the messages: it comes from a timer, unless it has been delivered. */
  #isNoMessage(role: string | null, name: string): void {
    const key = keyOf({ kind: 'message', role, name });
    if (this.#entries.get(key)?.exercised === false) this.#entries.delete(key);
  }

  /** Whether this has been noted already. */
  has(mark: Mark): boolean {
    const entry = this.#entries.get(keyOf(mark));
    if (entry?.exercised !== true) return false;
    return mark.state === undefined || entry.states.has(mark.state);
  }

  /** Everything, in the order in which it was declared. */
  items(): readonly CoverageItem[] {
    return [...this.#entries.values()].map(({ item, exercised, states }) => ({
      ...item,
      exercised,
      ...(item.kind === 'message' && { states: [...states].sort() }),
    }));
  }
}

function keyOf({ kind, role, name }: Mark): string {
  return JSON.stringify([kind, role, name]);
}
