import { alterChart, broadcast, type MutationsOf } from '#faultline';
import { assign } from 'xstate';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How two-phase commit goes wrong when one line of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it, and `steps` is what a shortest counterexample has:
 * beginning, delivering a message, voting, a timeout, a crash and a restart are a step each.
 */
export const mutations = {
  'unilateral-abort-after-yes': {
    says: 'a participant that has voted yes aborts when the decision does not come',
    violates: 'agreement',
    steps: 5,
    parameters: { participants: 1, crashes: 0 },
    charts: {
      participant: (chart) =>
        alterChart(chart, { states: { prepared: { after: { decisionTimeout: 'aborted' } } } }),
    },
  },
  'vote-not-logged': {
    says: 'a participant sends its yes without having it in the log',
    violates: 'agreement',
    steps: 6,
    parameters: { participants: 1, crashes: 1 },
    charts: { participant: (chart) => chart.provide({ actions: { logYes: assign({}) } }) },
  },
  'send-before-log': {
    says: 'the coordinator tells everybody of the commit, and then writes it to its log',
    violates: 'agreement',
    steps: 7,
    parameters: { participants: 1, crashes: 1 },
    charts: {
      coordinator: (chart) =>
        alterChart(chart, {
          states: {
            // Writing takes a moment, in which the coordinator may crash.
            waiting: { always: { target: 'writing' } },
            writing: { entry: 'sendCommit', after: { logging: 'committed' } },
          },
        }),
    },
  },
  'majority-commit': {
    says: 'the coordinator commits when most participants have voted yes',
    violates: 'commitValidity',
    steps: 7,
    parameters: { participants: 3, crashes: 0 },
    charts: {
      coordinator: (chart) =>
        chart.provide({
          guards: {
            allVotedYes: ({ context }) => context.yes.length > context.participants.length / 2,
          },
        }),
    },
  },
  'count-duplicates': {
    says: 'the coordinator counts yes messages instead of voters, in a network that duplicates',
    violates: 'commitValidity',
    steps: 5,
    parameters: { participants: 2, crashes: 0 },
    network: { order: 'set', duplication: { max: 1 } },
    charts: {
      coordinator: (chart) =>
        chart.provide({
          actions: {
            noteYes: assign({ yes: ({ context }, { from }) => [...context.yes, from] }),
          },
        }),
    },
  },
  'uncertain-peer-aborts': {
    says: 'a participant that has voted yes tells a peer who asks that it has not committed: abort',
    violates: 'agreement',
    steps: 10,
    parameters: { participants: 2, crashes: 0, cooperative: true },
    charts: {
      participant: (chart) =>
        alterChart(chart, {
          states: { prepared: { on: { decisionRequest: { actions: 'answerAbort' } } } },
        }),
    },
  },
  'restart-aborts': {
    says: 'a participant that restarts aborts, although its log says that it has voted yes',
    violates: 'abortValidity',
    steps: 5,
    parameters: { participants: 1, crashes: 1 },
    charts: {
      participant: (chart) =>
        alterChart(chart, {
          states: {
            starting: {
              always: [
                { guard: 'hasLoggedCommit', target: 'committed' },
                { guard: 'hasLoggedAbort', target: 'aborted' },
                { guard: 'hasLoggedYes', target: 'aborted' },
                { target: 'working' },
              ],
            },
          },
        }),
    },
  },
  'log-not-read': {
    says: 'a coordinator that restarts aborts, whatever its log says',
    violates: 'stability',
    steps: 6,
    parameters: { participants: 1, crashes: 1 },
    charts: {
      coordinator: (chart) =>
        alterChart(chart, {
          states: {
            starting: {
              always: [
                { guard: 'hasLoggedCommit', target: 'aborted' },
                { guard: 'hasLoggedAbort', target: 'aborted' },
                { target: 'init' },
              ],
            },
          },
        }),
    },
  },
  'unilateral-commit-after-yes': {
    says: 'a participant that has voted yes commits when the decision does not come',
    violates: 'refinesAtomicCommit',
    steps: 5,
    parameters: { participants: 1, crashes: 0 },
    charts: {
      participant: (chart) =>
        alterChart(chart, { states: { prepared: { after: { decisionTimeout: 'committed' } } } }),
    },
  },
  'decision-not-requested': {
    says: 'a participant that has voted yes never asks for the decision, in a network that loses it',
    violates: 'termination',
    steps: 5,
    parameters: { participants: 1, crashes: 0 },
    network: { order: 'set', loss: { max: 1 } },
    charts: {
      participant: (chart) => alterChart(chart, { states: { prepared: { after: undefined } } }),
    },
  },
  'coordinator-not-asked': {
    says: 'a participant that has voted yes asks its peers alone, in a network that loses the decision',
    violates: 'decides',
    steps: 6,
    parameters: { participants: 1, crashes: 0 },
    network: { order: 'set', loss: { max: 1 } },
    charts: {
      participant: (chart) =>
        chart.provide({
          actions: {
            askForDecision: broadcast(({ context }) => context.peers, { type: 'decisionRequest' }),
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
