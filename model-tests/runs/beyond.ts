import type { RunsOptions } from '../../src/testing/index.ts';

/** Runs of a spec that is too large to check, and a mutation that they have to catch there. */
export interface Beyond extends Pick<RunsOptions, 'runs' | 'faultWeight'> {
  /** None less than in the size `large`, or the largest that there is, and one of them more. */
  readonly parameters: Readonly<Record<string, number | boolean>>;
  readonly mutation: string;
  /** The shrunk trace has no more steps. */
  readonly stepsMost: number;
}

/** By the id of the protocol. */
export const beyond: Readonly<Record<string, Beyond>> = {
  'causal-broadcast': {
    parameters: { processes: 4, broadcasts: 3, duplicates: 1 },
    ...{ mutation: 'sender-order-only', stepsMost: 8 },
  },
  'etcd-watch': {
    parameters: { watchers: 3, writes: 6, disconnects: 2, compactions: 2, bookmarks: 1 },
    ...{ mutation: 'resume-at-now', stepsMost: 14 },
  },
  'etcd-lock': {
    parameters: { clients: 4, rounds: 2, expiries: 2, writes: true },
    ...{ mutation: 'wait-first-only', stepsMost: 40 },
  },
  'etcd-election': {
    parameters: { candidates: 4, rounds: 2, expiries: 2, retries: 1, observes: true },
    ...{ mutation: 'no-wait', stepsMost: 8 },
  },
  'lamport-clocks': {
    parameters: { processes: 4, rounds: 4 },
    ...{ mutation: 'release-before-exit', stepsMost: 20, runs: 20 },
  },
  'ping-pong': {
    parameters: { pongers: 4, rounds: 3, tries: 3, losses: 3, crashes: 2 },
    ...{ mutation: 'first-pong-wins', stepsMost: 6 },
  },
  microservices: {
    parameters: { workers: 4, services: 3, fences: 3, crashes: 2 },
    ...{ mutation: 'gives-up-before-logged', stepsMost: 22 },
  },
  'leader-lease': {
    parameters: { candidates: 4, terms: 2, writes: true, pauses: 1, crashes: 1 },
    ...{ mutation: 'epoch-not-incremented', stepsMost: 16 },
  },
  'redis-lock': {
    parameters: { clients: 4, attempts: 3, pauses: 2, crashes: 2 },
    ...{ mutation: 'async-write', stepsMost: 16 },
  },
  'atomic-commit': {
    parameters: { participants: 9 },
    ...{ mutation: 'chooses-again', stepsMost: 4, runs: 20 },
  },
  'database-transaction': {
    parameters: { transactions: 3, shards: 3, leaderChanges: 3 },
    ...{ mutation: 'recover-by-absence', stepsMost: 30, faultWeight: 0.1 },
  },
  'replicated-group': {
    parameters: { entries: 3, values: 4 },
    ...{ mutation: 'replicates-again', stepsMost: 6, runs: 20 },
  },
  redlock: {
    parameters: { nodes: 5, clients: 3, attempts: 2, delay: 1, pauses: 1, crashes: 1 },
    ...{ mutation: 'no-elapsed-check', stepsMost: 30 },
  },
  saga: {
    parameters: { services: 5, sagas: 3, crashes: 3 },
    ...{ mutation: 'forward-order', stepsMost: 12 },
  },
  'replicated-service': {
    parameters: { replicas: 5, candidates: 2, epochs: 3, entries: 2, crashes: 1 },
    ...{ mutation: 'steps-down-early', stepsMost: 20 },
  },
  'three-phase-commit': {
    parameters: { participants: 5, crashes: 3 },
    ...{ mutation: 'naive-timeouts', stepsMost: 25, faultWeight: 0.1 },
  },
  'two-phase-commit': {
    parameters: { participants: 6, crashes: 2, cooperative: true },
    ...{ mutation: 'unilateral-abort-after-yes', stepsMost: 25, faultWeight: 0.1 },
  },
  'two-phase-commit-abstract': {
    parameters: { resourceManagers: 12 },
    ...{ mutation: 'hasty-commit', stepsMost: 6 },
  },
  'vector-clocks': {
    parameters: { processes: 4, rounds: 4, crashes: 2 },
    ...{ mutation: 'restart-reuses-id', stepsMost: 6 },
  },
  zookeeper: {
    parameters: { clients: 4, requests: 4 },
    ...{ mutation: 'expiry-not-atomic', stepsMost: 10 },
  },
  'zookeeper-configuration': {
    parameters: { readers: 4, writes: 5, partitions: 2 },
    ...{ mutation: 'read-then-watch', stepsMost: 12 },
  },
  'zookeeper-discovery': {
    parameters: { providers: 4, crashes: 2, partitions: 2 },
    ...{ mutation: 'no-relist', stepsMost: 14 },
  },
  'zookeeper-election': {
    parameters: { candidates: 4, crashes: 2, partitions: 1 },
    ...{ mutation: 'acts-before-acknowledged', stepsMost: 12 },
  },
  'zookeeper-followers': {
    parameters: { servers: 3, clients: 3, requests: 4, moves: 2 },
    ...{ mutation: 'version-ignored', stepsMost: 20 },
  },
  'zookeeper-lock': {
    parameters: { clients: 4, attempts: 2, crashes: 2, partitions: 1 },
    ...{ mutation: 'exists-null-means-held', stepsMost: 30 },
  },
  paxos: {
    parameters: { proposers: 3, acceptors: 5, ballots: 4, crashes: 2 },
    ...{ mutation: 'no-adopt', stepsMost: 30, faultWeight: 0.3 },
  },
  'multi-paxos': {
    parameters: { slots: 3, crashes: 2 },
    ...{ mutation: 'own-log-end', stepsMost: 16, faultWeight: 0.3 },
  },
  raft: {
    parameters: { servers: 4, candidates: 3, terms: 3, entries: 2, crashes: 2 },
    ...{ mutation: 'sent-is-stored', stepsMost: 10, faultWeight: 0.3 },
  },
  consensus: {
    parameters: { slots: 4, values: 4 },
    ...{ mutation: 'chooses-again', stepsMost: 4, runs: 20 },
  },
};
