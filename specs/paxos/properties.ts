import { propertiesFor, weak, type ViewOf } from '#faultline';
import { chosenLog, valueNames } from '../consensus/chosen-log.ts';
import { consensus } from '../consensus/spec.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, reachable, refines, deadlockFree, leadsTo } = propertiesFor<typeof roles>();

/**
 * What Paxos may count on: whatever can be received all the time is. That goes for each kind of message by
 * itself, since what is sent stays there, and one message could be received again and again for ever.
 */
const fair = (['prepare', 'promise', 'accept', 'accepted'] as const).map((message) =>
  weak({ kind: 'deliver', message }),
);

/**
 * What Paxos promises, and what it can come to.
 *
 * That at most one value is chosen is a monitor, `agreement`: acceptors remember their last vote only.
 */
export const properties = {
  validity: invariant(
    'a value that is chosen was proposed',
    (view) =>
      chosenIn(view).every((value) =>
        view
          .all('proposer')
          .some((proposer) => proposer.context.value === value && proposer.context.ballot > 0),
      ),
    { source: 'Lamport 2001, §2.1' },
  ),

  learnsChosen: invariant(
    'a learner learns only what is chosen',
    (view) => {
      const chosen = chosenIn(view);
      return view
        .all('learner')
        .every(({ context }) => context.learned.every((value) => chosen.includes(value)));
    },
    { source: 'Lamport 2001, §2.1' },
  ),

  learnsOnce: invariant(
    'no learner learns two values, and no two learners different ones',
    (view) => learnedIn(view).length <= 1,
    { source: 'Lamport 2001, §2.1' },
  ),

  refinesConsensus: refines(
    'it does what consensus does, or nothing',
    consensus,
    (view) => chosenLog(1, () => chosenIn(view)),
    {
      parameters: ({ proposers }) => ({ slots: 1, values: proposers }),
      source: 'Lamport, Voting.tla, theorem Spec => C!Spec',
    },
  ),

  progress: deadlockFree(
    'nothing is left to happen only when a value is learned, or no ballot is left to try',
    {
      ends: (view) => everybodyHasLearned(view) || view.all('proposer').every(hasNoBallotLeft),
    },
  ),

  // The distinguished proposer is the one with the highest ballot of all. Nothing but a crash can stop it.
  termination: leadsTo(
    'whoever tries the highest ballot of all has its value learned, unless it crashes before',
    {
      whenever: (view) => someTriesHighest(view),
      eventually: (view) => everybodyHasLearned(view) || !someTriesHighest(view),
    },
    {
      source: 'Lamport 2001, §2.4',
      fairness: [...fair, weak('restart')],
    },
  ),

  canLearn: reachable('a value is learned', (view) => everybodyHasLearned(view)),

  canAdopt: reachable(
    'a proposer proposes the value of another, in place of its own',
    (view) =>
      view.all('proposer').some((proposer) => {
        const { adopted, value } = proposer.context;
        return proposer.matches('proposing') && adopted !== null && adopted.value !== value;
      }),
    { source: 'Lamport 2001, §2.2' },
  ),

  canSplit: reachable('two acceptors have accepted different values', (view) => {
    const accepted = view.all('acceptor').flatMap(({ context }) => context.accepted?.value ?? []);
    return new Set(accepted).size > 1;
  }),

  // Each but the last had the promises that it needed, and proposed. It goes on while there are ballots.
  canDuel: reachable(
    'proposers overtake one another until no ballot is left, and nobody has accepted anything',
    (view) =>
      view.all('proposer').every(hasNoBallotLeft) &&
      view
        .all('proposer')
        .every(
          (proposer) =>
            proposer.matches('proposing') || proposer.context.ballot === view.parameters.ballots,
        ) &&
      view
        .all('acceptor')
        .every(
          ({ context: { promised, accepted } }) =>
            promised === view.parameters.ballots && accepted === null,
        ),
    { source: 'Lamport 2001, §2.4' },
  ),

  canRecover: reachable(
    'a value is learned after a crash, and everybody is up',
    (view) =>
      view.faults.crashes > 0 &&
      view.processes.every(({ alive }) => alive) &&
      everybodyHasLearned(view),
  ),
};

/** What of a proposer says how far it has come. */
interface Tried {
  readonly ballots: readonly number[];
  readonly ballot: number;
}

/** The values that are chosen, as the monitor has seen it. */
function chosenIn(view: View): readonly string[] {
  const values = valueNames(view.parameters.proposers);
  const election = view.monitor('agreement');
  return election.matches('contested') ? values : values.filter((value) => election.matches(value));
}

function learnedIn(view: View): readonly string[] {
  return [...new Set(view.all('learner').flatMap(({ context }) => context.learned))];
}

function everybodyHasLearned(view: View): boolean {
  return view.all('learner').every(({ context }) => context.learned.length > 0);
}

function hasNoBallotLeft({ context: { ballots, ballot } }: { readonly context: Tried }): boolean {
  return ballot === (ballots.at(-1) ?? 0);
}

function someTriesHighest(view: View): boolean {
  return view
    .all('proposer')
    .some(
      (proposer) =>
        proposer.context.ballot === view.parameters.ballots &&
        (proposer.matches('preparing') || proposer.matches('proposing')),
    );
}
