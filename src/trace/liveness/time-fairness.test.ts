import { expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { weak, type Fairness } from '../../protocol/fairness.ts';
import type { Faults, Time } from '../../protocol/network.ts';
import { defineProtocol } from '../../protocol/protocol.ts';
import { role } from '../../protocol/role.ts';
import { checkSync } from '../check.ts';

const chart = createMachine({
  initial: 'waiting',
  states: { waiting: { after: { 3: 'done' } }, done: {} },
});

/** The verdict on whether a process that waits for three ticks is done some time, and why not. */
function ask(given: { time?: Time; faults?: Faults; fairness?: readonly Fairness[] }) {
  const { time, faults, fairness } = given;
  const protocol = defineProtocol({
    id: 'waits',
    title: 'It waits',
    roles: () => ({ waiter: role(chart) }),
    ...(time && { time }),
    ...(faults && { faults }),
    properties: ({ eventually }) => ({
      done: eventually('it is done', (view) => view.process('waiter').matches('done'), {
        ...(fairness && { fairness }),
      }),
    }),
  });
  const [result] = checkSync(protocol).properties;
  const { verdict, trace } = result!;
  return trace === undefined ? verdict : trace.steps.map(({ label }) => label);
}

const timed: Time = { timeouts: 'timed' };

it('takes for granted that time goes on, where it is counted', () => {
  expect(ask({ time: timed })).toBe('holds');
  expect(ask({ time: timed, fairness: [weak('timeout'), weak('deliver')] })).toEqual([]);
  expect(ask({})).toBe('holds');
  // Without time there are no ticks.
  expect(ask({ fairness: [weak('tick')] })).toEqual([]);
});

it('counts on no repair unless it is said', () => {
  const faults = { pause: { max: 1 } };
  expect(ask({ time: timed, faults })).not.toBe('holds');
  const fairness = [weak('timeout'), weak('tick'), weak('resume')];
  expect(ask({ time: timed, faults, fairness })).toBe('holds');
  expect(ask({ time: timed, fairness })).toBe('holds');
  const parted = { partition: { max: 1 } };
  expect(ask({ time: timed, faults: parted, fairness: [...fairness, weak('heal')] })).toBe('holds');
});
