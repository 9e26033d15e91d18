import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { weak, type Fairness } from '../../protocol/fairness.ts';
import { defineProtocol } from '../../protocol/protocol.ts';
import { role } from '../../protocol/role.ts';
import type { SpecError } from '../check.ts';
import { checkSync } from '../check.ts';
import { verifyTrace } from '../verify.ts';
import type { Trace } from '../trace.ts';

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

  it('counts the memory of transitions: 4 bytes for each state and one more, 8 for each transition', () => {
    const [fair, none] = [walk([weak(going)]), { ...walk([]), properties: {} }];
    // Room for transitions is made in portions, of which the first has 4096.
    expect(checkSync(fair).bytes - checkSync(none).bytes).toBe(5 * 4 + 4096 * 8);
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
