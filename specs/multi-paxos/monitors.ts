import { monitor, processIds, type ProcessId, type Received } from '#faultline';
import { assign, setup } from 'xstate';
import { valueNames } from '../consensus/chosen-log.ts';
import { isChosen, withVote, type Votes } from '../paxos/votes.ts';
import type { Voted } from './messages.ts';

interface Choice {
  readonly slot: number;
  readonly value: string;
}

const { createMachine, createStateConfig } = setup({
  types: {
    input: {} as { readonly replicas: readonly ProcessId[] },
    context: {} as {
      readonly replicas: readonly ProcessId[];
      /** For each slot every vote ever cast, remembered even where a replica forgets it. */
      readonly votes: Readonly<Record<number, Votes>>;
    },
    events: {} as Received<Voted>,
    tags: {} as 'violation',
  },
  guards: {
    isChosen: ({ context: { votes, replicas } }, { slot, value }: Choice) =>
      Object.values(votes[slot] ?? {})
        .flat()
        .some((vote) => vote.value === value && isChosen(votes[slot] ?? {}, replicas, vote)),
  },
  actions: {
    noteVote: assign({
      votes: ({ context: { votes }, event }) => ({
        ...votes,
        [event.slot]: withVote(votes[event.slot] ?? {}, event.from, event),
      }),
    }),
  },
});

/** The state of a slot is the value that is chosen for it. */
const slotRegion = (slot: number, values: readonly string[]) => {
  const whenChosen = (value: string, target: string) => {
    return { guard: { type: 'isChosen' as const, params: { slot, value } }, target };
  };
  const chosen = values.map((value) => {
    const others = values.filter((other) => other !== value);
    return [value, { always: others.map((other) => whenChosen(other, 'contested')) }] as const;
  });
  return createStateConfig({
    initial: 'open',
    states: {
      open: { always: values.map((value) => whenChosen(value, value)) },
      ...Object.fromEntries(chosen),
      contested: { tags: 'violation' },
    },
  });
};

const election = (slots: number, values: readonly string[]) =>
  createMachine({
    id: 'election',
    context: ({ input: { replicas } }) => ({ replicas, votes: {} }),
    type: 'parallel',
    on: { voted: { actions: 'noteVote' } },
    states: Object.fromEntries(
      Array.from({ length: slots }, (_, index) => [
        `slot${index + 1}`,
        slotRegion(index + 1, values),
      ]),
    ),
  });

/** What is promised about what is accepted, ever. */
export const monitors = ({
  replicas,
  slots,
}: {
  readonly replicas: number;
  readonly slots: number;
}) => ({
  agreement: monitor(
    'at most one value is chosen for a slot',
    election(slots, valueNames(replicas + 1)),
    { input: { replicas: processIds('replica', replicas) }, source: 'Lamport 2001, §3' },
  ),
});
