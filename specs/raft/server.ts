import { rules } from './rules.ts';
import { startOf } from './state.ts';

/**
 * A server of Raft: follower, candidate or leader.
 *
 * Source: Ongaro & Ousterhout 2014, figures 2, 4 and 13.
 * Differs: `appended` says which index it is about, since answers come late and twice; an
 * `appendEntries` has one entry at most; a vote that is refused within the term is not answered;
 * a snapshot comes in one message, and is answered as entries are.
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
    vote: { guard: 'isNewer', target: '.follower', actions: 'adoptTerm' },
    appended: { guard: 'isNewer', target: '.follower', actions: 'adoptTerm' },
  },
  states: {
    follower: {
      entry: 'leaveOffice',
      after: { electionTimeout: { target: 'candidate', actions: ['stand', 'requestVotes'] } },
    },
    candidate: {
      on: { vote: { guard: 'isVote', actions: 'noteVote' } },
      always: {
        guard: 'isElected',
        target: 'leader',
        actions: ['takeOffice', 'observeElected', 'replicate'],
      },
      after: {
        electionTimeout: { target: 'candidate', reenter: true, actions: ['stand', 'requestVotes'] },
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
