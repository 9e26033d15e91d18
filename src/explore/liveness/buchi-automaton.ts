/**
 * An automaton that reads the states of a behavior one by one, as plain data.
 *
 * It accepts a behavior when some run of it passes through accepting states again and again, for
 * ever. Propositions are numbers from 0 to 29; a set of them is a bit mask.
 */
export interface Buchi {
  readonly stateCount: number;
  readonly initial: readonly number[];
  /** By state of the automaton. */
  readonly accepting: readonly boolean[];
  /** By state of the automaton: the edges that leave it. A run that finds none is stuck. */
  readonly edges: readonly (readonly BuchiEdge[])[];
}

/** An edge of {@link Buchi}, taken by reading the state in which the behavior is when it leaves. */
export interface BuchiEdge {
  readonly to: number;
  /** The propositions that must be true in the state that is read. */
  readonly requires: number;
  /** The propositions that must be false in the state that is read. */
  readonly forbids: number;
}

/** How many propositions a formula can name: the bits of a small integer. */
export const propositionsMax = 30;
