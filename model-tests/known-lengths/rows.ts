import type { KnownAbsence, KnownLength } from './row.ts';

const majorityUnseen = 'seeing a majority is part of the step that brings it (2 clients)';

/** What every checker should find in these protocols, the cheapest first. */
export const knownLengths: readonly KnownLength[] = [
  {
    ...{ spec: 'vector-clocks', mutation: 'merge-without-increment' },
    ...{ property: 'clockCondition', steps: 2, elsewhere: 2 },
  },
  {
    ...{ spec: 'zookeeper-lock', mutation: 'no-guid' },
    ...{ property: 'neverWaitsForItself', steps: 10, elsewhere: 4 },
    why: {
      'a client begins in a step of its own': 1,
      'it notices in a step of its own that it is cut off': 1,
      'answers are steps: two of create, one of connect, one of getChildren': 4,
    },
  },
  {
    ...{ spec: 'two-phase-commit', isSlow: true },
    ...{ property: 'canBlock', steps: 6, elsewhere: 4 },
    choices: { parameters: { participants: 2, crashes: 1, cooperative: true } },
    why: { 'a participant is asked in one step, and votes in another (2 participants)': 2 },
  },
  {
    ...{ spec: 'two-phase-commit', mutation: 'count-duplicates' },
    ...{ property: 'commitValidity', steps: 5, elsewhere: 4 },
    why: { 'a participant is asked in one step, and votes in another': 1 },
  },
  {
    ...{ spec: 'saga', mutation: 'skip-unknown' },
    ...{ property: 'sagaAtomicity', steps: 3, elsewhere: 4 },
    why: { 'aborting is part of the step that leads to it': -1 },
  },
  {
    ...{ spec: 'lamport-clocks', mutation: 'no-ack-wait' },
    ...{ property: 'mutex', steps: 2, elsewhere: 4 },
    why: { 'entering is part of the step that allows it (2 processes)': -2 },
  },
  {
    ...{ spec: 'zookeeper-configuration', mutation: 'read-then-watch' },
    ...{ property: 'quiescentFresh', steps: 6, elsewhere: 3 },
    why: {
      'the writer sends in a step of its own': 1,
      'answers are steps: one of getData, one of exists': 2,
    },
  },
  {
    ...{ spec: 'etcd-watch', mutation: 'resume-at-now' },
    ...{ property: 'reliable', steps: 7, elsewhere: 3 },
    why: {
      'a watcher reads before it watches: the request and its answer': 2,
      'requests are steps of their own: one to write, one of the first watch': 2,
    },
  },
  {
    ...{ spec: 'etcd-lock', mutation: 'unlock-by-name' },
    ...{ property: 'exclusion', steps: 14, elsewhere: 8 },
    why: {
      'requests are steps of their own: three to lock, one to unlock': 4,
      'a client asks once more in a step of its own': 1,
      'the answer to unlock is a step': 1,
    },
  },
  {
    ...{ spec: 'etcd-lock', mutation: 'no-recheck', isSlow: true },
    ...{ property: 'exclusion', steps: 14, elsewhere: 9 },
    why: {
      'requests are steps of their own: three to lock, one to unlock': 4,
      'a client looks for older keys: the request and its answer, not one step': 1,
    },
  },
  {
    ...{ spec: 'leader-lease', property: 'singleLeader' },
    ...{ choices: { parameters: { pauses: 1 } }, steps: 12, elsewhere: 5 },
    why: {
      'to get the lease is three steps: to stand, the request and its answer (2 candidates)': 4,
      'a lease lives 4 ticks, not 2': 2,
      'a lease runs out in a step of its own': 1,
    },
  },
  {
    ...{ spec: 'leader-lease', mutation: 'ignores-deadline' },
    ...{ property: 'singleLeader', steps: 12, elsewhere: 4 },
    why: {
      'to get the lease is three steps: to stand, the request and its answer (2 candidates)': 4,
      'a lease lives 4 ticks, not 2': 2,
      'a lease runs out in a step of its own, and so does the alarm that is not heard': 2,
    },
  },
  {
    ...{ spec: 'leader-lease', mutation: 'clock-lag-no-margin' },
    ...{ property: 'singleLeader', steps: 11, elsewhere: 5 },
    why: {
      'to get the lease is three steps: to stand, the request and its answer (2 candidates)': 4,
      'a lease lives 4 ticks, of which the drift takes one': 1,
      'a lease runs out in a step of its own': 1,
    },
  },
  {
    ...{ spec: 'leader-lease', mutation: 'no-fence' },
    ...{ property: 'fencingSafety', steps: 16, elsewhere: 9 },
    why: {
      'to get the lease is three steps: to stand, the request and its answer (2 candidates)': 4,
      'a lease lives 4 ticks, not 2': 2,
      'a lease runs out in a step of its own': 1,
    },
  },
  {
    ...{ spec: 'leader-lease', mutation: 'epoch-not-incremented' },
    ...{ property: 'epochUnique', steps: 12, elsewhere: 4 },
    why: {
      'to get the lease is three steps: to stand, the request and its answer (2 candidates)': 4,
      'a lease lives 4 ticks, not 2': 2,
      'a lease runs out in a step of its own, and a leader steps down': 2,
    },
  },
  {
    ...{ spec: 'two-phase-commit', mutation: 'unilateral-abort-after-yes' },
    ...{ property: 'agreement', steps: 8, elsewhere: 6 },
    choices: { parameters: { participants: 2 } },
    why: { 'a participant is asked in one step, and votes in another (2 participants)': 2 },
  },
  {
    ...{ spec: 'saga', mutation: 'no-tombstone' },
    ...{ property: 'sagaAtomicity', steps: 5, elsewhere: 7 },
    why: {
      'a compensation is sent in the step in which the orchestrator gives up': -1,
      'aborting is part of the step that leads to it': -1,
    },
  },
  {
    ...{ spec: 'zookeeper-lock', mutation: 'no-recheck', isSlow: true },
    ...{ property: 'mutualExclusion', steps: 17, elsewhere: 8 },
    why: {
      'a client begins in a step of its own (3 clients)': 3,
      'it crashes before its session ends': 1,
      'answers are steps: two of create, two of getChildren, one of exists': 5,
    },
  },
  {
    ...{ spec: 'redis-lock', mutation: 'del-without-token' },
    ...{ property: 'ownerOnlyRelease', steps: 5, elsewhere: 8 },
    why: {
      'a client that has waited in vain deletes, too': 1,
      'so nobody has to get the lock, release it, lose it to time and let another have it': -4,
    },
  },
  {
    ...{ spec: 'three-phase-commit', mutation: 'partition' },
    ...{ property: 'agreement', steps: 7, elsewhere: 9 },
    why: {
      'canCommit and preCommit leave in the step that decides on them': -2,
      'a backup decides in the step in which it has all answers': -1,
      'a participant is asked in one step, and votes in another': 1,
    },
  },
  {
    ...{ spec: 'redlock', mutation: 'restart-no-persistence', isSlow: true },
    ...{ property: 'mutualExclusion', steps: 14, elsewhere: 9 },
    why: {
      'answers are steps (4 of them yes)': 4,
      'nodes are asked in order, and one refuses': 2,
      'a crash and the restart are two steps': 1,
      [majorityUnseen]: -2,
    },
  },
  {
    ...{ spec: 'redlock', mutation: 'no-elapsed-check', isSlow: true },
    ...{ property: 'mutualExclusion', steps: 15, elsewhere: 10 },
    why: {
      'answers are steps (4 of them)': 4,
      'a key expires in a step of its own (2 nodes)': 2,
      'a key lives 3 ticks, not 2': 1,
      [majorityUnseen]: -2,
    },
  },
  {
    ...{ spec: 'redlock', isSlow: true },
    ...{ property: 'mutualExclusion', steps: 16, elsewhere: 11 },
    choices: { parameters: { pauses: 1 } },
    why: {
      'answers are steps (4 of them)': 4,
      'a key expires in a step of its own (2 nodes)': 2,
      'a key lives 3 ticks, not 2': 1,
      [majorityUnseen]: -2,
    },
  },
  {
    ...{ spec: 'three-phase-commit', mutation: 'naive-timeouts' },
    ...{ property: 'agreement', steps: 10, elsewhere: 12 },
    why: {
      'canCommit and preCommit leave in the step that decides on them (2 and 1)': -3,
      'a crash is part of the step that it cuts': -1,
      'a participant is asked in one step, and votes in another (2 participants)': 2,
    },
  },
  {
    ...{ spec: 'redis-lock', mutation: 'async-write' },
    ...{ property: 'fencingSafety', steps: 12, elsewhere: 12 },
  },
  {
    ...{ spec: 'three-phase-commit', mutation: 'tr4-skip-precommit' },
    ...{ property: 'agreement', steps: 13, elsewhere: 17 },
    why: {
      'canCommit, preCommit and stateRequest leave in the step that decides on them (2, 1, 1)': -4,
      'a crash is part of the step that it cuts (2 crashes)': -2,
      'a participant is asked in one step, and votes in another (2 participants)': 2,
    },
  },
  {
    ...{ spec: 'raft', mutation: 'vote-twice' },
    ...{ property: 'electionSafety', steps: 6, elsewhere: 6 },
    why: {
      'a request and its answer are two steps (2 votes)': 2,
      'becoming leader is part of the last answer (2 leaders)': -2,
    },
  },
  {
    ...{ spec: 'raft', mutation: 'vote-not-persisted' },
    ...{ property: 'electionSafety', steps: 8, elsewhere: 7 },
    why: {
      'a request and its answer are two steps (2 votes)': 2,
      'becoming leader is part of the last answer (2 leaders)': -2,
      'a crash and the restart are two steps': 1,
    },
  },
  {
    ...{ spec: 'raft', mutation: 'no-up-to-date-check' },
    ...{ property: 'leaderCompleteness', steps: 9, elsewhere: 9 },
    why: {
      'a request and its answer are two steps (2 votes, 1 entry)': 3,
      'becoming leader, and committing, is part of the last answer (2 leaders, 1 entry)': -3,
    },
  },
  {
    ...{ spec: 'raft', mutation: 'up-to-date-by-length', isSlow: true },
    ...{ property: 'leaderCompleteness', steps: 14, elsewhere: 14 },
    why: {
      'a request and its answer are two steps (3 votes, 1 entry)': 4,
      'becoming leader, and committing, is part of the last answer (3 leaders, 1 entry)': -4,
    },
  },
  {
    ...{ spec: 'raft', mutation: 'figure-8', foundIn: 'model-tests/raft.long.test.ts' },
    ...{ property: 'leaderCompleteness', steps: 20, elsewhere: 18 },
    why: {
      'a request and its answer are two steps (4 votes, 1 entry)': 5,
      'a new leader asks first whether the log is empty, and is told no': 2,
      'becoming leader, and committing, is part of the last answer (4 leaders, 1 entry)': -5,
    },
  },
  {
    ...{ spec: 'raft', mutation: 'single-server-2015', foundIn: 'model-tests/raft.long.test.ts' },
    ...{ property: 'leaderCompleteness', steps: 18, elsewhere: 16 },
    why: {
      'a request and its answer are two steps (5 votes, 1 entry)': 6,
      'becoming leader, and committing, is part of the last answer (3 leaders, 1 entry)': -4,
    },
  },
  {
    ...{ spec: 'paxos', mutation: 'no-adopt' },
    ...{ property: 'agreement', steps: 14, elsewhere: 20 },
    why: {
      'a proposal leaves in the step in which its quorum is complete (2 proposals)': -2,
      'a value is chosen when it is accepted, and need not be learned (2 values, 2 messages each)':
        -4,
    },
  },
  {
    ...{ spec: 'paxos', mutation: 'volatile-promise', isSlow: true },
    ...{ property: 'agreement', steps: 16, elsewhere: 21 },
    why: {
      'a proposal leaves in the step in which its quorum is complete (2 proposals)': -2,
      'a value is chosen when it is accepted, and need not be learned (2 values, 2 messages each)':
        -4,
      'a crash and the restart are two steps': 1,
    },
  },
  {
    ...{ spec: 'paxos', mutation: 'adopt-lowest', isSlow: true },
    ...{ property: 'agreement', steps: 20, elsewhere: 17 },
    why: {
      'promises are received one by one (2 in each of 3 ballots)': 6,
      'a proposal leaves in the step in which its quorum is complete (3 proposals)': -3,
    },
  },
];

/** What no checker may find. */
export const knownAbsences: readonly KnownAbsence[] = [
  {
    ...{ spec: 'zookeeper-lock', mutation: 'watch-lowest', isSlow: true },
    because: 'who is woken too early asks again: it costs messages, and no safety',
    hold: ['mutualExclusion', 'fencingSafety', 'exclusionInSessions', 'noLostWakeup'],
  },
  {
    ...{ spec: 'redlock', mutation: 'del-without-token' },
    choices: { parameters: { clients: 2, attempts: 1 } },
    because: 'it takes somebody who gets the lock after the wrong one is deleted',
    hold: ['mutualExclusion'],
  },
  {
    ...{ spec: 'zookeeper-lock', mutation: 'no-recheck' },
    choices: { parameters: { clients: 2 } },
    because: 'the one before is the only one there is',
    hold: ['mutualExclusion'],
  },
  {
    ...{ spec: 'three-phase-commit', mutation: 'ack-any' },
    choices: { network: { loss: { max: 0 } } },
    because: 'what a crashed process has sent still arrives, before anybody gives it up',
    hold: ['agreement'],
  },
  {
    ...{ spec: 'three-phase-commit', mutation: 'naive-timeouts' },
    choices: { faults: { crash: { cutsBroadcast: false } } },
    because: 'all have a message, or nobody has it',
    hold: ['agreement'],
  },
  {
    ...{ spec: 'paxos', mutation: 'adopt-lowest', isSlow: true },
    choices: { parameters: { ballots: 2 } },
    because: 'a proposer sees two different values in the third ballot at the earliest',
    hold: ['agreement'],
  },
];
