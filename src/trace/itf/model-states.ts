import type { View } from '../../protocol/view.ts';
import type { System } from '../../system/system.ts';
import { stateRecord, type ProcessRecord } from '../../system/state-record.ts';
import { viewOf, type Seen } from '../../system/view.ts';
import type { Action } from '../../system/action.ts';
import { successorsOf } from '../trace.ts';
import type { Agreement, Difference } from './agreement.ts';

/** A state of the model: its slots, and a text that two states have in common exactly when they are the same. */
export interface KeyedState {
  readonly slots: Int32Array;
  readonly key: string;
}

type ProcessAgreement = Extract<Agreement, { readonly kind: 'process' }>;

/**
 * The states of a system as they are looked for: what follows them, and in what they differ from what is
 * known. Both are remembered, the latter by process, of whose local states there are few.
 */
export class ModelStates {
  readonly #system: System;
  readonly #successors = new Map<
    string,
    readonly { readonly action: Action; readonly state: KeyedState }[]
  >();
  readonly #byLocal = new Map<Agreement, Map<number, readonly Difference[]>>();

  /** A view is expensive to make: one looks at all states, one after the other. */
  readonly #seen: Seen;
  readonly #view: View;

  constructor(system: System) {
    this.#system = system;
    const slots = new Int32Array(system.layout.slotCount);
    this.#seen = { wiring: system.wiring, slots, side: 0, ask: () => undefined };
    this.#view = viewOf(this.#seen);
  }

  /** The states after a state, with the actions that lead there. */
  after({ slots, key }: KeyedState) {
    const known = this.#successors.get(key);
    if (known !== undefined) return known;
    const found = successorsOf(this.#system, slots).map((next) => {
      return { action: next.action, state: keyed(next.slots) };
    });
    this.#successors.set(key, found);
    return found;
  }

  /** In what a state is not as the agreements say. */
  differences(state: KeyedState, agreements: readonly Agreement[]): readonly Difference[] {
    return agreements.flatMap((agreement) => {
      if (agreement.kind === 'process') return this.#ofProcess(state, agreement);
      if (agreement.kind === 'partition') {
        const { partition = '' } = stateRecord(this.#system, this.#padded(state));
        return agreement.differences(partition);
      }
      this.#seen.slots = this.#padded(state);
      return agreement.differences(this.#view);
    });
  }

  #ofProcess(state: KeyedState, agreement: ProcessAgreement): readonly Difference[] {
    const { at, differences } = agreement;
    const { local } = this.#system.wiring.pair(at, state.slots[at] as number);
    const byLocal = this.#byLocal.get(agreement) ?? new Map<number, readonly Difference[]>();
    this.#byLocal.set(agreement, byLocal);
    const known = byLocal.get(local);
    if (known !== undefined) return known;
    const { processes } = stateRecord(this.#system, this.#padded(state));
    const found = differences(processes[at] as ProcessRecord);
    byLocal.set(local, found);
    return found;
  }

  #padded({ slots }: KeyedState): Int32Array {
    const padded = new Int32Array(this.#system.layout.slotCount);
    padded.set(slots);
    return padded;
  }
}

/** A state with its key. Slots that are added later are 0 in the states before. */
export function keyed(slots: Int32Array): KeyedState {
  return { slots, key: slots.join().replace(/(,0)+$/, '') };
}
