import { processIds, type AbstractState, type ProcessId } from '#faultline';
import type { Decision, Vote } from './messages.ts';

/** What the logs hold of one transaction: what is promised outlives a crash. */
export interface Transaction {
  readonly coordinator: Decision;
  readonly participants: readonly { readonly vote: Vote; readonly decision: Decision }[];
}

interface Tools<View, Invariant, StepInvariant> {
  readonly invariant: (
    says: string,
    holds: (view: View) => boolean,
    notes: { readonly source: string },
  ) => Invariant;
  readonly stepInvariant: (
    says: string,
    holds: (before: View, after: View) => boolean,
    notes: { readonly source: string },
  ) => StepInvariant;
}

/**
 * What every protocol promises that commits transactions atomically.
 *
 * The literature numbers its conditions in two ways, and a property cites both: BT is Babaoglu &
 * Toueg 1993, BHG is Bernstein, Hadzilacos & Goodman 1987, chapter 7.
 *
 * @param tools - Those of the protocol: what `propertiesFor` gives.
 * @param transactionsIn - The transactions, always the same ones in the same order.
 *
 * @example
 * const promises = commitPromises(propertiesFor<typeof roles>(), (view) => [transactionIn(view)]);
 */
export function commitPromises<View, Invariant, StepInvariant>(
  { invariant, stepInvariant }: Tools<View, Invariant, StepInvariant>,
  transactionsIn: (view: View) => readonly Transaction[],
) {
  return {
    agreement: invariant(
      'no two processes decide differently',
      (view) =>
        transactionsIn(view).every(
          (transaction) =>
            !(someDecided(transaction, 'commit') && someDecided(transaction, 'abort')),
        ),
      { source: 'BT AC1; BHG AC1' },
    ),

    commitValidity: invariant(
      'a process commits only if every participant has voted yes',
      (view) =>
        transactionsIn(view).every(
          (transaction) => !someDecided(transaction, 'commit') || allVotedYes(transaction),
        ),
      { source: 'BT AC2; BHG AC3' },
    ),

    stability: stepInvariant(
      'a decision is never changed',
      (before, after) => {
        const later = transactionsIn(after).map((transaction) => decisionsOf(transaction));
        return transactionsIn(before).every((transaction, at) =>
          decisionsOf(transaction).every(
            (decision, index) => decision === null || decision === later[at]?.[index],
          ),
        );
      },
      { source: 'BT AC4; BHG AC2' },
    ),
  };
}

/** Whether anybody who takes part has decided so. */
export function someDecided(transaction: Transaction, decision: 'commit' | 'abort'): boolean {
  return decisionsOf(transaction).includes(decision);
}

/** Whether everybody who takes part has decided so. */
export function allDecided(transaction: Transaction, decision: 'commit' | 'abort'): boolean {
  return decisionsOf(transaction).every((decided) => decided === decision);
}

/** Whether every participant has voted yes. */
export function allVotedYes({ participants }: Transaction): boolean {
  return participants.every(({ vote }) => vote === 'yes');
}

/**
 * The state of atomic commit that a transaction is in: what a protocol that refines it maps to. The outcome
 * is the first decision that is in any log.
 */
export function atomicCommitState(transaction: Transaction): AbstractState {
  const { participants } = transaction;
  const outcome = decisionsOf(transaction).find((decision) => decision !== null) ?? 'open';
  const ids: readonly ProcessId[] = processIds('participant', participants.length);
  const progress = ids.map(
    (id, index) => [id, participants[index]?.decision === null ? 'undecided' : 'decided'] as const,
  );
  return {
    processes: { transaction: { state: { outcome, ...Object.fromEntries(progress) } } },
  };
}

function decisionsOf({ coordinator, participants }: Transaction): readonly Decision[] {
  return [coordinator, ...participants.map(({ decision }) => decision)];
}
