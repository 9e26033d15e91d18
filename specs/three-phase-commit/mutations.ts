import { alterChart, type MutationsOf } from '#faultline';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How three-phase commit goes wrong when one line of it, or of what it takes for granted, is missing.
 *
 * The parameters are the smallest that show it, and `steps` is what a shortest counterexample has:
 * beginning, delivering a message, voting, a timeout, a crash and a partition are a step each. A process
 * that crashes in the middle of a step does both in one.
 */
export const mutations = {
  'naive-timeouts': {
    says: 'a participant that hears no more aborts before a preCommit and commits after it, and asks nobody',
    violates: 'agreement',
    steps: 10,
    parameters: { participants: 2, crashes: 1 },
    charts: {
      participant: (chart) =>
        alterChart(chart, {
          states: {
            following: {
              states: {
                waiting: { after: { leaderTimeout: '#participant.aborted' } },
                preCommitted: { after: { leaderTimeout: '#participant.committed' } },
              },
            },
          },
        }),
    },
  },
  partition: {
    says: 'the network falls apart, and each side takes the other for crashed',
    violates: 'agreement',
    steps: 7,
    parameters: { participants: 1, crashes: 0 },
    faults: { partition: { max: 1, heal: false } },
  },
  'inaccurate-timeouts': {
    says: 'timers fire although those they wait for are up',
    violates: 'agreement',
    steps: 11,
    parameters: { participants: 2, crashes: 0 },
    time: { timeouts: 'nondeterministic' },
  },
  'tr4-skip-precommit': {
    says: 'a backup that sees a precommitted process commits without telling those who do not know',
    violates: 'agreement',
    steps: 13,
    parameters: { participants: 2, crashes: 2 },
    charts: {
      participant: (chart) =>
        alterChart(chart, {
          states: {
            leading: {
              states: {
                terminating: {
                  always: [
                    {
                      guard: { type: 'hasSeen', params: 'aborted' },
                      target: '#participant.aborted.leading',
                    },
                    {
                      guard: { type: 'hasSeen', params: 'committed' },
                      target: '#participant.committed.leading',
                    },
                    {
                      guard: { type: 'hasSeen', params: 'preCommitted' },
                      target: '#participant.committed.leading',
                    },
                    { target: '#participant.aborted.leading' },
                  ],
                },
              },
            },
          },
        }),
    },
  },
  'answers-early': {
    says: 'a participant answers a backup, and obeys what the coordinator before it sent',
    violates: 'agreement',
    steps: 13,
    parameters: { participants: 2, crashes: 2 },
    charts: {
      participant: (chart) =>
        chart.provide({ guards: { isAskedByLeader: ({ context }) => context.asker !== null } }),
    },
  },
  'ack-any': {
    says: 'the coordinator commits when one participant has acknowledged, in a network that loses messages',
    violates: 'agreement',
    steps: 13,
    parameters: { participants: 2, crashes: 2 },
    network: { order: 'unordered', loss: { max: 1 } },
    charts: {
      coordinator: (chart) =>
        alterChart(chart, {
          states: {
            preCommitted: { states: { counting: { on: { ack: '#coordinator.committed' } } } },
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
