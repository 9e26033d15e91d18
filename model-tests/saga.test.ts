import { checkSync, propertiesFor, strong, weak, type Fairness } from '#faultline';
import { describe, expect, it } from 'vitest';
import type { roles } from '../specs/saga/roles.ts';
import { saga } from '../specs/saga/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const promises = [
  'sagaAtomicity',
  'stability',
  'finishes',
  'exactlyOnceEffect',
  'reverseOrder',
] as const;
const possibilities = [
  'canFinish',
  'canAbort',
  'canUndoUnknown',
  'canUndoNothing',
  'canRecover',
] as const;
const notPromised = ['isolation', 'noDirtyRead'] as const;
const allHold = Object.fromEntries(
  [...promises, ...possibilities, ...notPromised].map((name) => [name, 'holds']),
);

/** A network that delivers in any order, but neither loses nor repeats. */
const lossless = { loss: { max: 0 }, duplication: { max: 0 } } as const;

describe('A saga', () => {
  it.each([
    { size: 'tiny', seen: { isolation: 'violated' }, steps: 2 },
    { size: 'small', seen: { noDirtyRead: 'violated' }, steps: 4 },
  ] as const)('keeps its promises, and is not isolated, in size $size', ({ size, seen, steps }) => {
    const result = checkSync(saga, { size });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({ ...allHold, ...seen });
    const [isolation] = result.properties.filter(({ expected }) => expected === 'violated');
    expect(isolation?.trace?.steps).toHaveLength(steps);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts.saga[size]));
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(saga, { size: 'tiny' });
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // Begin; exec and ok of each.
      canFinish: 1 + 2 * 2,
      // Begin; exec and ok of the first; the second sells out; exec and fail; comp and its answer.
      canAbort: 1 + 2 + 1 + 2 + 2,
      // Begin; exec and ok of the first; exec of the second; timeout; comp and answer of each.
      canUndoUnknown: 1 + 2 + 1 + 1 + 2 * 2,
      // Begin; timeout; comp and its answer, while the exec is on its way.
      canUndoNothing: 1 + 1 + 2,
      // As canFinish; crash and restart.
      canRecover: 1 + 2 * 2 + 2,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(saga, property)).toEqual(labelsOf(property));
    }
  });

  it('exercises all of its charts, messages and faults', () => {
    const { coverage } = checkSync(saga, { size: 'tiny' });
    expect(coverage.complete).toBe(true);
    expect(coverage.items.filter(({ exercised }) => !exercised)).toEqual([]);
  });

  it('is isolated when it has one step, and nobody else reads what it writes when it is alone', () => {
    const result = checkSync(saga, { parameters: { services: 1, sagas: 1, crashes: 1 } });
    expect(verdictsOf(result)).toEqual(allHold);
    expect(countsOf(result)).toEqual([861, 5_992, 10]);
  });

  it.each([
    { crashes: 1, counts: [12_496, 73_887, 22] },
    { crashes: 0, counts: [3_124, 17_593, 21] },
  ])('keeps its promises in a network that loses nothing: $crashes crashes', (row) => {
    const parameters = { services: 2, sagas: 1, crashes: row.crashes };
    const result = checkSync(saga, { parameters, network: lossless });
    const seen = { isolation: 'violated', canRecover: row.crashes === 0 ? 'violated' : 'holds' };
    expect(verdictsOf(result)).toEqual({ ...allHold, ...seen });
    expect(countsOf(result)).toEqual(row.counts);
  });

  it('keeps its promises when an orchestrator crashes between its log and its message', () => {
    const crash = { roles: ['orchestrator'], max: 2, restart: true, cutsBroadcast: true };
    const result = checkSync(saga, { size: 'tiny', faults: { crash } });
    expect(verdictsOf(result)).toEqual({ ...allHold, isolation: 'violated' });
    expect(result.coverage.items.filter(({ exercised }) => !exercised)).toEqual([]);
  });

  it('does not survive the loss of a ledger', () => {
    const crash = { roles: ['service'], max: 1, restart: true, amnesia: 1 } as const;
    const parameters = { services: 1, sagas: 1, crashes: 1 };
    const result = checkSync(saga, { parameters, faults: { crash }, keepGoing: true });
    expect(verdictsOf(result)).toMatchObject({
      sagaAtomicity: 'violated',
      exactlyOnceEffect: 'violated',
    });
  });
});

// Garcia-Molina & Salem 1987: a saga that cannot go forward can always go back.
describe('The end of a saga', () => {
  const { leadsTo } = propertiesFor<typeof roles>();
  type Predicate = Parameters<typeof leadsTo>[1]['whenever'];
  const isOver: Predicate = (view) =>
    view.process('orchestrator1').context.mode === 'done' ||
    view.process('orchestrator1').context.mode === 'aborted';
  const hasBegun: Predicate = (view) => view.process('orchestrator1').context.mode !== 'idle';

  /** The verdict on whether a saga of one step comes to its end, when so much is fair. */
  function verdictUnder(fairness: readonly Fairness[], network = {}) {
    const finishes = leadsTo(
      'it finishes',
      { whenever: hasBegun, eventually: isOver },
      { fairness },
    );
    const protocol = { ...saga, properties: { finishes }, monitorsFor: () => ({}) };
    const result = checkSync(
      { ...protocol, expectationsFor: () => ({}) },
      { parameters: { services: 1, sagas: 1, crashes: 1 }, network },
    );
    return result.verdict;
  }
  const compensations = (of: typeof weak) =>
    (['comp', 'compOk'] as const).map((message) => of({ kind: 'deliver', message }));
  const retries = weak({ kind: 'timeout', timer: 'retryTimeout' });
  const givesUp = weak({ kind: 'timeout', timer: 'stepTimeout' });
  const restarts = weak('restart');

  it('needs compensations that are asked for again and again to arrive, where they get lost', () => {
    const others = [retries, givesUp, restarts];
    expect(verdictUnder([...compensations(strong), ...others])).toBe('holds');
    expect(verdictUnder([...compensations(weak), ...others])).toBe('violated');
    expect(verdictUnder([...compensations(weak), ...others], lossless)).toBe('holds');
  });

  it('needs an orchestrator that comes up again, retries, and gives up', () => {
    const fair = compensations(strong);
    expect(verdictUnder([...fair, retries, givesUp])).toBe('violated');
    expect(verdictUnder([...fair, givesUp, restarts])).toBe('violated');
    expect(verdictUnder([...fair, retries, restarts])).toBe('violated');
    // One that never gives up comes to an end where its steps are carried out and answered.
    const steps = ['exec', 'ok', 'fail'].map((message) => strong({ kind: 'deliver', message }));
    expect(verdictUnder([...fair, ...steps, retries, restarts])).toBe('holds');
  });
});

describe('A mutation of the saga', () => {
  it.each(Object.entries(saga.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(saga, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(saga, property)).toEqual(labelsOf(property));
  });

  it('is there for every promise', () => {
    const broken = Object.values(saga.mutations).map(({ violates }) => violates);
    expect(new Set(broken)).toEqual(new Set(promises));
  });

  // The lengths are known from a model that was written without charts: there sending a message in answer
  // to another, and aborting, is a step of its own, and whether a step fails is decided when it arrives.
  it.each([
    { name: 'exec-not-idempotent', steps: 4, finer: 4 },
    { name: 'comp-not-idempotent', steps: 6, finer: 7 },
    { name: 'blind-compensation', steps: 3, finer: 4 },
    { name: 'no-tombstone', steps: 5, finer: 7 },
    { name: 'skip-unknown', steps: 3, finer: 4 },
    { name: 'forward-order', steps: 8, finer: 11 },
    { name: 'fail-not-recorded', steps: 7, finer: 6 },
  ])('takes $steps steps, or $finer finer ones, where nothing comes twice: $name', (row) => {
    const { properties } = checkSync(saga, { mutation: row.name, network: lossless });
    const violates = saga.mutations[row.name]?.violates;
    const labels = labelsOf(properties.find(({ name }) => name === violates)) ?? [];
    expect(labels).toHaveLength(row.steps);
    const sends = labels.filter((label) => /^deliver (ok|fail|compOk)|stepTimeout/.test(label));
    const choices = labels.filter((label) => /sellOut|restock/.test(label));
    expect(labels.length + sends.length - choices.length).toBe(row.finer);
  });

  it.each([
    { name: 'forward-order', parameters: { services: 1 }, why: 'there is one step' },
    { name: 'send-before-log', parameters: { services: 1 }, why: 'there is no next step' },
    { name: 'restart-from-zero', parameters: { crashes: 0 }, why: 'nobody restarts' },
  ])('is not caught where $why: $name', ({ name, parameters }) => {
    expect(caughtBy(saga, name, parameters)?.verdict).toBe('holds');
  });

  it('is not caught where nothing gets lost: compensation-not-retried', () => {
    const choices = { mutation: 'compensation-not-retried', network: lossless } as const;
    expect(verdictsOf(checkSync(saga, choices))).toMatchObject({ finishes: 'holds' });
  });
});
