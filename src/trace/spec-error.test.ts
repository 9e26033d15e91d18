import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import type { Sent } from '../protocol/messages.ts';
import type { ParameterValues } from '../protocol/parameters.ts';
import { defineProtocol, type Protocol } from '../protocol/protocol.ts';
import type { Property, PropertyTools } from '../protocol/property.ts';
import { role, type RoleRecord } from '../protocol/role.ts';
import { send } from '../statechart/send.ts';
import { checkSync, SpecError } from './check.ts';
import { traceFromJson } from './read-trace.ts';
import { replayTrace } from './replay.ts';
import { traceToJson } from './trace-file.ts';

/** Counts up to 3, and cannot tell what comes after the count at which it breaks. */
const counter = setup({
  types: {
    input: {} as { readonly breaksAt: number },
    context: {} as { readonly breaksAt: number; readonly count: number },
    events: {} as { readonly type: 'up' } | { readonly type: 'call' } | { readonly type: 'note' },
    emitted: {} as Sent<{ readonly type: 'note' }>,
  },
  guards: {
    canCount: ({ context: { breaksAt, count } }) => {
      if (count === breaksAt) throw new Error(`what comes after ${count}?`);
      return count < 3;
    },
  },
  actions: {
    count: assign({ count: ({ context }) => context.count + 1 }),
    call: send('counter', { type: 'note' }),
  },
}).createMachine({
  id: 'counter',
  context: ({ input }) => ({ breaksAt: input.breaksAt, count: 0 }),
  on: { call: { actions: 'call' }, up: { guard: 'canCount', actions: 'count' } },
});

interface Declared {
  readonly breaksAt?: number;
  readonly calls?: boolean;
  readonly constraint?: Protocol['constraint'];
  readonly properties?: (
    tools: PropertyTools<RoleRecord, ParameterValues>,
  ) => Record<string, Property>;
}

function counting({ breaksAt = -1, calls = false, constraint, properties }: Declared): Protocol {
  const stimuli = [...(calls ? [{ type: 'call' as const }] : []), { type: 'up' as const }];
  return defineProtocol({
    id: 'counting',
    title: 'Counting',
    roles: () => ({ counter: role(counter, { input: { breaksAt }, stimuli }) }),
    network: { order: 'fifo' },
    ...(constraint && { constraint }),
    ...(properties && { properties: properties as never }),
  });
}

type View = Parameters<NonNullable<Protocol['constraint']>>[0];

function countOf(view: View): number {
  return (view.process('counter').context as { readonly count: number }).count;
}

function throwsAt(count: number): (view: View) => boolean {
  return (view) => {
    if (countOf(view) === count) throw new Error(`no ${count}`);
    return true;
  };
}

function errorOf(protocol: Protocol): SpecError {
  try {
    checkSync(protocol);
  } catch (error) {
    if (error instanceof SpecError) return error;
    throw error;
  }
  throw new Error('There was no error.');
}

describe('SpecError', () => {
  const cases: readonly (Declared & { what: string; code: string; says: string; ups: number })[] = [
    {
      what: 'a guard',
      breaksAt: 2,
      code: 'FL203',
      says: 'what comes after 2?',
      ups: 2,
    },
    {
      what: 'an invariant',
      properties: ({ invariant }) => ({ positive: invariant('says', throwsAt(2)) }),
      code: 'FL302',
      says: 'The property "positive" threw an error: no 2',
      ups: 2,
    },
    {
      what: 'an invariant, in the initial state',
      properties: ({ invariant }) => ({ positive: invariant('says', throwsAt(0)) }),
      code: 'FL302',
      says: 'The property "positive" threw an error: no 0',
      ups: 0,
    },
    {
      what: 'a reachable that is not a boolean',
      properties: ({ reachable }) => ({
        canBe1: reachable('says', (view) => (countOf(view) === 1 ? 'yes' : false) as boolean),
      }),
      code: 'FL302',
      says: 'The property "canBe1" gave yes, which is not a boolean.',
      ups: 1,
    },
    {
      what: 'a step invariant, in the state after the step',
      properties: ({ stepInvariant }) => ({
        grows: stepInvariant('says', (_, after) => throwsAt(3)(after)),
      }),
      code: 'FL302',
      says: 'The property "grows" threw an error: no 3',
      ups: 3,
    },
    {
      what: 'the ends of deadlockFree',
      properties: ({ deadlockFree }) => ({ ends: deadlockFree('says', { ends: throwsAt(3) }) }),
      code: 'FL302',
      says: 'The property "ends" threw an error: no 3',
      ups: 3,
    },
    {
      what: 'the constraint',
      constraint: throwsAt(1),
      code: 'FL302',
      says: 'The property "constraint" threw an error: no 1',
      ups: 1,
    },
    {
      what: 'a property that asks for a process that does not exist',
      properties: ({ invariant }) => ({
        nobody: invariant('says', (view) => view.process('nobody' as never).alive),
      }),
      code: 'FL301',
      says: 'A property asks for the process "nobody", which does not exist.',
      ups: 0,
    },
  ];

  it.each(cases)('shows the way to an error in $what', async ({ code, says, ups, ...declared }) => {
    const protocol = counting(declared);
    const { trace, ...error } = errorOf(protocol);
    expect(error).toMatchObject({ code });
    expect(error.problem).toContain(says);
    expect(trace.steps.map(({ label }) => label)).toEqual(
      Array.from({ length: ups }, () => 'stimulus up at counter'),
    );
    // The trace leads to the same error again, and to none when the spec has been mended.
    const file = await traceFromJson(JSON.stringify(traceToJson(trace, { spec: 'counting' })));
    expect(file).toMatchObject({ property: null, verdict: null });
    expect(() => replayTrace(protocol, file)).toThrow(error.problem);
  });

  it('is found again by no replay when the spec has been mended', async () => {
    const { trace } = errorOf(counting({ constraint: throwsAt(1) }));
    const file = await traceFromJson(JSON.stringify(traceToJson(trace, { spec: 'counting' })));
    expect(replayTrace(counting({}), file).steps).toHaveLength(1);
  });

  it('shows the way when the channels have become more since the state was stored', () => {
    // What the first stimulus opens is there when the second one fails.
    const { trace, problem } = errorOf(counting({ breaksAt: 0, calls: true }));
    expect(problem).toContain('what comes after 0?');
    expect(trace.steps).toEqual([]);
    expect(trace.start.messages).toEqual([]);
  });
});
