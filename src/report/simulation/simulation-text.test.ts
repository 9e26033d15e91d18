import { describe, expect, it } from 'vitest';
import type { ProcessRecord, StateRecord } from '../../system/state-record.ts';
import type { Judgement } from '../../trace/simulation/simulation.ts';
import { plainPalette } from '../text-options.ts';
import { choicesText, judgementsText, violationsText, wholeStateText } from './simulation-text.ts';

const options = { columns: 60, unicode: true, palette: plainPalette };

function process(differences: Partial<ProcessRecord>): ProcessRecord {
  return { id: 'a', role: 'a', alive: true, state: 'up', context: {}, timers: [], ...differences };
}

describe('wholeStateText', () => {
  it('shows all that there is of processes, monitors, time and the network', () => {
    const state: StateRecord = {
      processes: [
        process({ context: { count: 2, name: 'x' }, timers: ['soon'], ticks: { soon: 1 } }),
        process({ id: 'other', alive: false, state: null, context: { kept: [1], more: 0 } }),
        process({ id: 'c', paused: true, ahead: -2 }),
      ],
      messages: [
        { type: 'hello', from: 'a', to: 'c' },
        { type: 'bye', from: 'c', to: 'a' },
      ],
      due: [1, 2],
      monitors: [{ id: 'watch', state: 'calm', context: { seen: 3 } }],
      partition: 'a | other, c',
    };
    expect(wholeStateText(state, options)).toBe(`  a      up
         count=2; name=x; timers soon in 1 tick
  other  down
         wakes up with kept=[1]; more=0
  c      up, paused, its clock 2 behind
  watch  calm (monitor)
         seen=3
  In flight: hello a → c, due in 1 tick;
             bye c → a, due in 2 ticks
  Partition: a | other, c`);
  });

  it('says that nothing is in flight', () => {
    expect(wholeStateText({ processes: [process({})], messages: [] }, options)).toBe(
      '  a  up\n  In flight: nothing',
    );
  });
});

describe('choicesText', () => {
  it('numbers what can be done, and says what changes nothing', () => {
    const action = { kind: 'stimulus', process: 'a', event: { type: 'go' } } as const;
    const change = { kind: 'process', process: 'a', field: 'state' } as const;
    const choices = [
      { label: 'stimulus go at a', action, changes: [{ ...change, before: 'x', after: 'y' }] },
      { label: 'stimulus stay at a', action, changes: [] },
    ];
    expect(choicesText(choices, { ...options, unicode: false })).toBe(`  1  stimulus go at a
       a x -> y
  2  stimulus stay at a
       changes nothing`);
    expect(choicesText([], options)).toBe('  Nothing can happen any more.');
  });
});

describe('judgementsText', () => {
  const notes = { says: 'it is so', holds: () => true };
  const kinds = {
    invariant: { kind: 'invariant', ...notes },
    stepInvariant: { kind: 'stepInvariant', ...notes },
    reachable: { kind: 'reachable', ...notes },
    deadlockFree: { kind: 'deadlockFree', says: 'it is so', ends: () => true },
    eventually: { kind: 'eventually', fairness: [], ...notes },
  } as const;

  it.each<[keyof typeof kinds, Judgement['is'], string]>([
    ['invariant', true, '✓ p  true here'],
    ['invariant', false, '✗ p  violated: not true here'],
    ['stepInvariant', true, '✓ p  true of the last step'],
    ['stepInvariant', 'no step', '· p  no step that changes something was just taken'],
    ['reachable', true, '✓ p  true here: a witness'],
    ['reachable', false, '· p  not true here'],
    ['deadlockFree', true, '✓ p  not stuck, or properly at an end'],
    ['deadlockFree', false, '✗ p  violated: stuck here'],
    ['eventually', 'not judged', '… p  not judged: it is about whole behaviors'],
  ])('says of %s that is %s: %s', (kind, is, line) => {
    const judgement = { name: 'p', property: kinds[kind], is };
    expect(judgementsText([judgement], options)).toBe(`  ${line}\n      it is so`);
    const isViolated = is === false && kind !== 'reachable';
    expect(violationsText([judgement], options)).toBe(
      isViolated ? '  ✗ p is violated: it is so' : '',
    );
  });

  it('says that there is no property', () => {
    expect(judgementsText([], options)).toBe('  The spec states no property.');
  });
});
