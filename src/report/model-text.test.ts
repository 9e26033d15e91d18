import { describe, expect, it } from 'vitest';
import { crashText, networkText, parametersText } from './model-text.ts';
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
      { order: 'set', delivery: 'keeps' },
      'A message, once sent, can be received at any time and any number of times.',
    ],
  ] as const)('says what happens in %j', (network, text) => {
    expect(networkText(network)).toBe(text);
  });
});

describe('crashText', () => {
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
  ] as const)('says what happens with %j', (crash, text) => {
    expect(crashText(crash)).toBe(text);
  });
});
