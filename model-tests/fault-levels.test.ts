import { checkFaultLevels, checkSync, defineProtocol, levelsJson, replayTrace } from '#faultline';
import { role, send, traceToJson } from '#faultline';
import type { FaultLevels, Protocol, Sent } from '#faultline';
import { describe, expect, it } from 'vitest';
import { createMachine, setup } from 'xstate';
import { twoPhaseCommit } from '../specs/two-phase-commit/spec.ts';

const brokenOf = ({ levels }: FaultLevels) => levels.map(({ broken }) => broken);
const countsOf = ({ levels }: FaultLevels) => levels.map(({ distinctStates }) => distinctStates);

describe('Checks with more and more faults', () => {
  it.each([
    // The vote is not even remembered, which another property notices before any crash.
    ['vote-not-logged', [['commitValidity']]],
    ['send-before-log', [[], ['agreement', 'refinesAtomicCommit']]],
    ['majority-commit', [['commitValidity']]],
    ['count-duplicates', [[], ['commitValidity']]],
    ['decision-not-requested', [[], ['termination']]],
  ])('find how few break two-phase commit: %s', async (mutation, broken) => {
    const levels = await checkFaultLevels(twoPhaseCommit, { mutation, faultsMax: 3 });
    expect([levels.verdict, brokenOf(levels)]).toEqual(['violated', broken]);
    const property = levels.properties.find(({ name }) => name === broken.flat()[0]);
    const trace = replayTrace(
      twoPhaseCommit,
      traceToJson(property!.trace!, { spec: 'two-phase-commit', property }),
    );
    const faults = trace.steps.filter(({ action }) =>
      ['crash', 'drop', 'duplicate'].includes(action.kind),
    );
    expect(faults).toHaveLength(broken.length - 1);
  });

  it('find as many states as with as many crashes, where nothing else fails', async () => {
    const parameters = { participants: 2, crashes: 2 };
    const levels = await checkFaultLevels(twoPhaseCommit, { parameters, faultsMax: 1 });
    const counts = [0, 1].map(
      (crashes) =>
        checkSync(twoPhaseCommit, { parameters: { participants: 2, crashes } }).distinctStates,
    );
    expect(countsOf(levels)).toEqual(counts);
    expect([levels.verdict, levels.faultsPossible]).toEqual(['holds in bounds', 2]);
  });

  it('go no further than the faults that can happen', async () => {
    const levels = await checkFaultLevels(twoPhaseCommit, { size: 'tiny', faultsMax: 9 });
    expect([levels.verdict, levels.faultsPossible, brokenOf(levels)]).toEqual([
      'holds',
      1,
      [[], []],
    ]);
    expect(levels.properties.find(({ name }) => name === 'canBlock')?.verdict).toBe('holds');
  });

  it('bound the sum of faults of all kinds', async () => {
    const levels = await checkFaultLevels(post(3), { faultsMax: 5 });
    expect([levels.verdict, levels.faultsPossible]).toEqual(['violated', 4]);
    expect(brokenOf(levels)).toEqual([[], [], [], ['few']]);
    const few = levels.properties.find(({ name }) => name === 'few');
    expect(few?.trace?.steps.filter(({ action }) => isFault(action.kind))).toHaveLength(3);
  });

  it('do not blame a level for what is reached with more faults', async () => {
    const [two, four] = [2, 4].map((faultsMax) => checkFaultLevels(post(9), { faultsMax }));
    const bounded = await two!;
    expect([bounded.verdict, brokenOf(bounded)]).toEqual(['holds in bounds', [[], [], []]]);
    expect(bounded.properties.map(({ verdict }) => verdict)).toEqual([
      'holds in bounds',
      'unknown',
      'unknown',
    ]);
    // With all faults that there are, what is not reached is violated.
    const whole = await four!;
    expect([whole.verdict, brokenOf(whole).at(-1)]).toEqual(['violated', ['never']]);
    expect(whole.properties.map(({ verdict }) => verdict)).toEqual(['holds', 'holds', 'violated']);
  });

  it('stop where a limit does not let them decide', async () => {
    const begun: number[] = [];
    const levels = await checkFaultLevels(twoPhaseCommit, {
      ...{ size: 'tiny', faultsMax: 1, statesMax: 2000 },
      onLevel: (faults) => void begun.push(faults),
    });
    expect([levels.verdict, begun]).toEqual(['unknown', [0, 1]]);
    const stopped = await checkFaultLevels(twoPhaseCommit, {
      ...{ size: 'tiny', faultsMax: 1, statesMax: 100 },
    });
    expect([stopped.verdict, stopped.levels.length]).toEqual(['unknown', 1]);
  });

  it('are written as JSON', async () => {
    const levels = await checkFaultLevels(post(3), { faultsMax: 5 });
    expect(levelsJson(levels, { spec: 'post', seconds: 1 })).toMatchObject({
      ...{ protocol: 'post', verdict: 'violated', faultsThatBreak: 3, faultsPossible: 4 },
      faults: { total: 3 },
      levels: [{ faults: 0, broken: [] }, {}, {}, { faults: 3, broken: ['few'] }],
    });
  });
});

function isFault(kind: string): boolean {
  return ['crash', 'drop', 'duplicate'].includes(kind);
}

/**
 * A process that sends two letters: both may be lost, one may come twice, and the reader may crash.
 *
 * @param faultsToBreak - With so many faults a property is violated.
 */
function post(faultsToBreak: number): Protocol {
  const writer = setup({
    types: { events: {} as { type: 'go' }, emitted: {} as Sent<{ type: 'first' | 'second' }> },
    actions: {
      first: send('reader', { type: 'first' }),
      second: send('reader', { type: 'second' }),
    },
  }).createMachine({
    id: 'writer',
    initial: 'idle',
    states: { idle: { on: { go: { target: 'done', actions: ['first', 'second'] } } }, done: {} },
  });
  return defineProtocol({
    id: 'post',
    title: 'The post',
    roles: () => ({
      writer: role(writer, { stimuli: [{ type: 'go' }] }),
      reader: role(createMachine({ id: 'reader' })),
    }),
    network: { order: 'unordered', loss: { max: 2 }, duplication: { max: 1 } },
    faults: { crash: { max: 1, roles: ['reader'] } },
    properties: ({ invariant, reachable }) => ({
      few: invariant('not much goes wrong', ({ faults }) => sumOf(faults) < faultsToBreak),
      three: reachable('three things go wrong', ({ faults }) => sumOf(faults) === 3),
      never: reachable('five things go wrong', ({ faults }) => sumOf(faults) === 5),
    }),
  });
}

type Faults = Readonly<Record<'drops' | 'duplicates' | 'crashes', number>>;

function sumOf({ drops, duplicates, crashes }: Faults): number {
  return drops + duplicates + crashes;
}
