import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import type { ProcessDeclaration } from '../../protocol/model.ts';
import { stepperOf } from '../../statechart/local-step.ts';
import { ProcessTable } from './process-table.ts';

const chart = setup({
  types: {
    input: {} as { readonly from: number; readonly recovered?: { readonly saved: number } },
    context: {} as { readonly saved: number; readonly count: number },
    events: {} as { readonly type: 'up' } | { readonly type: 'save' },
  },
  actions: {
    count: assign({ count: ({ context }) => context.count + 1 }),
    save: assign({ saved: ({ context }) => context.count }),
    wake: assign({ count: ({ context }) => 10 * context.saved }),
  },
  delays: { nap: 5 },
}).createMachine({
  id: 'saver',
  context: ({ input }) => ({ saved: input.recovered?.saved ?? input.from, count: 0 }),
  entry: 'wake',
  on: { up: { actions: 'count' }, save: { actions: 'save' } },
  after: { nap: { actions: 'count' } },
});

function tableOf(): ProcessTable {
  const declaration: ProcessDeclaration = {
    id: 'saver1',
    role: 'saver',
    chart,
    inputs: [{ from: 0 }, { from: 7 }, { from: 0 }],
    stimuli: [{ type: 'up' }, { type: 'save' }],
    durable: ['saved'],
  };
  return new ProcessTable(declaration, stepperOf(chart));
}

function contextOf(table: ProcessTable, local: number): unknown {
  return table.local(local).state.snapshot.context;
}

describe('ProcessTable', () => {
  it('gives one number to local states that are the same', () => {
    const table = tableOf();
    expect(table.starts().map(({ next }) => next)).toEqual([0, 1, 0]);
    const up = table.stimulate(0, 0).next;
    expect(up).toBe(2);
    expect(contextOf(table, up)).toEqual({ saved: 0, count: 1 });
    expect(table.receive(0, { type: 'up' }, 5).next).toBe(up);
    expect(table.stimulate(0, 1)).toMatchObject({ next: 0, taken: true });
  });

  it('asks XState once for each step', () => {
    const table = tableOf();
    const [timer] = table.local(table.start(0).next).state.timers;
    expect(table.stepsComputed).toBe(3);
    for (let time = 0; time < 3; time += 1) {
      table.start(1);
      table.stimulate(0, 0);
      table.receive(0, { type: 'up' }, 0);
      table.receive(0, { type: 'up' }, 1);
      if (timer !== undefined) table.fire(0, timer);
    }
    // Messages, stimuli and timers are told apart, whatever their numbers.
    expect(table.stepsComputed).toBe(3 + 4);
  });

  it('has one local for all that a crash leaves the same, and its own for each durable part', () => {
    const table = tableOf();
    const start = table.start(0).next;
    const up = table.stimulate(start, 0).next;
    const saved = table.stimulate(up, 1).next;
    expect(table.crash(start)).toBe(table.crash(up));
    expect(table.crash(saved)).not.toBe(table.crash(up));
    const down = table.local(table.crash(saved));
    expect(down.alive).toBe(false);
    // It would wake up with 10 times what was saved.
    expect(down.state.snapshot.context).toEqual({ saved: 1, count: 10 });
  });

  it('restarts with what is durable and the first input', () => {
    const table = tableOf();
    const other = table.start(1).next;
    const woken = table.restart(table.crash(other)).next;
    expect(contextOf(table, woken)).toEqual({ saved: 7, count: 70 });
    expect(table.local(woken).alive).toBe(true);
    expect(woken).toBe(other);
    expect(() => table.restart(other)).toThrow(
      expect.objectContaining({
        code: 'FL901',
        problem: 'saver1 restarts without having crashed.',
      }),
    );
  });
});
