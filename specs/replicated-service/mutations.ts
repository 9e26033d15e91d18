import { alterChart, reply, type MutationsOf } from '#faultline';
import { assign } from 'xstate';
import type { monitors } from '../raft/monitors.ts';
import type { Request } from './messages.ts';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How the service goes wrong when one line of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it. An election, a request and each delivery are a step each.
 */
export const mutations = {
  'no-fence': {
    says: 'a replica takes what any leader sends, also an old one',
    violates: 'fencingSafety',
    steps: 9,
    charts: {
      replica: (chart) =>
        chart.provide({
          guards: {
            isLate: () => false,
            isNews: ({ context }, { epoch, log }) =>
              epoch !== context.copy.epoch || log.length > context.copy.log.length,
          },
        }),
    },
  },
  'epoch-not-incremented': {
    says: 'the election gives the same epoch again',
    violates: 'electionSafety',
    steps: 8,
    charts: {
      election: (chart) => chart.provide({ actions: { nextEpoch: assign({ epoch: 1 }) } }),
    },
  },
  'acts-before-joined': {
    says: 'a replica leads as soon as it is elected, and goes on from its own copy',
    violates: 'leaderCompleteness',
    steps: 11,
    charts: { replica: (chart) => chart.provide({ guards: { isJoined: () => true } }) },
  },
  'keeps-own-copy': {
    says: 'a new leader asks the others for their copies, and goes on from its own',
    violates: 'leaderCompleteness',
    steps: 13,
    charts: {
      replica: (chart) =>
        chart.provide({ actions: { keepNewer: assign({ copy: ({ context }) => context.copy }) } }),
    },
  },
  'joins-without-promise': {
    says: 'a replica gives its copy to a new leader, and still takes writes of the old one',
    violates: 'leaderCompleteness',
    steps: 13,
    charts: {
      replica: (chart) =>
        alterChart(
          chart.provide({
            actions: {
              answerJoined: reply(({ context: { copy }, event }) => ({
                type: 'joined',
                epoch: 'epoch' in event ? event.epoch : 0,
                copy,
              })),
            },
          }),
          { on: { join: [{ guard: 'isLate', actions: 'refuse' }, { actions: 'answerJoined' }] } },
        ),
    },
  },
  'commits-alone': {
    says: 'a leader takes for committed what it has written itself',
    violates: 'leaderCompleteness',
    steps: 9,
    charts: {
      replica: (chart) =>
        chart.provide({
          guards: { canCommit: ({ context: { committed, copy } }) => committed < copy.log.length },
        }),
    },
  },
  'leads-under-their-epoch': {
    says: 'a leader that hears of a later one takes over its epoch, and leads on',
    violates: 'refinesLeadership',
    steps: 7,
    charts: {
      replica: (chart) =>
        alterChart(chart, {
          states: {
            leading: {
              on: { join: [{ guard: 'isAhead', actions: ['keepFence', 'answerJoined'] }] },
            },
          },
        }),
    },
  },
  'writes-in-front': {
    says: 'a leader writes what it is asked for before what is there, not after it',
    violates: 'stateMachineSafety',
    steps: 18,
    parameters: { replicas: 2, candidates: 1, entries: 2 },
    charts: {
      replica: (chart) =>
        chart.provide({
          actions: {
            takeRequest: assign({
              copy: ({ context: { epoch, copy } }, { command }: Request) => ({
                epoch,
                log: [{ term: epoch, command }, ...copy.log],
              }),
            }),
          },
        }),
    },
  },
  overtaken: {
    says: 'a replica takes what the leader has sent first after what it has sent last',
    violates: 'fencingSafety',
    steps: 7,
    parameters: { replicas: 2, entries: 2, ordered: false },
    charts: { replica: (chart) => chart.provide({ guards: { isNews: () => true } }) },
  },
  'deaf-leader': {
    says: 'a leader that is elected again goes on under its old epoch',
    violates: 'newLeader',
    steps: 12,
    charts: {
      replica: (chart) =>
        alterChart(chart, { states: { leading: { on: { becomeLeader: { actions: [] } } } } }),
    },
  },
  'steps-down-early': {
    says: 'a leader that is asked for something leads no more',
    violates: 'stability',
    steps: 5,
    charts: {
      replica: (chart) =>
        alterChart(chart, { states: { leading: { on: { request: { target: 'follower' } } } } }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof typeof monitors>;
