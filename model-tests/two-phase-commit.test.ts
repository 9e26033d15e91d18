import {
  abstractTrace,
  alterChart,
  checkSync,
  propertiesFor,
  stateGraph,
  strong,
  weak,
} from '#faultline';
import { describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import type { roles } from '../specs/two-phase-commit/roles.ts';
import { twoPhaseCommit } from '../specs/two-phase-commit/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { blockedStates, hasDecided } from './support/blocked-states.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';
import { cutOff } from './support/cut-off.ts';

const promises = [
  ...['agreement', 'commitValidity', 'abortValidity', 'stability'],
  ...['refinesAtomicCommit', 'termination', 'decides'],
];
const possibilities = [
  ...['canCommit', 'canAbort', 'canForget', 'canAbortAfterYes'],
  ...['canBlock', 'canRecover', 'canRecoverUndecided'],
];
const allHold = {
  ...Object.fromEntries([...promises, ...possibilities].map((name) => [name, 'holds'])),
  // The price of the protocol: see 'Termination'.
  neverBlocks: 'violated',
};

describe('Two-phase commit', () => {
  it.each(['tiny', 'small'] as const)('keeps its promises in size %s', (size) => {
    const result = checkSync(twoPhaseCommit, { size });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual(allHold);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['two-phase-commit'][size]));
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(twoPhaseCommit, { size: 'tiny' });
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // Begin; prepare, choice and vote of each; commit to each.
      canCommit: 1 + 2 * 3 + 2,
      // Begin; neither votes nor prepares come in time.
      canAbort: 1 + 1 + 2,
      // Begin; the votes do not come in time; abort to each, ack from each.
      canForget: 1 + 1 + 2 * 2,
      // Begin; prepare and choice of each; the votes do not come in time; abort to each.
      canAbortAfterYes: 1 + 2 * 2 + 1 + 2,
      // Begin; prepare and choice of each; the coordinator crashes.
      canBlock: 1 + 2 * 2 + 1,
      // As canCommit; crash and restart.
      canRecover: 1 + 2 * 3 + 2 + 2,
      // As canBlock; restart; abort to each.
      canRecoverUndecided: 1 + 2 * 2 + 1 + 1 + 2,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(twoPhaseCommit, property)).toEqual(labelsOf(property));
    }
  });

  it('exercises all of its charts, messages and faults where participants ask each other', () => {
    const { coverage } = checkSync(twoPhaseCommit, { size: 'small' });
    expect(coverage.complete).toBe(true);
    expect(coverage.items.filter(({ exercised }) => !exercised)).toEqual([]);
    const alone = checkSync(twoPhaseCommit, { size: 'tiny' }).coverage.items;
    expect(alone.filter(({ exercised }) => !exercised).map(({ name }) => name)).toEqual([
      ...['working', 'committed', 'aborted'].map((state) => `${state}.on.decisionRequest`),
      'decisionRequest',
    ]);
  });

  it.each([
    ['unilateral-abort-after-yes', 5],
    ['vote-not-logged', 6],
    ['send-before-log', 7],
    ['uncertain-peer-aborts', 10],
    ['log-not-read', 6],
  ])('does what atomic commit never does when it is broken: %s', (mutation, steps) => {
    const { properties } = checkSync(twoPhaseCommit, { mutation, keepGoing: true });
    const refined = properties.find(({ name }) => name === 'refinesAtomicCommit');
    expect([refined?.verdict, refined?.trace?.steps.length]).toEqual(['violated', steps]);
    const seen = refined?.trace && abstractTrace(refined.trace, 'refinesAtomicCommit');
    expect(seen?.steps.map(({ kind }) => kind).indexOf('breaks')).toBe(steps - 1);
  });

  it('cannot block, and need not recover, when nobody crashes', () => {
    const result = checkSync(twoPhaseCommit, { size: 'tiny', parameters: { crashes: 0 } });
    const never = { canBlock: 'violated', canRecover: 'violated', canRecoverUndecided: 'violated' };
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({ ...allHold, ...never, neverBlocks: 'holds' });
    const expected = result.properties.filter((property) => property.expected === 'violated');
    expect(expected.map(({ name }) => name)).toEqual(Object.keys(never));
    expect(countsOf(result)).toEqual([1_186, 4_080, 19]);
  });

  it.each([
    { lost: 1, twice: 0, counts: [21_779, 110_987, 21] },
    { lost: 0, twice: 1, counts: [34_975, 178_450, 20] },
    { lost: 'unbounded', twice: 'unbounded', counts: [109_867, 1_467_058, 16] },
  ] as const)('keeps its promises when $lost messages are lost and $twice come twice', (row) => {
    const network = { loss: { max: row.lost }, duplication: { max: row.twice } };
    const result = checkSync(twoPhaseCommit, { size: 'tiny', network });
    expect(verdictsOf(result)).toEqual(allHold);
    expect(countsOf(result)).toEqual(row.counts);
  });
});

describe('Blocking', () => {
  it.each([
    { participants: 1, cooperative: false },
    { participants: 2, cooperative: false },
    { participants: 2, cooperative: true },
    { participants: 3, cooperative: true },
  ])('is 2n + 2 steps away: $participants participants, cooperative $cooperative', (row) => {
    const steps = 2 * row.participants + 2;
    const { properties } = checkSync(twoPhaseCommit, { parameters: row, depthMax: steps + 1 });
    const witness = properties.find(({ name }) => name === 'canBlock')?.trace;
    // Begin; each participant takes its prepare and votes; at some time the coordinator crashes.
    expect(witness?.steps.map(({ action }) => action.kind).sort()).toEqual([
      'crash',
      ...Array.from({ length: row.participants }, () => 'deliver'),
      ...Array.from({ length: row.participants + 1 }, () => 'stimulus'),
    ]);
  });

  it('is over when the coordinator restarts: everywhere, all can still decide', () => {
    const graph = stateGraph(twoPhaseCommit, { size: 'tiny' });
    expect(graph.states).toHaveLength(8_041);
    expect(cutOff(graph, ({ processes }) => processes.every(hasDecided))).toEqual([]);
  });

  it('lasts when the coordinator stays down, whoever else has decided', () => {
    expect(blockedStates({ cooperative: false })).toEqual({
      'down prepared prepared': 12,
      'down prepared aborted': 12,
      'down aborted prepared': 12,
      'down prepared working.waiting': 4,
      'down working.waiting prepared': 4,
      'down prepared working.voting': 4,
      'down working.voting prepared': 4,
    });
  });
});

// A behavior in which every process decides, or every one that is up, is what Bernstein, Hadzilacos &
// Goodman 1987, §7.4, and Babaoglu & Toueg 1993 ask for as AC5.
describe('Termination', () => {
  const { leadsTo } = propertiesFor<typeof roles>();
  type Predicate = Parameters<typeof leadsTo>[1]['whenever'];
  const isUnderWay: Predicate = (view) => !view.process('coordinator').matches('init');
  const allDecide: Predicate = (view) =>
    view.processes.every((process) => process.hasTag('decided'));
  const allUpDecide: Predicate = (view) =>
    view.processes.every((process) => !process.alive || process.hasTag('decided'));
  const types = ['prepare', 'yes', 'no', 'commit', 'abort', 'decisionRequest'];
  const others = [weak('timeout'), weak('stimulus')];
  const perMessage = (of: typeof weak) => types.map((message) => of({ kind: 'deliver', message }));

  /** The verdict on termination, when so much is fair. */
  function verdictUnder(
    fairness: readonly ReturnType<typeof weak>[],
    choices: Parameters<typeof checkSync>[1],
    eventually = allDecide,
  ) {
    const decides = leadsTo('all decide', { whenever: isUnderWay, eventually }, { fairness });
    const protocol = { ...twoPhaseCommit, properties: { decides }, expectationsFor: () => ({}) };
    const result = checkSync(protocol, choices);
    return [result.verdict, result.properties[0]?.trace?.steps.length];
  }
  const withoutCrash = { parameters: { participants: 2, crashes: 0 } };
  const losing = { network: { loss: { max: 'unbounded' } } } as const;

  it.each(['weak', 'strong'] as const)('comes without a crash, under %s fairness', (kind) => {
    const of = kind === 'weak' ? weak : strong;
    expect(verdictUnder([of('deliver'), ...others], withoutCrash)).toEqual(['holds', undefined]);
    expect(verdictUnder([...perMessage(of), ...others], withoutCrash)).toEqual([
      'holds',
      undefined,
    ]);
  });

  it('does not come when timers may never fire, or nothing is sure to be delivered', () => {
    const votes = weak('stimulus');
    expect(verdictUnder([weak('deliver'), votes], withoutCrash)[0]).toBe('violated');
    expect(verdictUnder([weak('timeout'), votes], withoutCrash)[0]).toBe('violated');
    // Nobody has to vote, however: the coordinator does not wait for it for ever.
    const noVotes = [weak('deliver'), weak('timeout')];
    expect(verdictUnder(noVotes, withoutCrash)[0]).toBe('holds');
    expect(verdictUnder([], withoutCrash)).toEqual(['violated', 1]);
  });

  it('does not come to those who are up when the coordinator crashes for good: they are blocked', () => {
    const crash = { parameters: { participants: 2, crashes: 1 } };
    const fairness = [...perMessage(strong), strong('timeout'), strong('stimulus')];
    expect(verdictUnder(fairness, crash, allUpDecide)).toEqual(['violated', 8]);
    expect(verdictUnder([...fairness, weak('restart')], crash)).toEqual(['holds', undefined]);
  });

  it('needs messages that are sent again and again to arrive, where the network loses them', () => {
    const choices = { ...withoutCrash, ...losing };
    expect(verdictUnder([...perMessage(weak), ...others], choices)[0]).toBe('violated');
    expect(verdictUnder([...perMessage(strong), ...others], choices)[0]).toBe('holds');
  });

  it('needs each kind of message to be delivered, where peers ask one another without end', () => {
    const choices = { parameters: { participants: 2, crashes: 0, cooperative: true } };
    expect(verdictUnder([weak('deliver'), ...others], choices)[0]).toBe('violated');
    expect(verdictUnder([...perMessage(weak), ...others], choices)[0]).toBe('holds');
  });
});

describe('Where no timer fires', () => {
  const noTimers = {
    says: 'everybody waits for ever',
    violates: 'abortNeedsNo',
    charts: {
      coordinator: (chart: AnyStateMachine) =>
        alterChart(chart, { states: { waiting: { after: undefined } } }),
      participant: (chart: AnyStateMachine) =>
        alterChart(chart, { states: { working: { states: { waiting: { after: undefined } } } } }),
    },
  };
  const abortNeedsNo = propertiesFor<typeof roles>().invariant(
    'a process aborts only if a participant has voted no',
    (view) =>
      view.processes.every(({ context }) => context.decision !== 'abort') ||
      view.all('participant').some(({ context }) => context.vote === 'no'),
    { source: 'BHG AC4' },
  );
  const patient = {
    ...twoPhaseCommit,
    properties: { abortNeedsNo },
    expectationsFor: () => ({}),
    mutations: { 'no-timers': noTimers },
  };

  it.each([
    { crashes: 0, verdict: 'holds' },
    { crashes: 1, verdict: 'violated' },
  ])('an abort needs a no, or one of $crashes crashes: $verdict', ({ crashes, verdict }) => {
    const parameters = { participants: 2, crashes };
    const result = checkSync(patient, { mutation: 'no-timers', parameters });
    expect(verdictsOf(result)).toEqual({ abortNeedsNo: verdict });
  });
});

describe('A mutation of two-phase commit', () => {
  it.each(Object.entries(twoPhaseCommit.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(twoPhaseCommit, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(twoPhaseCommit, property)).toEqual(labelsOf(property));
  });

  it('is there for every promise', () => {
    const broken = Object.values(twoPhaseCommit.mutations).map(({ violates }) => violates);
    expect(new Set(broken)).toEqual(new Set(promises));
  });

  // Here a participant takes the prepare, and then votes. Where these are one step, and so are question
  // and answer between peers, the lengths are known from a model that was written without charts.
  it.each([
    { name: 'unilateral-abort-after-yes', participants: 1, steps: 5, coarse: 4 },
    { name: 'unilateral-abort-after-yes', participants: 2, steps: 8, coarse: 6 },
    { name: 'vote-not-logged', participants: 1, steps: 6, coarse: 5 },
    { name: 'vote-not-logged', participants: 2, steps: 9, coarse: 7 },
    { name: 'send-before-log', participants: 1, steps: 7, coarse: 6 },
    { name: 'send-before-log', participants: 2, steps: 10, coarse: 8 },
    { name: 'majority-commit', participants: 3, steps: 7, coarse: 5 },
    { name: 'count-duplicates', participants: 2, steps: 5, coarse: 4 },
    { name: 'uncertain-peer-aborts', participants: 2, steps: 10, coarse: 6 },
  ])('takes $steps steps, or $coarse coarser ones: $name, $participants participants', (row) => {
    const { name, participants, steps, coarse } = row;
    const labels = labelsOf(caughtBy(twoPhaseCommit, name, { participants })) ?? [];
    expect(labels).toHaveLength(steps);
    const asks = labels.includes('deliver decisionRequest participant1 → participant2');
    const isHalf = (label: string) =>
      label.startsWith('deliver prepare') ||
      label.startsWith('deliver decisionRequest') ||
      (asks && label.startsWith('timeout decisionTimeout'));
    expect(labels.filter((label) => !isHalf(label))).toHaveLength(coarse);
  });

  it.each([
    { name: 'majority-commit', parameters: { participants: 2 }, why: 'most of two are both' },
    { name: 'count-duplicates', parameters: { participants: 1 }, why: 'one voter is enough' },
    { name: 'uncertain-peer-aborts', parameters: { participants: 1 }, why: 'there is no peer' },
    { name: 'vote-not-logged', parameters: { crashes: 0 }, why: 'nobody reads the log' },
    { name: 'send-before-log', parameters: { crashes: 0 }, why: 'nobody reads the log' },
  ])('is not caught where $why: $name', ({ name, parameters }) => {
    expect(caughtBy(twoPhaseCommit, name, parameters)?.verdict).toBe('holds');
  });
});
