import { monitor, processIds, type ProcessId, type Received } from '#faultline';
import { assign, setup } from 'xstate';
import type { Effect } from './messages.ts';

/** What has become of each step of each saga. */
type Effects = Readonly<Record<string, Effect['type']>>;

const onceChart = setup({
  types: {
    context: {} as { readonly effects: Effects },
    events: {} as Received<Effect>,
    tags: {} as 'violation',
  },
  guards: {
    comesAfter: ({ context, event }, before: Effect['type'] | undefined) =>
      context.effects[stepOf(event)] === before,
  },
  actions: {
    note: assign({
      effects: ({ context, event }) => ({ ...context.effects, [stepOf(event)]: event.type }),
    }),
  },
}).createMachine({
  id: 'once',
  context: { effects: {} },
  initial: 'watching',
  states: {
    watching: {
      on: {
        executed: [
          { guard: { type: 'comesAfter', params: undefined }, actions: 'note' },
          { target: 'violated' },
        ],
        compensated: [
          { guard: { type: 'comesAfter', params: 'executed' }, actions: 'note' },
          { target: 'violated' },
        ],
      },
    },
    violated: { tags: 'violation' },
  },
});

function stepOf({ from, saga }: Received<Effect>): string {
  return `${saga} at ${from}`;
}

const reverseChart = setup({
  types: {
    input: {} as { readonly services: readonly ProcessId[] },
    context: {} as {
      readonly services: readonly ProcessId[];
      /** The first step of each saga that has been undone. */
      readonly undoneFrom: Readonly<Record<ProcessId, number>>;
    },
    events: {} as Received<Effect>,
    tags: {} as 'violation',
  },
  guards: {
    isEarlier: ({ context: { services, undoneFrom }, event }) =>
      services.indexOf(event.from) < (undoneFrom[event.saga] ?? services.length),
  },
  actions: {
    note: assign({
      undoneFrom: ({ context: { services, undoneFrom }, event }) => ({
        ...undoneFrom,
        [event.saga]: services.indexOf(event.from),
      }),
    }),
  },
}).createMachine({
  id: 'reverse',
  context: ({ input: { services } }) => ({ services, undoneFrom: {} }),
  initial: 'watching',
  states: {
    watching: {
      on: { compensated: [{ guard: 'isEarlier', actions: 'note' }, { target: 'violated' }] },
    },
    violated: { tags: 'violation' },
  },
});

/** What is promised about the order in which steps take effect. */
export const monitors = ({ services }: { readonly services: number }) => ({
  exactlyOnceEffect: monitor(
    'each step takes effect at most once, and is undone at most once, after that',
    onceChart,
    { source: 'GS' },
  ),
  reverseOrder: monitor('the steps of a saga are undone from the last to the first', reverseChart, {
    input: { services: processIds('service', services) },
    source: 'GS',
  }),
});
