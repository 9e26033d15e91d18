import { rules } from './rules.ts';
import { startOf } from './state.ts';

/**
 * A server of Raft: follower, candidate or leader; and before it is a candidate again, where it asks first
 * whether it would be elected, a pre-candidate.
 *
 * Source: Ongaro & Ousterhout 2014, figures 2, 4 and 13; Ongaro 2014, §9.6.
 * Differs: `appended` says which index it is about, since answers come late and twice; an
 * `appendEntries` has one entry at most; a vote that is refused within the term is not answered, nor is a
 * pre-vote; this has the term in which a leader is missed, and not the next one; a snapshot comes in one
 * message, and is answered as entries are.
 */
export const server = rules.createMachine({
  id: 'server',
  context: ({ input }) => startOf(input),
  initial: 'follower',
  // Whoever hears of a newer term becomes a follower in it, and takes a request again as such.
  on: {
    requestVote: [
      { guard: 'isNewer', target: '.follower', actions: ['adoptTerm', 'takeAgain'] },
      { guard: 'mayVote', actions: ['vote', { type: 'answerVote', params: true }] },
      { guard: 'isStale', actions: { type: 'answerVote', params: false } },
    ],
    appendEntries: [
      { guard: 'isNewer', target: '.follower', actions: ['adoptTerm', 'takeAgain'] },
      { guard: 'isStale', actions: 'refuseAppend' },
      // There is one leader of its term: a candidate has lost to it.
      {
        guard: 'agrees',
        target: '.follower',
        actions: ['append', 'followCommit', 'answerAppended'],
      },
      { guard: 'isCurrent', target: '.follower', actions: 'refuseAppend' },
    ],
    installSnapshot: [
      { guard: 'isNewer', target: '.follower', actions: ['adoptTerm', 'takeAgain'] },
      { guard: 'isStale', actions: 'refuseAppend' },
      { guard: 'isCurrent', target: '.follower', actions: ['install', 'answerInstalled'] },
    ],
    takeSnapshot: { guard: 'mayCompact', actions: 'takeSnapshot' },
    preVote: { guard: 'isNewer', target: '.follower', actions: 'adoptTerm' },
    vote: { guard: 'isNewer', target: '.follower', actions: 'adoptTerm' },
    appended: { guard: 'isNewer', target: '.follower', actions: 'adoptTerm' },
  },
  states: {
    follower: {
      entry: 'leaveOffice',
      after: {
        electionTimeout: [
          { guard: 'asksFirst', target: 'preCandidate' },
          { target: 'candidate', actions: ['stand', 'requestVotes'] },
        ],
      },
    },
    preCandidate: {
      entry: ['doubt', 'observeDoubt', 'requestPreVotes'],
      on: {
        // It changes nothing of its own for the sake of a server that may not be elected.
        preVote: { guard: 'mayPreVote', actions: 'answerPreVote' },
        preVoted: { guard: 'isCurrent', actions: 'noteVote' },
      },
      always: {
        guard: 'isElected',
        target: 'candidate',
        actions: ['stand', 'observeStand', 'requestVotes'],
      },
      after: { retry: { actions: 'requestPreVotes', reenter: true } },
    },
    candidate: {
      on: { vote: { guard: 'isVote', actions: 'noteVote' } },
      always: {
        guard: 'isElected',
        target: 'leader',
        actions: ['takeOffice', 'observeElected', 'replicate'],
      },
      after: {
        electionTimeout: [
          { guard: 'asksFirst', target: 'preCandidate' },
          { target: 'candidate', reenter: true, actions: ['stand', 'requestVotes'] },
        ],
        retry: { target: 'candidate', reenter: true, actions: 'requestVotes' },
      },
    },
    leader: {
      on: {
        clientRequest: { actions: ['takeCommand', 'replicate'] },
        changeMember: { guard: 'mayChange', actions: ['takeChange', 'replicate'] },
        appended: [
          { guard: 'hasAppended', actions: ['noteMatch', 'replicateRest'] },
          { guard: 'hasRefused', actions: ['goBack', 'replicateRest'] },
        ],
      },
      always: { guard: 'canCommit', actions: ['commit', 'observeApplied', 'replicate'] },
      after: { heartbeat: { target: 'leader', reenter: true, actions: 'replicate' } },
    },
  },
});
