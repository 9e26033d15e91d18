import { lesson, violates, type ViewOf } from '#faultline';
import type { roles } from '../roles.ts';

/** How a leader is elected, what a split vote is, and why an old leader does no harm. */
export const election = lesson<typeof roles>({
  id: 'two-candidates',
  number: 8,
  title: 'Two candidates, no leader',
  about:
    'Elect a leader, split the vote, have two leaders at once, and find out when that is wrong.',
  size: 'tiny',
  stages: [
    {
      kind: 'do',
      say: 'A server that hears of no leader stands for election in a new term. Make server1 the leader of term 1.',
      goal: ({ view }) => view.process('server1').matches('leader'),
      hints: [
        'Let the timer electionTimeout of server1 fire: it votes for itself and asks the others.',
        'It needs 2 votes of 3. Deliver one requestVote, and the vote that comes back.',
      ],
      because: 'Two of three is a majority. The third server has not heard of any of this.',
      solution: [
        'timeout electionTimeout at server1',
        'deliver requestVote(term=1, lastLogIndex=0, lastLogTerm=0) server1 → server2',
        'deliver vote(term=1, voteGranted=true) server2 → server1',
      ],
    },
    {
      kind: 'do',
      say: 'Now split the vote: have two candidates in term 1 at once.',
      afresh: true,
      goal: ({ view }) => candidatesIn(view, 1) === 2,
      hints: [
        'server2 must not hear of server1 before it stands for election itself.',
        'Let the timers electionTimeout of server1 and of server2 fire.',
      ],
      because: 'Each has one vote, its own. All depends on server3.',
      solution: ['timeout electionTimeout at server1', 'timeout electionTimeout at server2'],
    },
    {
      kind: 'ask',
      say: 'Both ask server3. Can it vote for both?',
      choices: ['Yes', 'No: a server votes once in a term', 'Yes, if it crashes in between'],
      answer: 1,
      because:
        'It writes down for whom it has voted before it answers, and finds that again after a crash. Where it forgets, two leaders in one term come of it, after 8 steps.',
      claims: [
        {
          ...{ property: 'electionSafety', verdict: 'violated', steps: 8 },
          ...{ size: 'small', mutation: 'vote-not-persisted' },
        },
      ],
    },
    {
      kind: 'do',
      say: 'server3 hears of neither in time: nobody is elected in term 1. Resolve it: make server1 the leader of term 2.',
      goal: ({ view }) =>
        view.process('server1').matches('leader') &&
        view.process('server1').context.currentTerm === 2,
      hints: [
        'A candidate that waits in vain stands again, in the next term: its electionTimeout fires.',
        'In the new term everybody has a new vote. Ask server3 for it, with term=2.',
      ],
      because:
        'In practice the timers are random, so that most often one server is first and the vote is not split again.',
      solution: [
        'timeout electionTimeout at server1',
        'deliver requestVote(term=2, lastLogIndex=0, lastLogTerm=0) server1 → server3',
        'deliver vote(term=2, voteGranted=true) server3 → server1',
      ],
    },
    {
      kind: 'do',
      say: 'A leader does not know when it has been replaced. Make two leaders at once, of different terms.',
      afresh: true,
      goal: ({ view }) =>
        view.all('server').filter((server) => server.matches('leader')).length === 2,
      hints: [
        'Make server1 the leader of term 1, with the vote of server2.',
        'Then server2 stands for election: it asks in term 2. Let server3 vote for it, and server1 hear nothing.',
      ],
      because: 'server1 is a stale leader. It will know better with the first message of term 2.',
      solution: [
        'timeout electionTimeout at server1',
        'deliver requestVote(term=1, lastLogIndex=0, lastLogTerm=0) server1 → server2',
        'deliver vote(term=1, voteGranted=true) server2 → server1',
        'timeout electionTimeout at server2',
        'deliver requestVote(term=2, lastLogIndex=0, lastLogTerm=0) server2 → server3',
        'deliver vote(term=2, voteGranted=true) server3 → server2',
      ],
    },
    {
      kind: 'ask',
      aim: 'judge',
      say: 'There are two leaders on the screen. Is "at most one leader is elected in a term" violated? And can server1 still commit anything?',
      choices: ['Violated, and it can', 'Not violated, and it can', 'Not violated, and it cannot'],
      answer: 2,
      because:
        'The terms differ. To commit, server1 needs another server that accepts term 1, and the two others have voted in term 2: they refuse.',
      claims: [
        { property: 'electionSafety', verdict: 'violated', mutation: 'vote-twice', steps: 6 },
      ],
    },
    {
      kind: 'do',
      aim: 'break',
      say: 'A rule is broken now: a server votes for whoever asks. Make two leaders of the same term.',
      mutate: 'vote-twice',
      goal: violates('electionSafety'),
      hints: [
        'Have two candidates in term 1 first.',
        'Then one server can give its vote to both: server3, or each of the two to the other.',
      ],
      because:
        'Two leaders of one term could put different entries at the same place of the log. All the rest of Raft stands on one vote in a term.',
      solution: [
        'timeout electionTimeout at server1',
        'timeout electionTimeout at server2',
        'deliver requestVote(term=1, lastLogIndex=0, lastLogTerm=0) server1 → server3',
        'deliver requestVote(term=1, lastLogIndex=0, lastLogTerm=0) server2 → server3',
        'deliver vote(term=1, voteGranted=true) server3 → server1',
        'deliver vote(term=1, voteGranted=true) server3 → server2',
      ],
    },
  ],
});

function candidatesIn(view: ViewOf<typeof roles>, term: number): number {
  return view
    .all('server')
    .filter((server) => server.matches('candidate') && server.context.currentTerm === term).length;
}
