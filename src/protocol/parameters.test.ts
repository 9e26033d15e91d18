import { describe, expect, it } from 'vitest';
import { boolean, choice, integer, rangeOf, resolveParameters } from './parameters.ts';

const declared = {
  participants: integer({ min: 1, max: 9, default: 3 }),
  cooperative: boolean(),
  order: choice(['unordered', 'fifo'], { default: 'fifo' }),
};

describe('a parameter', () => {
  it('is declared with a range and a default', () => {
    expect(declared).toEqual({
      participants: { kind: 'integer', min: 1, max: 9, default: 3 },
      cooperative: { kind: 'boolean', default: false },
      order: { kind: 'choice', choices: ['unordered', 'fifo'], default: 'fifo' },
    });
    expect(choice(['a', 'b'], { says: 'which' })).toEqual({
      kind: 'choice',
      choices: ['a', 'b'],
      default: 'a',
      says: 'which',
    });
    expect(boolean({ default: true, says: 'whether' })).toEqual({
      kind: 'boolean',
      default: true,
      says: 'whether',
    });
  });

  it.each([
    [{ min: 1, max: 9, default: 0 }, '0', '1 to 9'],
    [{ min: 1, max: 9, default: 10 }, '10', '1 to 9'],
    [{ min: 1, max: 9, default: 2.5 }, '2.5', '1 to 9'],
    [{ min: 5, max: 4, default: 5 }, '5', '5 to 4'],
  ])('has a default in its range, unlike %j', (range, shown, words) => {
    expect(() => integer(range)).toThrow(
      `[FL102] The default is ${shown}, which is not a whole number from ${words}.\n` +
        `  Fix: give a whole number from ${words}.`,
    );
  });

  it('has a default among its choices', () => {
    expect(() => choice(['a', 'b'], { default: 'c' as 'a' })).toThrow(
      '[FL102] The default is "c", which is not one of a, b.',
    );
  });

  it('says what it may be', () => {
    const ranges = Object.values(declared).map(rangeOf);
    expect(ranges).toEqual([
      'a whole number from 1 to 9',
      'true or false',
      'one of unordered, fifo',
    ]);
  });
});

describe('resolveParameters', () => {
  it('fills in the defaults, in the order of the declaration', () => {
    expect(resolveParameters(declared, {})).toEqual({
      participants: 3,
      cooperative: false,
      order: 'fifo',
    });
    const some = resolveParameters(declared, { order: 'unordered', participants: 9 });
    expect(Object.entries(some)).toEqual([
      ['participants', 9],
      ['cooperative', false],
      ['order', 'unordered'],
    ]);
  });

  it('takes undefined for nothing', () => {
    expect(resolveParameters(declared, { participants: undefined })).toMatchObject({
      participants: 3,
    });
  });

  it.each([1, 9])('accepts the ends of a range: %d', (participants) => {
    expect(resolveParameters(declared, { participants })).toMatchObject({ participants });
  });

  it.each([
    ['participants', 0, '0', 'a whole number from 1 to 9'],
    ['participants', 10, '10', 'a whole number from 1 to 9'],
    ['participants', 1.5, '1.5', 'a whole number from 1 to 9'],
    ['participants', NaN, 'NaN', 'a whole number from 1 to 9'],
    ['participants', '3', '"3"', 'a whole number from 1 to 9'],
    ['participants', true, 'true', 'a whole number from 1 to 9'],
    ['participants', null, 'null', 'a whole number from 1 to 9'],
    ['cooperative', 1, '1', 'true or false'],
    ['cooperative', 'true', '"true"', 'true or false'],
    ['order', 'set', '"set"', 'one of unordered, fifo'],
    ['order', ['fifo'], 'fifo', 'one of unordered, fifo'],
  ])('refuses %s = %j', (name, value, shown, range) => {
    expect(() => resolveParameters(declared, { [name]: value })).toThrow(
      `[FL102] The parameter "${name}" is ${shown}, which is not ${range}.\n  Fix: give ${range}.`,
    );
  });

  it.each(['participant', 'toString', 'Participants'])('does not know %s', (name) => {
    expect(() => resolveParameters(declared, { [name]: 1 })).toThrow(
      `[FL102] There is no parameter "${name}".\n  Fix: use participants, cooperative, order.`,
    );
  });

  it('says so when there are no parameters at all', () => {
    expect(() => resolveParameters({}, { n: 1 })).toThrow(
      '[FL102] There is no parameter "n".\n  Fix: leave it out: this protocol has none.',
    );
  });

  it('says who gives a value that is out of range', () => {
    expect(() => resolveParameters(declared, { participants: 0 }, 'of size "tiny"')).toThrow(
      'The parameter "participants" of size "tiny" is 0,',
    );
  });
});
