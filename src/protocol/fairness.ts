import { FaultlineError } from '../errors.ts';
import type { ProcessId } from './messages.ts';

/** Actions of one kind, or only those of one process, message, timer or stimulus. */
export type ActionClass =
  | {
      readonly kind: 'deliver';
      /** The receiver. */
      readonly process?: ProcessId;
      /** The type of the message. */
      readonly message?: string;
    }
  | { readonly kind: 'timeout'; readonly process?: ProcessId; readonly timer?: string }
  | {
      readonly kind: 'stimulus';
      readonly process?: ProcessId;
      /** The type of the event. */
      readonly event?: string;
    }
  | { readonly kind: 'restart' | 'resume'; readonly process?: ProcessId }
  /** The network comes together again. */
  | { readonly kind: 'heal' }
  /** Time passes. */
  | { readonly kind: 'tick' };

/** The kinds of action that can be fair: whatever is not a fault. That something is repaired is none. */
export type FairKind = ActionClass['kind'];

/**
 * What a liveness property takes for granted: that some actions are not passed over for ever.
 *
 * It is meant for each process by itself: when an action of the class can be taken at a process, often
 * enough, then one of the class is taken at this process, again and again. Often enough is all the time
 * from some time on (`weak`), or again and again (`strong`).
 *
 * A class may be served by one of its actions at the cost of another: where a process is asked without
 * end, fair deliveries alone do not bring it the answer. Name the message, timer or stimulus then.
 *
 * Source: Lamport, "The temporal logic of actions", TOPLAS 16(3), 1994, §5 (WF and SF).
 */
export interface Fairness {
  readonly kind: 'weak' | 'strong';
  readonly of: ActionClass;
}

const fairKinds: readonly string[] = [
  'deliver',
  'timeout',
  'stimulus',
  'restart',
  'resume',
  'heal',
  'tick',
];

/**
 * What holds unless a property says otherwise: each process goes on receiving while messages wait for
 * it, its timers fire, and time does not stand still. What the environment does (stimuli, repairs) may stay
 * out for ever.
 */
export const defaultFairness: readonly Fairness[] = [
  weak('deliver'),
  weak('timeout'),
  weak('tick'),
];

/**
 * Takes for granted that actions are taken again and again which are enabled all the time from some
 * time on.
 *
 * @throws FaultlineError `FL303` for a fault: nobody can be sure that things fail.
 *
 * @example
 * eventually('everybody decides', decided, { fairness: [weak('deliver'), weak('timeout')] });
 */
export function weak(of: FairKind | ActionClass): Fairness {
  return { kind: 'weak', of: classOf(of) };
}

/**
 * Takes for granted that actions are taken again and again which are enabled again and again.
 *
 * @throws FaultlineError `FL303` for a fault: nobody can be sure that things fail.
 *
 * @example
 * strong({ kind: 'deliver', process: 'coordinator', message: 'voteYes' })
 */
export function strong(of: FairKind | ActionClass): Fairness {
  return { kind: 'strong', of: classOf(of) };
}

function classOf(of: FairKind | ActionClass): ActionClass {
  const given = typeof of === 'string' ? { kind: of } : of;
  if (fairKinds.includes(given.kind)) return given;
  throw new FaultlineError(
    'FL303',
    `A fairness is declared of the kind "${given.kind}".`,
    `name one of ${fairKinds.join(', ')}: a fault may always stay away.`,
  );
}
