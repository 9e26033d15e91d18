import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import type { ProcessDeclaration } from '../../protocol/model.ts';
import { untimed, type Time } from '../../protocol/network.ts';
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

function tableOf(time: Time = untimed): ProcessTable {
  const declaration: ProcessDeclaration = {
    id: 'saver1',
    role: 'saver',
    index: 0,
    chart,
    inputs: [{ from: 0 }, { from: 7 }, { from: 0 }],
    stimuli: [{ type: 'up' }, { type: 'save' }],
    durable: ['saved'],
    awaits: {},
  };
  return new ProcessTable(declaration, stepperOf(chart), { time, faults: { drift: { ticks: 1 } } });
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
    expect(table.stimulate(0, 1)).toMatchObject({ next: 0, step: { taken: true } });
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

  it('stands still and goes on, and hears whom it is told to hear', () => {
    const table = tableOf();
    table.start(0);
    const paused = table.paused(0, true);
    expect(table.local(paused)).toMatchObject({ alive: true, paused: true });
    expect(table.paused(paused, false)).toBe(0);
    const down = table.crash(paused);
    expect(down).toBe(table.crash(0));
    const deaf = table.deafTo(down, [2]);
    expect(table.local(deaf)).toMatchObject({ alive: false, deafTo: [2] });
    expect(table.local(table.restart(deaf).next).deafTo).toEqual([2]);
    expect(table.deafTo(deaf, [])).toBe(down);
  });

  it('comes back without what was durable as it began', () => {
    const table = tableOf();
    table.start(0);
    const saved = table.stimulate(table.stimulate(0, 0).next, 1).next;
    expect(table.restartAnew(table.crash(saved)).next).toBe(table.start(0).next);
  });

  describe('with a clock', () => {
    const remaining = (table: ProcessTable, local: number) => table.local(local).clock.remaining;

    it('counts its timers down and stops while one is due', () => {
      const table = tableOf({ timeouts: 'timed' });
      const start = table.start(0).next;
      expect(remaining(table, start)).toEqual([5]);
      let local = start;
      for (let tick = 0; tick < 5; tick += 1) local = table.ticked(local);
      expect(remaining(table, local)).toEqual([0]);
      expect(table.ticked(local)).toBe(-1);
      // What is due waits while the process stands still.
      const paused = table.paused(local, true);
      expect(table.ticked(paused)).toBe(paused);
    });

    it('lets a timer run on through steps that do not start it again', () => {
      const table = tableOf({ timeouts: 'timed' });
      const later = table.ticked(table.start(0).next);
      expect(remaining(table, table.stimulate(later, 0).next)).toEqual([4]);
      // One chart step for all times of the clock.
      table.stimulate(table.ticked(later), 0);
      expect(table.stepsComputed).toBe(3 + 1);
    });

    it('drifts within its bound', () => {
      const table = tableOf({ timeouts: 'timed' });
      const start = table.start(0).next;
      const [fast, slow] = [table.drifted(start, 1), table.drifted(start, -1)];
      expect(table.local(fast).clock).toEqual({ remaining: [4], ahead: 1 });
      expect(table.local(slow).clock).toEqual({ remaining: [6], ahead: -1 });
      expect([table.drifted(fast, 1), table.drifted(slow, -1)]).toEqual([-1, -1]);
      expect(table.drifted(fast, -1)).toBe(start);
    });

    it('refuses a delay that is no whole number of ticks', () => {
      expect(() => tableOf({ timeouts: 'timed', tick: 2 }).start(0)).toThrow(
        expect.objectContaining({
          code: 'FL213',
          problem:
            'The timer "xstate.after.nap.saver" has the delay 5, which is no whole number of ticks of 2.',
        }),
      );
    });
  });
});
