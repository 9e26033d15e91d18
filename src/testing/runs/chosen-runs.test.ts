import { describe, expect, it } from 'vitest';
import { assign, setup } from 'xstate';
import { defineProtocol, modelOf, role } from '../../index.ts';
import { ChosenRuns } from './chosen-runs.ts';

/** Somebody who says yes or no, once. */
const voter = setup({
  types: {
    context: {} as { said: string },
    events: {} as { type: 'yes' } | { type: 'no' },
  },
  actions: { note: assign({ said: (_, said: string) => said }) },
}).createMachine({
  id: 'voter',
  context: { said: '' },
  initial: 'undecided',
  states: {
    undecided: {
      on: {
        yes: { target: 'decided', actions: { type: 'note', params: 'yes' } },
        no: { target: 'decided', actions: { type: 'note', params: 'no' } },
      },
    },
    decided: {},
  },
});

const voters = 8;

const protocol = defineProtocol({
  id: 'vote',
  title: 'A vote',
  roles: () => ({
    voter: role(voter, { count: voters, stimuli: [{ type: 'yes' }, { type: 'no' }] }),
  }),
  properties: ({ invariant }) => ({
    splits: invariant('no vote is unanimous', (view) => {
      const said = new Set(view.all('voter').map(({ context }) => context.said));
      return said.size > 1 || said.has('');
    }),
  }),
});

const runs = new ChosenRuns(modelOf(protocol), { stepsMax: 100, faultWeight: 1 });

describe('ChosenRuns', () => {
  it('does nothing without choices, and no more than there is to do', () => {
    expect(runs.follow([])).toBeUndefined();
    expect(runs.follow([{ order: 2, times: 1000 }])).toBeUndefined();
  });

  it('keeps actions of one kind together in an odd order', () => {
    for (const order of [1, 3, 5, 2 ** 31 - 1]) {
      expect(runs.follow([{ order, times: voters }])?.property).toBe('splits');
      expect(runs.follow([{ order, times: voters - 1 }])).toBeUndefined();
    }
  });

  it('takes the same by the same choices, whatever has been run before', () => {
    const choices = [4, 8, 1, 6, 12].map((order) => ({ order, times: 2 }));
    const fresh = new ChosenRuns(modelOf(protocol), { stepsMax: 100, faultWeight: 1 });
    const pathOf = (some: ChosenRuns) => {
      const found = some.follow([...choices, { order: 1, times: 9 }]);
      return found && some.traceTo(found).steps.map(({ label }) => label);
    };
    expect(pathOf(fresh)).toEqual(pathOf(runs));
  });

  it('finds what all must do alike', () => {
    const found = runs.follow([{ order: 9, times: voters }]);
    const labels = found && runs.traceTo(found).steps.map(({ label }) => label.slice(0, 12));
    expect(new Set(labels).size).toBe(1);
    expect(labels).toHaveLength(voters);
  });
});
