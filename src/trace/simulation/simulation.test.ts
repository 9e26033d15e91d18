import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { modelOf } from '../../protocol/model.ts';
import { defineProtocol } from '../../protocol/protocol.ts';
import { role } from '../../protocol/role.ts';
import { verifyTrace } from '../verify.ts';
import { Simulation } from './simulation.ts';

/** A door that begins open or shut, and can be broken. */
function door() {
  const chart = createMachine({
    context: ({ input }) => ({ open: (input as { readonly open: boolean }).open }),
    initial: 'starting',
    states: {
      starting: {
        always: [{ guard: ({ context }) => context.open as boolean, target: 'open' }, 'shut'],
      },
      open: { on: { push: 'shut', knock: 'open' } },
      shut: { on: { push: 'open', kick: 'broken' } },
      broken: {},
    },
  });
  const stimuli = [{ type: 'push' }, { type: 'knock' }, { type: 'kick' }];
  return defineProtocol({
    id: 'door',
    title: 'A door',
    roles: () => ({
      door: role(chart, { stimuli, inputs: [{ open: false }, { open: true }] }),
    }),
    properties: ({ invariant, stepInvariant, reachable, deadlockFree, eventually }) => {
      return {
        whole: invariant('it is whole', (view) => !view.process('door').matches('broken')),
        slow: stepInvariant(
          'it is not kicked',
          (before, after) =>
            before.process('door').matches('broken') || !after.process('door').matches('broken'),
        ),
        opens: reachable('it is open', (view) => view.process('door').matches('open')),
        moves: deadlockFree('it can be moved'),
        ends: eventually('it is shut', (view) => view.process('door').matches('shut')),
      };
    },
  });
}

const begun = () => new Simulation(modelOf(door()));
const judged = (simulation: Simulation) => simulation.judge().map(({ is }) => is);

describe('A simulation', () => {
  it('begins in the first initial state, or in another', () => {
    const simulation = begun();
    const stateOf = (record = simulation.state) => record.processes[0]?.state;
    expect(simulation.starts.map(stateOf)).toEqual(['shut', 'open']);
    expect([simulation.initial, stateOf()]).toEqual([0, 'shut']);
    simulation.take(0);
    simulation.begin(1);
    expect([simulation.initial, stateOf(), simulation.length]).toEqual([1, 'open', 0]);
    expect(simulation.trace().initial).toBe(1);
    expect(() => {
      simulation.begin(2);
    }).toThrow('[FL505] There is no such initial state here.\n  Fix: choose one of the 2');
  });

  it('says what can be done, and what that changes', () => {
    const simulation = begun();
    simulation.begin(1);
    expect(simulation.choices().map(({ label, changes }) => [label, changes])).toEqual([
      [
        'stimulus push at door',
        [{ kind: 'process', process: 'door', field: 'state', before: 'open', after: 'shut' }],
      ],
      ['stimulus knock at door', []],
    ]);
    expect(simulation.take(1).label).toBe('stimulus knock at door');
    expect(simulation.length).toBe(1);
  });

  it('judges the state and the last step', () => {
    const simulation = begun();
    expect(judged(simulation)).toEqual([true, 'no step', false, true, 'not judged']);
    simulation.take(0);
    expect(judged(simulation)).toEqual([true, true, true, true, 'not judged']);
    simulation.take(1);
    // A knock changes nothing: a step invariant says nothing of it.
    expect(judged(simulation)[1]).toBe('no step');
    simulation.undo(2);
    simulation.take(1);
    expect(judged(simulation)).toEqual([false, false, false, false, 'not judged']);
    expect(simulation.choices()).toEqual([]);
    expect(() => simulation.take(0)).toThrow('no such action here.\n  Fix: there is none.');
  });

  it('follows a trace as far as it can be taken', () => {
    const first = begun();
    first.begin(1);
    for (const choice of [1, 0, 0]) first.take(choice);
    const second = begun();
    second.follow(first.trace());
    expect(second.trace().steps).toEqual(first.trace().steps);
    const [knock] = first.trace().steps;
    expect(() => {
      second.follow({ initial: 0, steps: [knock!] });
    }).toThrow('[FL505] There is no such action "stimulus knock at door" here.');
  });

  it('takes only steps that XState takes, and takes them back', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.nat({ max: 1 }), fc.nat(30), (picks, initial, back) => {
        const simulation = begun();
        simulation.begin(initial);
        const seen = [simulation.state];
        for (const pick of picks) {
          const { length } = simulation.choices();
          if (length === 0) break;
          simulation.take(pick % length);
          seen.push(simulation.state);
        }
        const trace = simulation.trace();
        verifyTrace(trace);
        expect(trace.steps.map(({ state }) => state)).toEqual(seen.slice(1));
        const steps = trace.steps.length;
        expect(simulation.undo(back)).toBe(Math.min(back, steps));
        expect(simulation.state).toEqual(seen[Math.max(0, steps - back)]);
      }),
    );
  });
});
