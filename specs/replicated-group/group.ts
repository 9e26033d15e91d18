import { assign, setup } from 'xstate';
import { startsWith, type Log } from './logs.ts';

/**
 * A group that replicates a log: what is in it stays, and whoever leads the group has all of it.
 *
 * A leader that is lost may leave entries that nobody knows of. Whether they are in the log turns out
 * later, or never; the next leader begins with them, or without.
 *
 * Source: Ongaro & Ousterhout 2014, figure 3: leader completeness and state machine safety, as a chart.
 */
export const group = setup({
  types: {
    context: {} as {
      /** What most of the group have: what is promised to others is in it. */
      readonly log: Log;
      /** What the leader has: the log, and what it has proposed. Nothing, where there is no leader. */
      readonly known: Log;
    },
    events: {} as
      | { type: 'elect'; readonly known: Log }
      | { type: 'lose' }
      | { type: 'propose'; readonly known: Log }
      | { type: 'replicate'; readonly log: Log },
  },
  guards: {
    isComplete: ({ context }, known: Log) => startsWith(known, context.log),
    hasOneMore: ({ context: { known } }, next: Log) =>
      next.length === known.length + 1 && startsWith(next, known),
    isLonger: ({ context }, log: Log) =>
      log.length > context.log.length && startsWith(log, context.log),
    // Since the leader has the log, what it has is that or longer.
    isProposed: ({ context }, log: Log) =>
      log.length > context.log.length && startsWith(context.known, log),
  },
  actions: {
    know: assign({ known: (_, known: Log) => known }),
    forget: assign({ known: [] }),
    keep: assign({ log: (_, log: Log) => log }),
  },
}).createMachine({
  id: 'group',
  context: { log: [], known: [] },
  initial: 'leaderless',
  on: {
    elect: {
      guard: { type: 'isComplete', params: ({ event }) => event.known },
      target: '.led',
      actions: { type: 'know', params: ({ event }) => event.known },
    },
  },
  states: {
    leaderless: {
      on: {
        replicate: {
          guard: { type: 'isLonger', params: ({ event }) => event.log },
          actions: { type: 'keep', params: ({ event }) => event.log },
        },
      },
    },
    led: {
      on: {
        lose: { target: 'leaderless', actions: 'forget' },
        propose: {
          guard: { type: 'hasOneMore', params: ({ event }) => event.known },
          actions: { type: 'know', params: ({ event }) => event.known },
        },
        replicate: {
          guard: { type: 'isProposed', params: ({ event }) => event.log },
          actions: { type: 'keep', params: ({ event }) => event.log },
        },
      },
    },
  },
});
