import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, enqueueActions, setup } from 'xstate';
import { asLogged, course, serviceAt } from '../saga/course.ts';
import { theEvent } from '../saga/event.ts';
import type { CompOk, Fail, Mode, Ok } from '../saga/messages.ts';
import type {
  Acquire,
  Append,
  Appended,
  Claim,
  Claimed,
  Entry,
  FencedComp,
  FencedExec,
  Granted,
  Refused,
  Release,
  Taken,
} from './messages.ts';

const whenLogged = { guard: { type: 'isLogged', params: theEvent } } as const;
const atLast = { target: '#worker.finished' } as const;

/**
 * A worker: gets the lock, takes over the saga where the log says that it is, and sees to it like an orchestrator. It
 * asks a service only when the log has what it is about to do, and stops when it is refused.
 *
 * Source: the orchestrator of the saga.
 * Differs: its log is elsewhere, and has to be asked. It does not ask twice: nothing gets lost but with a worker, and
 * then another one asks again.
 * Left out: extending the lock, and looking at the clock.
 */
export const worker = setup({
  types: {
    input: {} as {
      readonly lock: ProcessId;
      readonly log: ProcessId;
      /** The services, in the order of their steps. */
      readonly services: readonly [ProcessId, ...ProcessId[]];
    },
    context: {} as Entry & {
      readonly lock: ProcessId;
      readonly log: ProcessId;
      readonly services: readonly [ProcessId, ...ProcessId[]];
      /** That of the lock; 0 before the worker has had it. */
      readonly fence: number;
    },
    events: {} as
      | { type: 'job' }
      | Received<Granted | Taken | Claimed | Appended | Refused | Ok | Fail | CompOk>,
    emitted: {} as Sent<Acquire | Release | Claim | Append | FencedExec | FencedComp>,
  },
  guards: {
    isIn: ({ context }, mode: Mode) => context.mode === mode,
    isAwaited: ({ context }, { from }: Received<Ok | Fail | CompOk>) =>
      context.services[context.position] === from,
    allExecuted: ({ context }) => context.position === context.services.length,
    nothingLeft: ({ context }) => context.position < 0,
    isCurrent: ({ context }, { fence }: { readonly fence: number }) => fence === context.fence,
    isLogged: ({ context }, { fence, mode, position }: Appended) =>
      fence === context.fence && mode === context.mode && position === context.position,
  },
  actions: {
    acquire: send(({ context }) => context.lock, { type: 'acquire' }),
    keepFence: assign({ fence: (_, { fence }: Granted) => fence }),
    release: send(
      ({ context }) => context.lock,
      ({ context: { fence } }) => ({ type: 'release', fence }),
    ),
    claim: send(
      ({ context }) => context.log,
      ({ context: { fence } }) => ({ type: 'claim', fence }),
    ),
    keepEntry: assign((_, { mode, position }: Claimed) => ({ mode, position })),
    // Written here at once, and in the log as soon as that answers.
    log: enqueueActions(({ context: { log, position, fence }, enqueue }, mode: Mode) => {
      enqueue.assign({ mode });
      enqueue.emit({ type: 'append', to: log, mode, position, fence });
    }),
    goOn: assign({ position: ({ context }) => context.position + 1 }),
    goBack: assign({ position: ({ context }) => context.position - 1 }),
    sendExec: send(
      ({ context }) => serviceAt(context),
      ({ context: { log, fence } }) => ({ type: 'exec', saga: log, fence }),
    ),
    sendComp: send(
      ({ context }) => serviceAt(context),
      ({ context: { log, fence } }) => ({ type: 'comp', saga: log, fence }),
    ),
    forget: assign({ mode: 'idle', position: 0, fence: 0 }),
  },
  delays: { stepTimeout: 5000 },
}).createMachine({
  id: 'worker',
  context: ({ input }) => ({ ...input, mode: 'idle', position: 0, fence: 0 }),
  initial: 'idle',
  states: {
    idle: { entry: 'forget', on: { job: 'acquiring' } },
    acquiring: {
      entry: 'acquire',
      on: {
        granted: { target: 'claiming', actions: { type: 'keepFence', params: theEvent } },
        taken: 'idle',
      },
    },
    claiming: {
      entry: 'claim',
      on: {
        claimed: {
          guard: { type: 'isCurrent', params: theEvent },
          target: 'running',
          actions: { type: 'keepEntry', params: theEvent },
        },
        stale: { guard: { type: 'isCurrent', params: theEvent }, target: 'idle' },
      },
    },
    running: {
      initial: 'starting',
      // Somebody else has the lock now: the worker has lost it, and did not know.
      on: { stale: { guard: { type: 'isCurrent', params: theEvent }, target: 'idle' } },
      states: {
        starting: { always: [...asLogged, { target: 'forward' }] },
        ...course,
        // The fence orders the workers, not what one of them sends: it waits until the log has answered.
        forward: {
          entry: { type: 'log', params: 'forward' },
          on: { appended: { ...whenLogged, target: 'executing' } },
        },
        executing: {
          entry: 'sendExec',
          on: course.forward.on,
          after: { stepTimeout: course.forward.after.stepTimeout },
        },
        compensating: {
          entry: { type: 'log', params: 'compensating' },
          on: { appended: { ...whenLogged, target: 'undoing' } },
        },
        undoing: { entry: 'sendComp', on: course.compensating.on },
        // The lock is kept until the log has the end.
        done: { ...course.done, on: { appended: { ...whenLogged, ...atLast } } },
        aborted: { ...course.aborted, on: { appended: { ...whenLogged, ...atLast } } },
      },
    },
    finished: { entry: 'release' },
  },
});
