import { linkIn } from '../../trace/link/link.ts';
import type { Settings } from '../../trace/link/settings.ts';

/** A model in which the reader is to break, or to find, something by hand. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** What the reader is to do, and why it is worth it. */
  readonly say: string;
  readonly hint: string;
  /** Where it begins: a link, from `#` on. */
  readonly link: string;
  /** The property that is to be violated or, when it is one that something can be reached, reached. */
  readonly property: string;
  /** Said when it is done. */
  readonly moral: string;
}

/** What the network, the clock and the failures can do to protocols that people rely on. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'redlock-pause',
    title: 'Redlock: the client that stood still',
    say: 'Five minutes of garbage collection, a laptop that is closed: a client can stand still. Make two clients believe that they hold the lock at once.',
    hint: 'Let client1 get a majority, pause it, and let time pass until the keys have expired. Who sets them then?',
    link: '#redlock/-?q=pauses:1',
    property: 'mutualExclusion',
    moral:
      'A client that stands still does not notice that its time is over. No lock that expires can prevent this: the resource has to refuse late writes.',
  },
  {
    id: 'redlock-ttl',
    title: 'Redlock: the time of the key is over',
    say: 'Here a client that holds the lock never looks at its clock. Let the key expire under it, and give the lock to the other.',
    hint: 'Each tick brings the keys closer to their end. Messages may take a tick.',
    link: '#redlock/-?m=ignore-validity',
    property: 'mutualExclusion',
    moral:
      'The lifetime of the key counts from when it was asked for, and its holder must stop before it is over.',
  },
  {
    id: 'fencing',
    title: 'A lock without a fence',
    say: 'The resource takes every write. Let a client stand still between its last look at the clock and its write, and let the write come after those of the next holder.',
    hint: 'Pause the holder just before it writes; let the key expire; let the other client write first.',
    link: '#redis-lock/-?m=no-fence-under-pause',
    property: 'fencingSafety',
    moral:
      'With fencing tokens the resource refuses what is older than what it has seen. Choose "none: as it should be" and try again.',
  },
  {
    id: 'blocking',
    title: 'Two-phase commit: nobody may decide',
    say: 'Let every participant vote yes, and then leave all of them waiting, with nobody who could tell them what was decided.',
    hint: 'The coordinator can crash once. When does that hurt most?',
    link: '#two-phase-commit/tiny',
    property: 'canBlock',
    moral:
      'Who has voted yes may neither commit nor abort alone. This window is what two-phase commit is criticised for.',
  },
  {
    id: 'partition',
    title: 'Three-phase commit: two truths',
    say: 'Three-phase commit never blocks, because whoever does not answer is taken for dead. Cut the network, and let the two sides decide differently.',
    hint: 'One participant has to have the preCommit before the cut, and the other not.',
    link: '#three-phase-commit/partitioned',
    property: 'agreement',
    moral: 'A network that falls apart looks like a crash from both sides, and each goes on alone.',
  },
  {
    id: 'figure-8',
    title: 'Raft: figure 8',
    say: 'Here a leader commits an entry of an older term as soon as most servers have it. Let a committed entry be lost, as in figure 8 of the paper.',
    hint: 'server1 leads, loses its place to server2, leads again and commits; then server2 comes back with a newer last term.',
    link: '#raft/-?m=figure-8',
    property: 'leaderCompleteness',
    moral:
      'That most servers have an old entry is not enough: only an entry of the own term, committed after it, makes it safe.',
  },
  {
    id: 'split-vote',
    title: 'Raft: the vote that is split',
    say: 'Two servers stand for election at once, and each message is received once. Let no leader be elected, for ever: then let the checker say whether that counts.',
    hint: 'Let both timers fire before any vote is asked for. Then check every state, and look at elects.',
    link: '#raft/-?q=once:true,terms:1,candidates:2',
    property: 'elects',
    moral:
      'Votes that are split elect nobody. That is why the timeouts of Raft are random: it is a matter of luck, not of logic.',
  },
  {
    id: 'lost-vote',
    title: 'Raft: the vote that was forgotten',
    say: 'Here a server that restarts has forgotten for whom it has voted. Get two leaders in one term.',
    hint: 'Both servers stand for election. The third votes, crashes, comes back, and is asked again.',
    link: '#raft/-?m=vote-not-persisted',
    property: 'electionSafety',
    moral: 'A vote has to be on the disk before it is sent.',
  },
];

/** The scenario of which a model is; undefined for all other models. */
export function scenarioOf(settings: Settings): Scenario | undefined {
  const wanted = textOf(settings);
  return scenarios.find(({ link }) => textOf(linkIn(link)?.settings) === wanted);
}

function textOf(settings: Settings | undefined): string {
  if (settings === undefined) return '';
  const { spec, size, mutation, parameters, budgets } = settings;
  const sorted = (values: object) => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    spec,
    size ?? null,
    mutation ?? null,
    sorted(parameters),
    sorted(budgets),
  ]);
}
