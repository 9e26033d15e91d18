import fc from 'fast-check';
import { failuresSketch, type FailuresSketch } from './failures-sketch.ts';

/** What a random chart does when a rule applies, besides changing its state. */
export type EffectSketch =
  /** Sends a message to a process, with the counter in it or without. */
  | {
      readonly kind: 'send';
      readonly type: MessageType;
      readonly to: number;
      readonly carries: boolean;
    }
  /** Answers the message, if it is one. */
  | { readonly kind: 'reply'; readonly type: MessageType }
  /** Counts up, modulo 3. */
  | { readonly kind: 'count' }
  /** Keeps the sender of the message, if it is one. */
  | { readonly kind: 'keepPeer' }
  /** Makes an observation, with the counter in it. */
  | { readonly kind: 'observe' };

/** The messages of random protocols. */
export type MessageType = 'a' | 'b';

/** What a rule waits for: a message, a stimulus, a timer, or nothing. */
export type TriggerSketch = MessageType | 'go' | 'stop' | 'soon' | 'late' | 'always';

/** One transition of a random chart. */
export interface RuleSketch {
  readonly in: number;
  readonly on: TriggerSketch;
  /** The counter for which the rule applies; any when undefined. */
  readonly when: number | undefined;
  /** The next state; the rule has no target when undefined. */
  readonly to: number | undefined;
  readonly effects: readonly EffectSketch[];
}

/** One role of a random protocol. Its chart has the states `s0` to `s2`. */
export interface RoleSketch {
  /** How many processes; of the last role but one, the others have a single process. */
  readonly count: number;
  readonly rules: readonly RuleSketch[];
  /** What it sends in its first step. */
  readonly opening: readonly EffectSketch[];
  /** Whether `s2` is final. */
  readonly ends: boolean;
  /** Whether a lamp, with a timer of the same name as the chart's, burns beside it. */
  readonly lamp: boolean;
  readonly durable: readonly ('count' | 'peer')[];
  /** The values with which its counter may start. */
  readonly counts: readonly number[];
}

/** Something that a random property asks of a process. */
export type ProcessAtomSketch =
  | { readonly kind: 'in'; readonly process: number; readonly state: number }
  | { readonly kind: 'tagged' | 'alive' | 'done' | 'paused'; readonly process: number }
  | { readonly kind: 'counts'; readonly process: number; readonly is: number };

/** Something that a random property asks of a state. */
export type AtomSketch =
  | ProcessAtomSketch
  | { readonly kind: 'inFlight'; readonly type: MessageType; readonly min: number }
  | { readonly kind: 'messages'; readonly min: number }
  | { readonly kind: 'crashes' | 'drops' | 'pauses' | 'partitions'; readonly min: number }
  /** The timer `soon` of a process fires in so many ticks or fewer. */
  | { readonly kind: 'soonWithin'; readonly process: number; readonly ticks: number }
  /** Messages of one process reach another. */
  | { readonly kind: 'reaches'; readonly from: number; readonly to: number }
  /** The monitor has heard so many observations. */
  | { readonly kind: 'heard'; readonly count: number };

/** Up to two atoms, each perhaps negated, joined by "and" or "or". */
export interface FormulaSketch {
  readonly join: 'and' | 'or';
  readonly literals: readonly { readonly atom: AtomSketch; readonly is: boolean }[];
}

/** A random protocol as plain data, so that it can be shrunk and printed. */
export interface ProtocolSketch {
  readonly roles: readonly RoleSketch[];
  readonly failures: FailuresSketch;
  /** The state of the monitor after this many observations is a violation; none when undefined. */
  readonly heardMax: number | undefined;
  /** States with more messages in flight are not expanded; no limit when undefined. */
  readonly messagesMax: number | undefined;
  readonly invariant: FormulaSketch;
  readonly reachable: FormulaSketch;
  /** A state in which the second formula holds never follows one in which the first does. */
  readonly stepInvariant: readonly [FormulaSketch, FormulaSketch];
  readonly ends: FormulaSketch;
}

const messageType = fc.constantFrom<MessageType>('a', 'b');
/** Of a process or a state; taken modulo their number where it is used. */
const index = fc.nat({ max: 2 });

const effect: fc.Arbitrary<EffectSketch> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('send'),
      type: messageType,
      to: index,
      carries: fc.boolean(),
    }),
  },
  fc.record({ kind: fc.constant('reply'), type: messageType }),
  fc.constantFrom(
    { kind: 'count' } as const,
    { kind: 'keepPeer' } as const,
    { kind: 'observe' } as const,
  ),
);

const trigger = fc.constantFrom<TriggerSketch>(
  ...(['a', 'a', 'b', 'b', 'go', 'go', 'stop', 'stop', 'soon', 'late', 'always'] as const),
);

const rule: fc.Arbitrary<RuleSketch> = fc.record({
  in: index,
  on: trigger,
  when: fc.option(index, { nil: undefined, freq: 2 }),
  to: fc.option(index, { nil: undefined, freq: 3 }),
  effects: fc.array(effect, { maxLength: 3 }),
});

const role: fc.Arbitrary<RoleSketch> = fc.record({
  count: fc.constantFrom(1, 2),
  rules: fc.array(rule, { minLength: 3, maxLength: 7 }),
  opening: fc.array(effect, { maxLength: 1 }),
  ends: fc.boolean(),
  lamp: fc.constantFrom(false, false, false, true),
  durable: fc.subarray(['count', 'peer'] as const),
  counts: fc.constantFrom([0], [0], [0], [0], [0, 1], [1, 1]),
});

const atom: fc.Arbitrary<AtomSketch> = fc.oneof(
  fc.record({ kind: fc.constant('in'), process: index, state: index }),
  fc.record({ kind: fc.constantFrom('tagged', 'alive', 'done', 'paused'), process: index }),
  fc.record({ kind: fc.constant('counts'), process: index, is: index }),
  fc.record({ kind: fc.constant('inFlight'), type: messageType, min: fc.constantFrom(1, 2) }),
  fc.record({ kind: fc.constant('messages'), min: fc.constantFrom(1, 2) }),
  fc.record({
    kind: fc.constantFrom('crashes', 'drops', 'pauses', 'partitions'),
    min: fc.constantFrom(1, 2),
  }),
  fc.record({ kind: fc.constant('soonWithin'), process: index, ticks: fc.nat({ max: 2 }) }),
  fc.record({ kind: fc.constant('reaches'), from: index, to: index }),
  fc.record({ kind: fc.constant('heard'), count: index }),
);

const formula: fc.Arbitrary<FormulaSketch> = fc.record({
  join: fc.constantFrom('and', 'or'),
  literals: fc.array(fc.record({ atom, is: fc.boolean() }), { minLength: 1, maxLength: 2 }),
});

/** Small random protocols: two to four processes of two or three roles. */
export const protocolSketch: fc.Arbitrary<ProtocolSketch> = fc.record({
  roles: fc.array(role, { minLength: 2, maxLength: 3 }),
  failures: failuresSketch,
  heardMax: fc.option(fc.constantFrom(1, 2), { nil: undefined, freq: 2 }),
  messagesMax: fc.option(fc.constantFrom(2, 2, 3, 4), { nil: undefined, freq: 5 }),
  invariant: formula,
  reachable: formula,
  stepInvariant: fc.tuple(formula, formula),
  ends: formula,
});
