import { describe, expect, it } from 'vitest';
import { failureTexts, networkText, parametersText } from './model-text.ts';
import { sampleModel } from './samples/sample-trace.ts';

describe('parametersText', () => {
  it('lists the parameters in order', () => {
    const parameters = { participants: 3, cooperative: false, order: 'fifo' };
    expect(parametersText({ ...sampleModel, parameters })).toBe(
      'participants = 3, cooperative = false, order = fifo',
    );
  });

  it('is empty without parameters', () => {
    expect(parametersText(sampleModel)).toBe('');
  });
});

describe('networkText', () => {
  it.each([
    [{ order: 'unordered' }, 'Messages arrive in any order; none is lost or duplicated.'],
    [
      { order: 'fifo', loss: { max: 0 } },
      'Messages from one process to another arrive in the order in which they were sent; none is lost or duplicated.',
    ],
    [
      { order: 'set', duplication: { max: 'unbounded' } },
      'Messages arrive in any order, and equal ones in flight count as one; any number of them may be duplicated.',
    ],
    [
      { order: 'unordered', loss: { max: 2 }, duplication: { max: 1 } },
      'Messages arrive in any order; up to 2 may be lost, up to 1 may be duplicated.',
    ],
    [
      { order: 'fifo', reordering: { max: 1 } },
      'Messages from one process to another arrive in the order in which they were sent; up to 1 may overtake others.',
    ],
    [
      { order: 'set', delivery: 'keeps' },
      'A message, once sent, can be received at any time and any number of times.',
    ],
  ] as const)('says what happens in %j', (network, text) => {
    expect(networkText(network)).toBe(text);
  });
});

describe('failureTexts', () => {
  it.each([
    [undefined, 'No process crashes.'],
    [{ max: 0, restart: true }, 'No process crashes.'],
    [{ max: 1 }, 'Up to 1 crash, without restart.'],
    [
      { max: 3, restart: true, atOnce: 1 },
      'Up to 3 crashes, no more than 1 down at once, with restart.',
    ],
    [
      { max: 'unbounded', roles: ['server', 'client'] },
      'Any number of crashes of server or client, without restart.',
    ],
    [
      {
        max: 2,
        maxEach: 1,
        processes: ['server1'],
        restart: true,
        amnesia: 1,
        cutsBroadcast: true,
      },
      'Up to 2 crashes, 1 at each process, of server1, also in the middle of a step, with restart, 1 of them with nothing left.',
    ],
  ] as const)('says what happens with %j', (crash, text) => {
    const faults = crash === undefined ? {} : { crash };
    expect(failureTexts({ ...sampleModel, faults })).toEqual([text]);
  });

  it('has a sentence for each other thing that may fail, and for time', () => {
    const faults = {
      pause: { max: 'unbounded', roles: ['client'] },
      partition: { max: 1, messages: 'dropped', heal: false },
      drift: { ticks: 2 },
      total: 3,
    } as const;
    const time = { timeouts: 'timed', tick: 10, delayMax: 1 } as const;
    expect(failureTexts({ ...sampleModel, faults, time })).toEqual([
      'No process crashes.',
      'Any number of pauses of client.',
      'Up to 1 partition (isolated, halves), for good; messages across the cut are dropped.',
      'Clocks are off by up to 2 ticks.',
      'No more than 3 faults in all.',
      'Time passes in ticks of 10: timers fire when they are due; a message takes up to 1 tick.',
    ]);
    const accurate = { ...sampleModel, time: { timeouts: 'accurate' } as const };
    expect(failureTexts(accurate)[1]).toBe(
      'Timers that wait for somebody fire only when nothing can come any more.',
    );
  });
});
