import { describe, expect, it, vi } from 'vitest';
import { createMachine } from 'xstate';
import { weak, type Fairness } from '../../protocol/fairness.ts';
import { defineProtocol } from '../../protocol/protocol.ts';
import { role } from '../../protocol/role.ts';
import { modelOf } from '../../protocol/model.ts';
import type { Property } from '../../protocol/property.ts';
import { check, CheckRun, checkSync, type CheckResult, type SpecError } from '../check.ts';
import { verifyTrace } from '../verify.ts';
import type { Trace } from '../trace.ts';
import { walkSync } from '../walk/walk.ts';

const going = { kind: 'stimulus', event: 'go' } as const;

/** A walk from 0 to 3 that stays there, as somebody goes on. */
function walk(fairness: readonly Fairness[], comes: 's0' | 's3' | 'throws' = 's3') {
  const chart = createMachine({
    initial: 's0',
    states: {
      s0: { on: { go: 's1' } },
      s1: { on: { go: 's2' } },
      s2: { on: { go: 's3' } },
      s3: { on: { go: 's3' } },
    },
  });
  return defineProtocol({
    id: 'walk',
    title: 'A walk',
    roles: () => ({ walker: role(chart, { stimuli: [{ type: 'go' }] }) }),
    properties: ({ eventually }) => ({
      arrives: eventually(
        'it arrives',
        (view) => {
          const walker = view.process('walker');
          if (comes === 'throws' && walker.matches('s2')) throw new Error('lost');
          return walker.matches(comes === 'throws' ? 's3' : comes);
        },
        { fairness },
      ),
    }),
  });
}

describe('A check of behaviors', () => {
  it('says no more than what was searched allows', () => {
    const protocol = walk([weak(going)]);
    expect(checkSync(protocol).verdict).toBe('holds');
    expect(checkSync(protocol, { depthMax: 2 }).verdict).toBe('holds in bounds');
    expect(checkSync(protocol, { statesMax: 2 }).verdict).toBe('unknown');
    // A violation in bounds is one: the walk stops at the start.
    const [stops] = checkSync(walk([]), { depthMax: 2 }).properties;
    expect([stops?.verdict, stops?.trace?.steps.length]).toEqual(['violated', 0]);
  });

  it('counts the memory of transitions, and of what is made of them', () => {
    const [fair, none] = [walk([weak(going)]), { ...walk([]), properties: {} }];
    // For the transitions: 4 bytes for each state and one more, 8 for each transition.
    const graph = 5 * 4 + 4 * 8;
    // For the property: 4 a state for what is true, 20 a state and pair for the product, 28 a pair for
    // its components.
    expect(checkSync(fair).bytes - checkSync(none).bytes).toBe(graph + 4 * (4 + 20 + 28));
  });

  it('makes more of states for each word of fair classes', () => {
    const classes = Array.from({ length: 33 }, () => weak(going));
    const [few, many] = [walk(classes.slice(1)), walk(classes)].map((one) => checkSync(one));
    expect([few!.verdict, many!.verdict]).toEqual(['holds', 'holds']);
    expect(many!.bytes - few!.bytes).toBe(4 * 4);
    // The last of them keeps a walk from staying in a state.
    const last = walk([...classes.map(() => weak('deliver')), weak(going)]);
    const [walked] = walkSync(last, { walks: 1, depth: 5 }).properties;
    expect(walked).toMatchObject({ verdict: 'no violation found', behaviors: 1 });
  });

  it('takes a step that changes nothing as taken', () => {
    const [result] = checkSync(walk([weak(going)], 's0')).properties;
    expect(result?.verdict).toBe('holds');
    const never = { ...walk([weak(going)]) };
    const [round] = checkSync({
      ...never,
      properties: { never: { ...never.properties.arrives, holds: () => false } as never },
    }).properties;
    expect(round?.trace?.steps.at(-1)?.changes).toEqual([]);
    expect(round?.trace?.cycle).toEqual({
      start: 3,
      fairBecause: ['taken in the cycle: the stimulus go at walker'],
    });
    const moved = { ...(round?.trace as Trace), cycle: { start: 1, fairBecause: [] } };
    expect(() => {
      verifyTrace(moved);
    }).toThrow('[FL402] The cycle leads to another state');
  });

  it('shows the way to a state in which the property throws', () => {
    const protocol = walk([weak(going)], 'throws');
    const run = () => checkSync(protocol);
    expect(run).toThrow('[FL302] The property "arrives" threw an error: lost');
    try {
      run();
    } catch (error) {
      expect((error as SpecError).trace.steps).toHaveLength(2);
    }
  });

  it('refuses the fairness of a process that the model does not have', () => {
    const fairness = [weak({ kind: 'deliver', process: 'runner' })];
    expect(() => checkSync(walk(fairness))).toThrow(
      '[FL303] A fairness is declared of the process "runner"',
    );
  });
});

describe('A check of behaviors that is ended', () => {
  const two = walk([weak(going)]);
  const { arrives } = two.properties as { readonly arrives: Property };
  const protocol = { ...two, properties: { arrives, again: { ...arrives, fairness: [] } } };
  const verdictsOf = ({ properties }: CheckResult) => properties.map(({ verdict }) => verdict);

  /** Ends it when so many properties are decided. */
  async function endedAfter(count: number, how: 'signal' | 'memory') {
    const signal = { aborted: false };
    const seen = new Set<string>();
    const isOver = ({ liveness }: { readonly liveness: string | undefined }) => {
      if (liveness !== undefined) seen.add(liveness);
      return seen.size > count;
    };
    let isShort = false;
    const result = await check(protocol, {
      signal,
      isShortOfMemory: () => isShort,
      onProgress: (progress) => {
        if (!isOver(progress)) return;
        if (how === 'signal') signal.aborted = true;
        else isShort = true;
      },
    });
    return { result, seen: [...seen] };
  }

  it('keeps what was found, and says of the rest that it is unknown', async () => {
    const atFirst = await endedAfter(0, 'signal');
    expect(atFirst.seen).toEqual(['arrives']);
    expect(atFirst.result).toMatchObject({ ending: 'interrupted', isExplored: true, frontier: 0 });
    expect(verdictsOf(atFirst.result)).toEqual(['unknown', 'unknown']);
    const later = await endedAfter(1, 'signal');
    expect(later.seen).toEqual(['arrives', 'again']);
    expect(later.result).toMatchObject({ ending: 'interrupted', verdict: 'unknown' });
    expect(verdictsOf(later.result)).toEqual(['holds', 'unknown']);
    const never = await endedAfter(2, 'signal');
    expect(verdictsOf(never.result)).toEqual(['holds', 'violated']);
  });

  it('gives up when the owner of the check says that memory is short', async () => {
    const { result } = await endedAfter(1, 'memory');
    expect(result).toMatchObject({ ending: 'bytesMax', verdict: 'unknown', isExplored: true });
    expect(verdictsOf(result)).toEqual(['holds', 'unknown']);
  });

  it('takes no more memory than it may', () => {
    const whole = checkSync(protocol).bytes;
    expect(checkSync(protocol, { bytesMax: whole }).ending).toBe('complete');
    const result = checkSync(protocol, { bytesMax: whole - 1 });
    expect(result).toMatchObject({ ending: 'bytesMax', verdict: 'unknown', isExplored: true });
    expect(verdictsOf(result)).toEqual(['unknown', 'unknown']);
    expect(result.bytes).toBeLessThan(whole);
  });

  it('says "unknown" when memory cannot be had', () => {
    const run = new CheckRun(modelOf(protocol));
    while (run.progress().liveness === undefined) run.advance(1);
    const real = globalThis.Int32Array;
    // From now on no array can be had.
    const none = class extends real {
      constructor(length: number) {
        super(length);
        throw new RangeError('Array buffer allocation failed');
      }
    };
    vi.stubGlobal('Int32Array', none);
    try {
      while (run.advance(1));
    } finally {
      vi.unstubAllGlobals();
    }
    const result = run.result();
    expect(result).toMatchObject({ ending: 'bytesMax', verdict: 'unknown', isExplored: true });
  });
});
