import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { weak, type Fairness } from '../../protocol/fairness.ts';
import { defineProtocol } from '../../protocol/protocol.ts';
import { role } from '../../protocol/role.ts';
import { checkSync } from '../check.ts';

/** A lamp that is off, then on, then broken for ever; somebody may look at it, which changes nothing. */
const lamp = createMachine({
  initial: 'off',
  states: {
    off: { on: { press: 'on', look: { target: 'off', reenter: true } } },
    on: { on: { press: 'broken' } },
    broken: {},
  },
});

const press = weak({ kind: 'stimulus', event: 'press' });

/** The verdict on a formula over `on` and `broken`, and where its counterexample goes. */
function ask(formula: string, fairness: readonly Fairness[] = [press]) {
  const used = { on: formula.includes('on'), broken: formula.includes('broken') };
  const protocol = defineProtocol({
    id: 'lamp',
    title: 'A lamp',
    roles: () => ({ lamp: role(lamp, { stimuli: [{ type: 'press' }, { type: 'look' }] }) }),
    properties: ({ ltl }) => ({
      asked: ltl(
        'it is so',
        {
          formula,
          where: {
            ...(used.on && { on: (view) => view.process('lamp').matches('on') }),
            ...(used.broken && { broken: (view) => view.process('lamp').matches('broken') }),
          },
        },
        { fairness },
      ),
    }),
  });
  const [result] = checkSync(protocol).properties;
  const { trace, verdict } = result!;
  if (trace === undefined) return verdict;
  const labels = trace.steps.map(({ action }) => ('event' in action ? action.event.type : ''));
  return [...labels.slice(0, trace.cycle?.start), '|', ...labels.slice(trace.cycle?.start)].join(
    ' ',
  );
}

describe('A check of a formula', () => {
  it('is about what happens in the end, under fairness', () => {
    expect(ask('<> [] broken')).toBe('holds');
    expect(ask('<> [] broken', [])).toBe('|');
    expect(ask('!broken U on')).toBe('holds');
    expect(ask('[] (on -> [] !broken)')).toBe('press press |');
  });

  it('shows a bad prefix with a way to go on for ever', () => {
    expect(ask('[] !on')).toBe('press press |');
    expect(ask('[] !on', [])).toBe('press |');
  });

  it('counts steps with X, those that change nothing too', () => {
    // From the start one may look, which changes nothing, or press.
    expect(ask('X on')).toBe('look press press |');
    expect(ask('on || X on || X X (on || broken) || X X X true && <> on')).toBe('holds');
    expect(ask('[] (on -> X broken)')).toBe('holds');
    // Nothing happens any more: the next state is the same.
    expect(ask('[] (broken -> X broken)')).toBe('holds');
    expect(ask('[] (on -> X broken)', [])).toBe('press |');
  });

  it('knows what is always and what is never true', () => {
    expect(ask('on || !on')).toBe('holds');
    expect(ask('false')).toBe('press press |');
  });
});
