import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, cancel, emit, enqueueActions, setup } from 'xstate';
import type { Ack, Stale, Write } from '../redis-lock/messages.ts';
import type { Acquire, Elected, Granted, Refused, Renew, Renewed } from './messages.ts';

/** Requests are numbered 0 and 1 in turn: there are never more than two leases that count. */
type Turn = 0 | 1;

/**
 * A candidate: leads while it has the lease, by its own clock, and stops before the store can give it to another.
 *
 * A lease counts from when it was asked for, not from when the answer came: each request sets an alarm of its
 * own. What it does as a leader bears the number of its lease (*epoch*).
 *
 * Source: Gray & Cheriton 1989, §2 and §5; Burrows 2006, §2.8.
 * Left out: a new connection, after which nobody waits for the answer to a request any more.
 */
export const candidate = setup({
  types: {
    input: {} as {
      readonly store: ProcessId;
      readonly resource: ProcessId;
      /** How often the candidate may be given the lease. */
      readonly terms: number;
      /** Whether it renews the lease by itself, time and again. */
      readonly diligent: boolean;
    },
    context: {} as {
      readonly store: ProcessId;
      readonly resource: ProcessId;
      readonly termsLeft: number;
      readonly diligent: boolean;
      /** The number of the lease; 0 before the first. */
      readonly epoch: number;
      /** The request that was made last, and the one whose alarm ends the lease. */
      readonly asked: Turn;
      readonly leased: Turn;
    },
    events: {} as
      | { type: 'stand' }
      | { type: 'renew' }
      | { type: 'act' }
      | { type: 'stepDown' }
      | { type: 'deadline' }
      | Received<Granted | Renewed | Refused | Ack | Stale>,
    emitted: {} as Sent<Acquire | Renew | Write> | Elected,
    tags: {} as 'leading',
  },
  guards: {
    mayStand: ({ context }) => context.termsLeft > 0,
    isMine: ({ context }, { fence }: Stale) => fence === context.epoch,
  },
  actions: {
    nextRequest: assign({ asked: ({ context }) => (context.asked === 0 ? 1 : 0) }),
    setAlarm: enqueueActions(({ context: { asked }, enqueue }) => {
      enqueue.raise({ type: 'deadline' }, { id: `alarm ${asked}`, delay: 'validity' });
    }),
    planRenewal: enqueueActions(({ context, enqueue }) => {
      if (context.diligent)
        enqueue.raise({ type: 'renew' }, { id: 'renewal', delay: 'renewalPeriod' });
    }),
    acquire: send(({ context }) => context.store, { type: 'acquire' }),
    askAgain: send(
      ({ context }) => context.store,
      ({ context: { epoch } }) => ({ type: 'renew', epoch }),
    ),
    countTerm: assign({ termsLeft: ({ context }) => context.termsLeft - 1 }),
    keepEpoch: assign({ epoch: (_, { epoch }: Granted) => epoch }),
    countFromRequest: assign({ leased: ({ context }) => context.asked }),
    clearAlarm: cancel(({ context }) => `alarm ${context.leased}`),
    clearOther: cancel(({ context }) => `alarm ${context.leased === 0 ? 1 : 0}`),
    write: send(
      ({ context }) => context.resource,
      ({ context: { epoch } }) => ({ type: 'write', fence: epoch }),
    ),
    observeElected: emit(({ context: { epoch } }) => ({ type: 'elected', epoch })),
  },
  delays: { validity: 20, renewalPeriod: 10, retryPeriod: 10 },
}).createMachine({
  id: 'candidate',
  context: ({ input: { store, resource, terms, diligent } }) => ({
    ...{ store, resource, termsLeft: terms, diligent },
    ...{ epoch: 0, asked: 0, leased: 0 },
  }),
  initial: 'follower',
  states: {
    follower: {
      initial: 'waiting',
      on: { stand: { guard: 'mayStand', target: 'standing' } },
      // Why it follows: it has not led, has had enough of leading, or may not lead any more.
      states: { waiting: {}, resigned: {}, deposed: {} },
    },
    standing: {
      entry: ['nextRequest', 'countFromRequest', 'setAlarm', 'acquire'],
      on: {
        granted: {
          target: 'leader',
          actions: ['countTerm', { type: 'keepEpoch', params: ({ event }) => event }],
        },
        refused: { target: 'refused', actions: 'clearAlarm' },
        deadline: 'late',
      },
    },
    leader: {
      tags: 'leading',
      entry: 'observeElected',
      exit: ['clearAlarm', 'clearOther'],
      initial: 'resting',
      on: {
        act: { actions: 'write' },
      },
      states: {
        resting: {
          entry: 'planRenewal',
          exit: cancel('renewal'),
          on: {
            renew: 'renewing',
            deadline: '#candidate.follower.deposed',
            stale: {
              guard: { type: 'isMine', params: ({ event }) => event },
              target: '#candidate.follower.deposed',
            },
            stepDown: '#candidate.follower.resigned',
          },
        },
        renewing: {
          entry: ['nextRequest', 'setAlarm', 'askAgain'],
          on: {
            renewed: { target: 'resting', actions: ['clearAlarm', 'countFromRequest'] },
            refused: '#candidate.follower.deposed',
            // Of the lease that it has, or of the one that it has asked for.
            deadline: '#candidate.late',
            stale: {
              guard: { type: 'isMine', params: ({ event }) => event },
              target: '#candidate.late',
            },
          },
        },
      },
    },
    // Somebody else has the lease.
    refused: { after: { retryPeriod: 'follower' } },
    // The answer comes too late to lead by it. Until then the candidate asks for nothing else.
    late: {
      on: {
        granted: { target: 'follower', actions: 'countTerm' },
        renewed: 'follower.deposed',
        refused: 'follower.deposed',
      },
    },
  },
});
