import { monitor, type ProcessId, type Received } from '#faultline';
import { assign, setup } from 'xstate';
import { startsWith } from './log.ts';
import type { Entry, Log, Observed } from './messages.ts';

const elections = setup({
  types: {
    context: {} as { readonly leaders: Readonly<Record<string, ProcessId>> },
    events: {} as Received<Observed>,
    tags: {} as 'violation',
  },
  guards: {
    isTheOne: ({ context, event }) =>
      event.type === 'elected' && (context.leaders[event.term] ?? event.from) === event.from,
  },
  actions: {
    note: assign({
      leaders: ({ context, event: { term, from } }) => ({ ...context.leaders, [term]: from }),
    }),
  },
}).createMachine({
  id: 'elections',
  context: { leaders: {} },
  initial: 'watching',
  states: {
    watching: { on: { elected: [{ guard: 'isTheOne', actions: 'note' }, { target: 'broken' }] } },
    broken: { tags: 'violation' },
  },
});

/** An entry, and the term in which it was committed. */
interface Committed extends Entry {
  readonly committedIn: number;
}

const leaders = setup({
  types: {
    context: {} as {
      readonly committed: readonly Committed[];
      /** The logs that leaders have begun with, by their terms. */
      readonly elected: Readonly<Record<string, Log>>;
    },
    events: {} as Received<Observed>,
    tags: {} as 'violation',
  },
  guards: {
    areComplete: ({ context: { committed, elected } }) =>
      Object.entries(elected).every(([term, log]) => {
        const before = committed.filter(({ committedIn }) => committedIn < Number(term));
        return startsWith(log, before);
      }),
  },
  actions: {
    noteCommitted: assign({
      committed: ({ context: { committed }, event }) => {
        if (event.type !== 'applied') return committed;
        const fresh = event.entries.slice(committed.length);
        return [...committed, ...fresh.map((entry) => ({ ...entry, committedIn: event.term }))];
      },
    }),
    noteElected: assign({
      elected: ({ context: { elected }, event }) =>
        event.type === 'elected' ? { ...elected, [event.term]: event.log } : elected,
    }),
  },
}).createMachine({
  id: 'leaders',
  context: { committed: [], elected: {} },
  initial: 'watching',
  states: {
    watching: {
      on: {
        applied: { target: 'comparing', actions: 'noteCommitted' },
        elected: { target: 'comparing', actions: 'noteElected' },
      },
    },
    comparing: { always: [{ guard: 'areComplete', target: 'watching' }, { target: 'broken' }] },
    broken: { tags: 'violation' },
  },
});

const stateMachines = setup({
  types: {
    context: {} as { readonly applied: Log },
    events: {} as Received<Observed>,
    tags: {} as 'violation',
  },
  guards: {
    isSame: ({ context: { applied }, event }) =>
      event.type === 'applied' && startsWith(event.entries, applied.slice(0, event.entries.length)),
  },
  actions: {
    note: assign({
      applied: ({ context: { applied }, event }) =>
        event.type === 'applied' && event.entries.length > applied.length ? event.entries : applied,
    }),
  },
}).createMachine({
  id: 'stateMachines',
  context: { applied: [] },
  initial: 'watching',
  states: {
    watching: { on: { applied: [{ guard: 'isSame', actions: 'note' }, { target: 'broken' }] } },
    broken: { tags: 'violation' },
  },
});

/**
 * What is older than the newest term is forgotten: nobody of that term hears of it any more. When somebody
 * stands rightly, most members have missed the leader before for all who stand in the same term.
 */
const doubts = setup({
  types: {
    context: {} as {
      readonly term: number;
      /** Who has missed the leader of this term, before anybody has stood for election in the next one. */
      readonly doubting: readonly ProcessId[];
    },
    events: {} as Received<Observed>,
    tags: {} as 'violation',
  },
  guards: {
    isOld: ({ context, event }) => event.term < context.term,
    isOfOldTerm: ({ context, event }) => event.type === 'stood' && event.term <= context.term,
    isMissed: ({ context: { term, doubting }, event }) => {
      if (event.type !== 'stood' || event.term !== term + 1) return false;
      const missing = event.members.filter((id) => doubting.includes(id));
      return 2 * missing.length > event.members.length;
    },
  },
  actions: {
    note: assign({
      term: ({ event }) => event.term,
      doubting: ({ context: { term, doubting }, event }) =>
        event.term > term ? [event.from] : [...new Set([...doubting, event.from])].sort(),
    }),
    begin: assign({ term: ({ event }) => event.term, doubting: [] }),
  },
}).createMachine({
  id: 'doubts',
  context: { term: 0, doubting: [] },
  initial: 'watching',
  states: {
    watching: {
      on: {
        doubted: [{ guard: 'isOld' }, { actions: 'note' }],
        stood: [
          { guard: 'isOfOldTerm' },
          { guard: 'isMissed', actions: 'begin' },
          { target: 'broken' },
        ],
      },
    },
    broken: { tags: 'violation' },
  },
});

/**
 * What is promised about all that has happened, and not only about what is now.
 *
 * OO is Ongaro & Ousterhout 2014.
 */
export const monitors = {
  electionSafety: monitor('at most one leader is elected in a term', elections, {
    source: 'OO fig. 3; §5.2',
  }),
  leaderCompleteness: monitor(
    'what is committed in a term is in the logs of the leaders of all later terms',
    leaders,
    { source: 'OO fig. 3; §5.4' },
  ),
  stateMachineSafety: monitor('no two servers apply different entries at an index', stateMachines, {
    source: 'OO fig. 3; §5.4.3',
  }),
  noDisruption: monitor(
    'where servers ask first, nobody stands for election before most members have missed the leader before',
    doubts,
    { source: 'Ongaro 2014, §9.6' },
  ),
};
