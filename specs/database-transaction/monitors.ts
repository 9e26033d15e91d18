import { monitor, type ProcessId, type Received } from '#faultline';
import { assign, not, setup } from 'xstate';
import type { Committed } from './coordinator.ts';
import type { Reading } from './reader.ts';

const freshReads = setup({
  types: {
    context: {} as {
      /** The transactions whose clients know that they are committed. */
      readonly committed: readonly ProcessId[];
      /** Those of them that were so when the read began. */
      readonly expected: readonly ProcessId[];
    },
    events: {} as Received<Committed | Reading>,
    tags: {} as 'violation',
  },
  guards: {
    isFresh: ({ context, event }) =>
      event.type === 'seen' && context.expected.every((id) => event.versions.includes(id)),
    isNews: ({ context, event }) => !context.committed.includes(event.from),
  },
  actions: {
    noteCommitted: assign({
      committed: ({ context, event }) => [...context.committed, event.from].sort(),
    }),
    expectThese: assign({ expected: ({ context }) => context.committed }),
  },
}).createMachine({
  id: 'freshReads',
  context: { committed: [], expected: [] },
  initial: 'watching',
  states: {
    watching: {
      on: {
        committed: { guard: 'isNews', actions: 'noteCommitted' },
        reading: { actions: 'expectThese' },
        seen: { guard: not('isFresh'), target: 'broken' },
      },
    },
    broken: { tags: 'violation' },
  },
});

/** What is promised to a client that reads, where there is one. */
export const monitors = {
  freshReads: monitor(
    'a read sees what every transaction has written whose client had been told of the commit',
    freshReads,
    { source: 'Corbett et al. 2012, §1 (external consistency)' },
  ),
};
