import { checkSync, defineProtocol, monitor, role, send, type Trace } from '#faultline';
import { createMachine, emit, setup } from 'xstate';

const chart = setup({
  types: {
    context: {} as { readonly peer: string; readonly count: number },
    input: {} as { readonly peer: string },
    emitted: {} as { readonly type: 'ping'; readonly to: string } | { readonly type: 'began' },
  },
  actions: {
    ping: send(({ context }) => context.peer, { type: 'ping' }),
    began: emit({ type: 'began' }),
  },
}).createMachine({
  id: 'peer',
  context: ({ input }) => ({ peer: input.peer, count: 0 }),
  initial: 'idle',
  states: {
    idle: { on: { go: { target: 'busy', actions: ['began', 'ping'] } } },
    busy: { after: { 10: 'tired' } },
    tired: {},
  },
});

const hearing = createMachine({
  id: 'hearing',
  initial: 'quiet',
  states: { quiet: { on: { began: 'begun' } }, begun: {}, never: { tags: 'violation' } },
});

/** A protocol in which everything happens that a trace can tell of, each time as a witness. */
const everythingFails = defineProtocol({
  id: 'everything-fails',
  title: 'Everything fails',
  roles: () => ({
    left: role(chart, { input: { peer: 'right' }, stimuli: [{ type: 'go' }] }),
    right: role(chart, { input: { peer: 'left' } }),
  }),
  network: { order: 'fifo', reordering: { max: 1 } },
  faults: {
    crash: { max: 1, restart: true, amnesia: 1, cutsBroadcast: true },
    pause: { max: 1 },
    partition: { max: 1 },
    drift: { ticks: 1 },
    total: 2,
  },
  time: { timeouts: 'timed', tick: 5, delayMax: 2 },
  monitors: { hearing: monitor('nothing is heard twice', hearing) },
  properties: ({ reachable }) => ({
    heard: reachable('the monitor has heard', (view) => view.monitor('hearing').matches('begun')),
    paused: reachable('one stands still', (view) => view.process('left').paused),
    parted: reachable('the network is in parts', (view) => !view.reaches('left', 'right')),
    ticked: reachable('time passes', (view) => view.process('left').ticksUntil('10') === 0),
    drifted: reachable('a clock is wrong', (view) => view.process('left').ticksUntil('10') === 3),
  }),
});

/** The witnesses. */
export function tracesOfFailures(): readonly Trace[] {
  return checkSync(everythingFails, { keepGoing: true, depthMax: 5 }).properties.flatMap(
    ({ trace }) => trace ?? [],
  );
}
