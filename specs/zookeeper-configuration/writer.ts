import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { DataSet, Path, SetData } from '../zookeeper/messages.ts';

/** Where the configuration is. */
export const configuration: Path = { directory: 'config', name: 'value', sequence: null };

/**
 * Who changes the configuration, now and then.
 *
 * Source: Hunt, Konar, Junqueira & Reed 2010, §2.4, "Configuration Management".
 */
export const writer = setup({
  types: {
    input: {} as {
      readonly service: ProcessId;
      readonly session: number;
      /** What it writes, one after the other. */
      readonly values: readonly string[];
    },
    context: {} as {
      readonly service: ProcessId;
      readonly session: number;
      /** What is left to write; the first may be under way. */
      readonly values: readonly string[];
    },
    events: {} as { type: 'change' } | Received<DataSet>,
    emitted: {} as Sent<SetData>,
  },
  guards: { hasMore: ({ context }) => context.values.length > 0 },
  actions: {
    setData: send(
      ({ context }) => context.service,
      ({ context: { session, values } }) => ({
        type: 'setData',
        session,
        path: configuration,
        data: values[0] ?? '',
      }),
    ),
    goOn: assign({ values: ({ context: { values } }) => values.slice(1) }),
  },
}).createMachine({
  id: 'writer',
  context: ({ input }) => input,
  initial: 'idle',
  states: {
    idle: { on: { change: { guard: 'hasMore', target: 'writing' } } },
    writing: { entry: 'setData', on: { dataSet: { target: 'idle', actions: 'goOn' } } },
  },
});
