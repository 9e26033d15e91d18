import { setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import type { Received, Sent } from '../../protocol/messages.ts';
import { defineProtocol } from '../../protocol/protocol.ts';
import { role } from '../../protocol/role.ts';
import { send } from '../../statechart/send.ts';
import { checkSync } from '../check.ts';
import { partsAlong } from './parts-along.ts';

const caller = setup({
  types: { events: {} as { type: 'begin' }, emitted: {} as Sent<{ type: 'ring' }> },
  actions: { ring: send('phone', { type: 'ring' }) },
}).createMachine({
  id: 'caller',
  initial: 'idle',
  states: { idle: { on: { begin: { target: 'calling', actions: 'ring' } } }, calling: {} },
});

const phone = setup({
  types: { events: {} as Received<{ type: 'ring' }> },
}).createMachine({
  id: 'phone',
  initial: 'new',
  states: {
    new: { always: 'quiet' },
    quiet: { on: { ring: 'rung' } },
    rung: { always: 'loud' },
    loud: { on: { ring: 'loud' } },
  },
});

const calls = defineProtocol({
  id: 'calls',
  title: 'Calls',
  roles: () => ({
    caller: role(caller, { stimuli: [{ type: 'begin' }] }),
    phone: role(phone),
  }),
  faults: { crash: { roles: ['phone'], max: 1, restart: true } },
  properties: ({ reachable }) => ({
    answers: reachable('a phone that was down rings', (view) => {
      return view.faults.crashes === 1 && view.process('phone').matches('loud');
    }),
  }),
});

describe('partsAlong', () => {
  it('names what each process goes through: at first, in a step, and when it starts again', () => {
    const { properties } = checkSync(calls);
    const trace = properties[0]?.trace;
    if (trace === undefined) throw new Error('There is no trace.');
    const texts = partsAlong(trace).map(
      ({ process, step, kind, name }) => `${step} ${process} ${kind} ${name}`,
    );
    expect(trace.steps.map(({ action }) => action.kind)).toEqual([
      ...['stimulus', 'crash', 'restart', 'deliver'],
    ]);
    expect(texts).toEqual([
      '0 caller state idle',
      '0 phone state new',
      '0 phone transition new.always',
      '0 phone state quiet',
      '1 caller transition idle.on.begin',
      '1 caller state calling',
      '3 phone state new',
      '3 phone transition new.always',
      '3 phone state quiet',
      '4 phone transition quiet.on.ring',
      '4 phone state rung',
      '4 phone transition rung.always',
      '4 phone state loud',
    ]);
  });
});
