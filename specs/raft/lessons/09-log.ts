import { lesson, violates } from '#faultline';
import type { roles } from '../roles.ts';

/** server1 leads term 1, and takes a command that nobody else hears of. */
const v1AtServer1 = [
  'timeout electionTimeout at server1',
  'deliver requestVote(term=1, lastLogIndex=0, lastLogTerm=0) server1 → server2',
  'deliver vote(term=1, voteGranted=true) server2 → server1',
  'stimulus clientRequest(command=v1) at server1',
];
/** server2 leads term 2 by the vote of server3, and takes a command that nobody else hears of. */
const v2AtServer2 = [
  'timeout electionTimeout at server2',
  'deliver requestVote(term=2, lastLogIndex=0, lastLogTerm=0) server2 → server3',
  'deliver vote(term=2, voteGranted=true) server3 → server2',
  'stimulus clientRequest(command=v2) at server2',
];

/**
 * What it takes that an entry is there for good.
 *
 * Source: Ongaro & Ousterhout 2014, figure 8.
 */
export const log = lesson<typeof roles>({
  id: 'committed-or-not',
  number: 9,
  title: 'Committed, or only stored',
  about:
    'An entry of the log that most servers have can still be overwritten: figure 8 of the paper.',
  size: 'tiny',
  stages: [
    {
      kind: 'do',
      say: 'Make server1 the leader, give it the command v1, and get it committed: its commitIndex becomes 1.',
      goal: ({ view }) => view.process('server1').context.commitIndex === 1,
      hints: [
        'First the election: electionTimeout at server1, one vote. Then server1 is given clientRequest.',
        'Deliver to server2 the appendEntries that has v1 in it, and the answer back.',
      ],
      because:
        'Two of three have v1, and the leader has taken it in its own term. So it is committed: whoever is elected later has it.',
      solution: [
        ...v1AtServer1,
        'deliver appendEntries(term=1, prevLogIndex=0, prevLogTerm=0, entries=[{"term":1,"command":"v1"}], leaderCommit=0) server1 → server2',
        'deliver appended(term=1, success=true, index=1) server2 → server1',
      ],
    },
    {
      kind: 'do',
      say: 'An entry that is not committed may go again. Have server1 take v1, then server2 take v2 in term 2, without either log being copied.',
      afresh: true,
      goal: ({ view }) =>
        view.process('server1').context.log[0]?.term === 1 &&
        view.process('server2').context.log[0]?.term === 2,
      hints: [
        'After server1 has v1, let the electionTimeout of server2 fire.',
        'server3 has an empty log, and votes for server2.',
      ],
      because: 'Two servers have different entries at index 1. Only one of them can stay.',
      solution: [...v1AtServer1, ...v2AtServer2],
    },
    {
      kind: 'do',
      say: 'Now let v2 overwrite v1 in the log of server1.',
      goal: ({ view }) => view.process('server1').context.log[0]?.term === 2,
      hints: ['Deliver to server1 the appendEntries of term 2 that has v2 in it.'],
      because:
        'Nobody was ever told that v1 was done, so nothing is lost that was promised. Its client has to ask again.',
      solution: [
        'deliver appendEntries(term=2, prevLogIndex=0, prevLogTerm=0, entries=[{"term":2,"command":"v2"}], leaderCommit=0) server2 → server1',
      ],
    },
    {
      kind: 'do',
      say: 'Figure 8: v1 is at server1, v2 at server2 again. A rule is broken now, so that a leader commits whatever most servers have. Make server1 the leader of term 3, and let it copy v1 to server3 and commit it.',
      mutate: 'figure-8',
      start: [...v1AtServer1, ...v2AtServer2],
      goal: ({ view }) =>
        view.process('server1').context.commitIndex === 1 &&
        view.process('server1').context.currentTerm === 3,
      hints: [
        'server1 still believes to lead term 1. Let it hear of term 2: deliver the requestVote of server2 to it.',
        'Let its electionTimeout fire, and get the vote of server3 in term 3.',
        'The first appendEntries to server3 is refused, as its log is empty. Deliver the refusal, then the one with v1, then the answer.',
      ],
      because: 'v1, of term 1, is at two of three servers, and server1 has told its client: done.',
      solution: [
        'deliver requestVote(term=2, lastLogIndex=0, lastLogTerm=0) server2 → server1',
        'timeout electionTimeout at server1',
        'deliver requestVote(term=3, lastLogIndex=1, lastLogTerm=1) server1 → server3',
        'deliver vote(term=3, voteGranted=true) server3 → server1',
        'deliver appendEntries(term=3, prevLogIndex=1, prevLogTerm=1, entries=[], leaderCommit=0) server1 → server3',
        'deliver appended(term=3, success=false, index=1) server3 → server1',
        'deliver appendEntries(term=3, prevLogIndex=0, prevLogTerm=0, entries=[{"term":1,"command":"v1"}], leaderCommit=0) server1 → server3',
        'deliver appended(term=3, success=true, index=1) server3 → server1',
      ],
    },
    {
      kind: 'ask',
      say: 'server2 has only v2, of term 2. Can it still be elected, although two of three have v1?',
      choices: [
        'No: they have an entry that it lacks',
        'Yes: its last entry has a higher term than theirs',
        'Yes, but only with the vote of a server that has an empty log',
      ],
      answer: 1,
      because:
        'A voter compares the last terms first. The last entry of server2 is of term 2, that of the others of term 1: they take its log for newer.',
    },
    {
      kind: 'do',
      aim: 'break',
      say: 'Do it: have server2 elected in term 4, without the entry that was said to be committed.',
      goal: violates('leaderCompleteness'),
      hints: [
        'server2 has to hear of term 3 first: deliver the requestVote of term 3 to it.',
        'Then its electionTimeout, its requestVote of term 4 to server1, and the vote.',
      ],
      because:
        'The new leader lacks a committed entry and will overwrite it, as v2 overwrote v1 before.',
      solution: [
        'deliver requestVote(term=3, lastLogIndex=1, lastLogTerm=1) server1 → server2',
        'timeout electionTimeout at server2',
        'deliver requestVote(term=4, lastLogIndex=1, lastLogTerm=2) server2 → server1',
        'deliver vote(term=4, voteGranted=true) server1 → server2',
      ],
    },
    {
      kind: 'ask',
      aim: 'repair',
      say: 'What does Raft do about it?',
      choices: [
        'An entry is committed when all servers have it',
        'A leader counts copies of entries of its own term only; older ones are committed along with one of these',
        'A voter compares the lengths of logs only',
      ],
      answer: 1,
      because:
        'An entry of term 3 at most servers would have kept server2 from being elected: its last term, 2, is lower. Waiting for all would stop with one crash; comparing lengths alone loses entries in another way.',
      claims: [{ property: 'leaderCompleteness', verdict: 'holds in bounds' }],
    },
  ],
});
