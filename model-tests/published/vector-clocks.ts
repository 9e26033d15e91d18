import { defineProtocol, integer, role } from '#faultline';
import { assign, setup } from 'xstate';
import { indices } from './lists.ts';

/** `clocks[p][q]` is what process p knows of the clock of process q. */
type Clocks = readonly (readonly number[])[];
type Tick = { readonly type: 'tick'; readonly process: number };
type Merge = { readonly type: 'merge'; readonly from: number; readonly to: number };

/**
 * The clocks of all processes. They are in one chart, because a merge reads the clock of one process
 * as it is now and changes that of another in the same step.
 */
const clocks = setup({
  types: {
    input: {} as { readonly processes: number; readonly tickMax: number },
    context: {} as { readonly clocks: Clocks; readonly tickMax: number },
    events: {} as Tick | Merge,
  },
}).createMachine({
  id: 'clocks',
  context: ({ input }) => ({
    clocks: indices(input.processes).map(() => indices(input.processes).map(() => 0)),
    tickMax: input.tickMax,
  }),
  on: {
    tick: {
      guard: ({ context, event }) =>
        at(context.clocks, event.process, event.process) < context.tickMax,
      actions: assign({
        clocks: ({ context, event: { process } }) =>
          changed(context.clocks, process, (known, of) => (of === process ? known + 1 : known)),
      }),
    },
    merge: {
      guard: ({ context, event: { from, to } }) =>
        indices(context.clocks.length).some(
          (of) => at(context.clocks, from, of) > at(context.clocks, to, of),
        ),
      actions: assign({
        clocks: ({ context, event: { from, to } }) =>
          changed(context.clocks, to, (known, of) => Math.max(known, at(context.clocks, from, of))),
      }),
    },
  },
});

/** Vector clocks: a process counts its own events, and learns what another knows all at once. */
export const vectorClocks = defineProtocol({
  id: 'published-vector-clocks',
  title: 'Vector clocks (Specl)',
  source: 'Specl, examples/showcase/vector-clocks.specl; Mattern 1989; Fidge 1988',
  parameters: {
    processes: integer({ min: 2, max: 3, default: 3 }),
    tickMax: integer({ min: 1, max: 5, default: 1, says: 'events of each process (`Max`)' }),
  },
  roles: ({ processes, tickMax }) => ({
    clocks: role(clocks, {
      input: { processes, tickMax },
      stimuli: indices(processes).flatMap((process) => [
        { type: 'tick' as const, process },
        ...indices(processes)
          .filter((to) => to !== process)
          .map((to) => ({ type: 'merge' as const, from: process, to })),
      ]),
    }),
  }),
  properties: ({ invariant, reachable }) => ({
    selfAware: invariant('nobody knows more of a process than the process itself', (view) => {
      const known = view.process('clocks').context.clocks;
      return known.every((row) => row.every((ticks, of) => ticks <= at(known, of, of)));
    }),
    nonNegative: invariant('no clock is negative', (view) =>
      view.process('clocks').context.clocks.every((row) => row.every((ticks) => ticks >= 0)),
    ),
    allKnow: reachable('everybody knows that everybody has done everything', (view) => {
      const { context } = view.process('clocks');
      return context.clocks.every((row) => row.every((ticks) => ticks === context.tickMax));
    }),
  }),
});

function at(clocks: Clocks, process: number, of: number): number {
  return clocks[process]?.[of] ?? 0;
}

/** The clocks with the row of one process changed. */
function changed(
  clocks: Clocks,
  process: number,
  change: (known: number, of: number) => number,
): Clocks {
  return clocks.map((row, index) => (index === process ? row.map(change) : row));
}
