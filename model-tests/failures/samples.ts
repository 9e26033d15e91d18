import {
  defineProtocol,
  role,
  send,
  type Faults,
  type Network,
  type Protocol,
  type Time,
} from '#faultline';
import { assign, setup } from 'xstate';

/** What a sample is checked with. */
export interface Failing {
  readonly network?: Network;
  readonly faults?: Faults;
  readonly time?: Time;
}

const writerChart = setup({
  types: {
    context: {} as { readonly promised: number; readonly decided: number },
    input: {} as {
      readonly recovered: { readonly promised?: number; readonly decided?: number } | undefined;
    },
    emitted: {} as { readonly type: 'promise' | 'decide'; readonly to: string },
  },
  actions: {
    promise: assign({ promised: 1 }),
    sendPromise: send('reader', { type: 'promise' }),
    decide: assign({ decided: 1 }),
    sendDecide: send('reader', { type: 'decide' }),
  },
}).createMachine({
  id: 'writer',
  context: ({ input: { recovered } }) => ({
    promised: recovered?.promised ?? 0,
    decided: recovered?.decided ?? 0,
  }),
  initial: 'ready',
  states: {
    // Writes before it sends, and then sends before it writes.
    ready: {
      on: { go: { target: 'done', actions: ['promise', 'sendPromise', 'sendDecide', 'decide'] } },
    },
    done: {},
  },
});

const readerChart = setup({
  types: { context: {} as { readonly heard: readonly string[] } },
  actions: { hear: assign({ heard: ({ context, event }) => [...context.heard, event.type] }) },
}).createMachine({
  id: 'reader',
  context: { heard: [] },
  on: { promise: { actions: 'hear' }, decide: { actions: 'hear' } },
});

/**
 * A process that, in one step, makes a promise durable, tells of it, tells of a decision, and makes the
 * decision durable; and another that hears it.
 */
export function writerAndReader({ network, faults, time }: Failing): Protocol {
  return defineProtocol({
    id: 'writer-and-reader',
    title: 'Writer and reader',
    roles: () => ({
      writer: role(writerChart, {
        input: {},
        durable: ['promised', 'decided'],
        stimuli: [{ type: 'go' }],
      }),
      reader: role(readerChart),
    }),
    ...(network && { network }),
    ...(faults && { faults }),
    ...(time && { time }),
    properties: ({ invariant, reachable }) => ({
      promiseKept: invariant(
        'who hears a promise finds it written',
        (view) =>
          !view.process('reader').context.heard.includes('promise') ||
          view.process('writer').context.promised === 1,
      ),
      decisionKept: invariant(
        'who hears a decision finds it written',
        (view) =>
          !view.process('reader').context.heard.includes('decide') ||
          view.process('writer').context.decided === 1,
      ),
      inOrder: invariant(
        'a decision is never heard before its promise',
        (view) => view.process('reader').context.heard[0] !== 'decide',
      ),
      both: reachable(
        'both are heard',
        (view) => view.process('reader').context.heard.length === 2,
      ),
    }),
  });
}

const askerChart = setup({
  types: { emitted: {} as { readonly type: 'ask'; readonly to: string } },
  actions: { ask: send('worker', { type: 'ask' }) },
  delays: { patience: 10 },
}).createMachine({
  id: 'asker',
  initial: 'waiting',
  states: {
    waiting: { entry: 'ask', after: { patience: 'givenUp' }, on: { answer: 'answered' } },
    givenUp: {},
    answered: {},
  },
});

const workerChart = setup({
  types: { emitted: {} as { readonly type: 'answer'; readonly to: string } },
  actions: { answer: send('asker', { type: 'answer' }) },
}).createMachine({
  id: 'worker',
  on: { ask: { actions: 'answer' } },
});

/**
 * A process that asks another, and gives up waiting for the answer when its timer fires.
 *
 * @param awaited - Whom the timer waits for.
 */
export function askerAndWorker({ network, faults, time }: Failing, awaited = 'worker'): Protocol {
  return defineProtocol({
    id: 'asker-and-worker',
    title: 'Asker and worker',
    roles: () => ({
      asker: role(askerChart, { awaits: { patience: () => [awaited] } }),
      worker: role(workerChart),
    }),
    ...(network && { network }),
    ...(faults && { faults }),
    ...(time && { time }),
    properties: ({ stepInvariant, reachable }) => ({
      patient: stepInvariant('who gives up could wait for ever', (before, after) => {
        const givesUp =
          !before.process('asker').matches('givenUp') && after.process('asker').matches('givenUp');
        return (
          !givesUp || (!before.process('worker').alive && before.inFlight('answer').length === 0)
        );
      }),
      givesUp: reachable('it gives up', (view) => view.process('asker').matches('givenUp')),
      answered: reachable('it is answered', (view) => view.process('asker').matches('answered')),
    }),
  });
}
