import { check, checkSync, defineProtocol, replayTrace, role, traceToJson } from '#faultline';
import type { CheckOptions, CheckResult, Protocol } from '#faultline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { twoPhaseCommitAbstract } from '../specs/two-phase-commit-abstract/spec.ts';
import { twoPhaseCommit } from '../specs/two-phase-commit/spec.ts';
import { protocolFromSketch } from './oracle/protocol-from-sketch.ts';
import { protocolSketch } from './oracle/protocol-sketch.ts';

/** What the two orders of search must agree on: all but properties of behaviors. */
function sumOf({ model, properties, verdict, ...result }: CheckResult) {
  const { distinctStates, generatedStates, endStates, constrainedStates } = result;
  const decided = properties.filter(({ name }) => !isOfBehaviors(model.protocol, name));
  return {
    ...{ distinctStates, generatedStates, endStates, constrainedStates },
    ...(decided.length === properties.length && { verdict }),
    properties: decided.map(({ name, verdict: each }) => [name, each]),
  };
}

function isOfBehaviors({ properties }: Protocol, name: string): boolean {
  return 'fairness' in (properties[name] as object);
}

function expectSame(protocol: Protocol, options: CheckOptions = {}): CheckResult {
  const depthFirst = checkSync(protocol, { ...options, search: 'depth-first' });
  const breadthFirst = checkSync(protocol, options);
  expect(sumOf(depthFirst)).toEqual(sumOf(breadthFirst));
  for (const [at, property] of depthFirst.properties.entries()) {
    const { trace, name } = property;
    if (isOfBehaviors(protocol, name)) {
      expect(property.verdict).toBe('unknown');
      continue;
    }
    const shortest = breadthFirst.properties[at]?.trace;
    expect(trace === undefined).toBe(shortest === undefined);
    if (trace === undefined) continue;
    expect(trace.steps.length).toBeGreaterThanOrEqual(shortest?.steps.length ?? 0);
    const file = traceToJson(trace, { spec: protocol.id, property });
    expect(replayTrace(protocol, file).steps).toEqual(trace.steps);
  }
  return depthFirst;
}

describe('A depth-first check', () => {
  it.each([
    [twoPhaseCommit, 'tiny'],
    [twoPhaseCommit, 'small'],
    [twoPhaseCommitAbstract, 'tiny'],
    [twoPhaseCommitAbstract, 'small'],
  ])('says the same as a breadth-first one of $id, $1', (protocol, size) => {
    const { search, traces, coverage } = expectSame(protocol, { size });
    expect([search, traces, coverage.items]).toEqual(['depth-first', 'shortened', []]);
  });

  it.each(Object.keys(twoPhaseCommit.mutations))('finds the mutation %s', (mutation) => {
    expectSame(twoPhaseCommit, { mutation, keepGoing: true });
  });

  it('says the same of random protocols', () => {
    fc.assert(
      fc.property(protocolSketch, (sketch) => {
        const protocol = protocolFromSketch(sketch);
        const { ending } = checkSync(protocol, { statesMax: 300, keepGoing: true });
        fc.pre(ending === 'complete');
        expectSame(protocol, { keepGoing: true });
      }),
      { numRuns: 25 },
    );
  });

  it('takes three fifths of the memory', () => {
    const options = { size: 'small', participants: 3 };
    const { bytes } = checkSync(twoPhaseCommit, { ...options, search: 'depth-first' });
    expect(bytes / checkSync(twoPhaseCommit, options).bytes).toBeLessThan(0.65);
  });

  it('leaves what it finds as long as it is when it is told to', () => {
    const options = { mutation: 'uncertain-peer-aborts', search: 'depth-first' } as const;
    const stepsOf = ({ properties }: CheckResult) =>
      properties.find(({ verdict }) => verdict === 'violated')?.trace?.steps.length;
    const whole = checkSync(twoPhaseCommit, { ...options, shorten: false });
    expect(whole.traces).toBe('as found');
    expect([stepsOf(whole), stepsOf(checkSync(twoPhaseCommit, options))]).toEqual([12, 10]);
  });

  it('leaves properties of behaviors undecided, and so the whole', () => {
    const { verdict, properties } = checkSync(blinker(), { search: 'depth-first' });
    expect([verdict, ...properties.map((each) => each.verdict)]).toEqual(['unknown', 'unknown']);
  });

  it('cannot be bounded in depth', () => {
    const bounded = { search: 'depth-first', depthMax: 7 } as const;
    expect(() => checkSync(twoPhaseCommit, bounded)).toThrow(
      '[FL403] A depth-first search is asked to go no deeper than 7 states',
    );
  });

  it('ends at its limits, and when it is interrupted', async () => {
    const options = { search: 'depth-first', size: 'small' } as const;
    const few = checkSync(twoPhaseCommit, { ...options, statesMax: 1000 });
    expect([few.ending, few.verdict, few.distinctStates]).toEqual(['statesMax', 'unknown', 1000]);
    const signal = { aborted: false };
    const stopped = await check(twoPhaseCommit, {
      ...{ ...options, signal },
      onProgress: ({ distinct }) => (signal.aborted = distinct > 3000),
    });
    expect([stopped.ending, stopped.isExplored]).toEqual(['interrupted', false]);
    expect(stopped.frontier).toBeGreaterThan(0);
  });

  it('shows the way to an error in the spec', () => {
    const { properties } = twoPhaseCommit;
    const agreement = { ...properties.agreement, holds: () => 7 } as never;
    const protocol = { ...twoPhaseCommit, properties: { ...properties, agreement } };
    expect(() => checkSync(protocol, { search: 'depth-first' })).toThrow(
      expect.objectContaining({ code: 'FL302', trace: expect.objectContaining({ steps: [] }) }),
    );
  });
});

function blinker(): Protocol {
  const chart = createMachine({
    initial: 'off',
    states: { off: { after: { 10: 'on' } }, on: { after: { 10: 'off' } } },
  });
  return defineProtocol({
    id: 'blinker',
    title: 'A blinker',
    roles: () => ({ light: role(chart) }),
    properties: ({ eventually }) => ({
      lit: eventually('it is on', (view) => view.process('light').matches('on')),
    }),
  });
}
