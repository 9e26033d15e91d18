import { describe, expect, it } from 'vitest';
import { defaultFairness, strong, weak, type ActionClass } from './fairness.ts';
import { isLiveness, propertiesFor } from './property.ts';

describe('weak and strong', () => {
  it('name a kind of action, or some of a kind', () => {
    expect(weak('deliver')).toEqual({ kind: 'weak', of: { kind: 'deliver' } });
    const vote = { kind: 'deliver', process: 'coordinator', message: 'vote' } as const;
    expect(strong(vote)).toEqual({ kind: 'strong', of: vote });
    for (const kind of ['restart', 'resume', 'heal', 'tick'] as const) {
      expect(weak(kind).of).toEqual({ kind });
    }
  });

  it.each(['drop', 'duplicate', 'crash', 'pause', 'partition', 'drift'])(
    'refuse to be sure of the fault "%s"',
    (kind) => {
      const fault = { kind } as unknown as ActionClass;
      expect(() => weak(fault)).toThrow(`[FL303] A fairness is declared of the kind "${kind}".`);
      expect(() => strong(fault)).toThrow('FL303');
    },
  );
});

describe('A property of behaviors', () => {
  const { eventually, leadsTo, invariant } = propertiesFor();

  it('takes for granted that messages are delivered and timers fire, unless it says otherwise', () => {
    expect(eventually('it comes', () => true).fairness).toBe(defaultFairness);
    expect(defaultFairness).toEqual([weak('deliver'), weak('timeout'), weak('tick')]);
    expect(eventually('it comes', () => true, { fairness: [] }).fairness).toEqual([]);
  });

  it('is told from one of states', () => {
    const [whenever, later] = [() => true, () => false];
    const answers = leadsTo('it answers', { whenever, eventually: later });
    expect(answers).toMatchObject({ kind: 'leadsTo', whenever, holds: later });
    expect(isLiveness(answers)).toBe(true);
    expect(isLiveness(invariant('it is', () => true))).toBe(false);
  });
});
