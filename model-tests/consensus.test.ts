import { checkSync, defineProtocol, integer, role } from '#faultline';
import { describe, expect, it } from 'vitest';
import { assign, setup } from 'xstate';
import { chosenLog } from '../specs/consensus/chosen-log.ts';
import { consensus } from '../specs/consensus/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const allHold = {
  validity: 'holds',
  stability: 'holds',
  progress: 'holds',
  canChooseAll: 'holds',
  canLeaveGap: 'holds',
};

describe('Consensus', () => {
  it.each([
    { size: 'tiny', gap: 'violated' },
    { size: 'small', gap: 'holds' },
    { size: 'medium', gap: 'holds' },
  ] as const)('keeps its promises in size $size', ({ size, gap }) => {
    const result = checkSync(consensus, { size });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({ ...allHold, canLeaveGap: gap });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts.consensus[size]));
  });

  it.each([
    { slots: 1, values: 1 },
    { slots: 2, values: 3 },
    { slots: 3, values: 2 },
  ])('has a state for each way to fill $slots slots with $values values', (parameters) => {
    const { slots, values } = parameters;
    const states = (values + 1) ** slots;
    // From state to state, a slot is open before and after, is filled, or keeps its value.
    const pairs = (2 * values + 1) ** slots;
    // All are filled in one step, and then there is nothing more to do.
    expect(countsOf(checkSync(consensus, { parameters }))).toEqual([states, 1 + pairs - states, 2]);
  });

  it('has the counts of TLC with a single slot and 3 values, as in MCConsensus.cfg', () => {
    const parameters = { slots: 1, values: 3 };
    expect(countsOf(checkSync(consensus, { parameters }))).toEqual([4, 4, 2]);
  });

  it('has as many states as a search finds that takes one step at a time', () => {
    const { counts } = naiveSearch(consensus, { slots: 2, values: 2 });
    expect(counts).toEqual(countsIn(sizeCounts.consensus.small));
  });
});

describe('A mutation of consensus', () => {
  it.each(Object.entries(consensus.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(consensus, name);
    expect([property?.verdict, property?.trace?.steps.length]).toEqual(['violated', steps]);
    expect(await replayedLabels(consensus, property)).toEqual(labelsOf(property));
  });
});

/** Somebody who puts values into two slots, one after another or both at once, and may put several. */
const scribe = (mayPut: 'once' | 'again' | 'both values') =>
  defineProtocol({
    id: 'scribe',
    title: 'A scribe',
    parameters: { slots: integer({ min: 2, max: 2, default: 2 }) },
    roles: () => ({
      scribe: role(scribeChart, {
        input: { mayPut },
        stimuli: [
          { type: 'put', slots: [1], value: 'v1' },
          { type: 'put', slots: [1, 2], value: 'v2' },
        ],
      }),
    }),
    properties: ({ refines }) => ({
      refined: refines(
        'it is consensus',
        consensus,
        (view) => chosenLog(2, (slot) => view.process('scribe').context.put[slot] ?? []),
        { parameters: ({ slots }) => ({ slots, values: 2 }) },
      ),
    }),
  });

const scribeChart = setup({
  types: {
    input: {} as { readonly mayPut: string },
    context: {} as {
      readonly mayPut: string;
      readonly put: Readonly<Record<number, readonly string[]>>;
    },
    events: {} as { type: 'put'; readonly slots: readonly number[]; readonly value: string },
  },
}).createMachine({
  id: 'scribe',
  context: ({ input }) => ({ ...input, put: {} }),
  on: {
    put: {
      guard: ({ context: { mayPut, put }, event: { slots } }) =>
        mayPut !== 'once' || slots.every((slot) => put[slot] === undefined),
      actions: assign({
        put: ({ context: { mayPut, put }, event: { slots, value } }) => ({
          ...put,
          ...Object.fromEntries(
            slots.map((slot) => [
              slot,
              mayPut === 'both values' ? [...(put[slot] ?? []), value].slice(0, 2) : [value],
            ]),
          ),
        }),
      }),
    },
  },
});

describe('A protocol refines consensus', () => {
  it.each([
    { mayPut: 'once', verdict: 'holds', steps: undefined },
    { mayPut: 'again', verdict: 'violated', steps: 2 },
    { mayPut: 'both values', verdict: 'violated', steps: 2 },
  ] as const)('unless a slot changes: put $mayPut', ({ mayPut, verdict, steps }) => {
    const [refined] = checkSync(scribe(mayPut)).properties;
    expect([refined?.verdict, refined?.trace?.steps.length]).toEqual([verdict, steps]);
  });
});
