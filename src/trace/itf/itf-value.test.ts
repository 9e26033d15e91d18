import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itfValue, plainValue, specialValue } from './itf-value.ts';

describe('itfValue', () => {
  it.each([
    ['text', 'text'],
    [true, true],
    [3, { '#bigint': '3' }],
    [-3, { '#bigint': '-3' }],
    [0.5, { '#unserializable': '0.5' }],
    [null, { tag: 'None', value: { '#tup': [] } }],
    [
      ['a', 1],
      ['a', { '#bigint': '1' }],
    ],
    [{ a: { b: 'c' } }, { a: { b: 'c' } }],
    [{ '#a': 1 }, { '#map': [['#a', { '#bigint': '1' }]] }],
    [{ tag: 'x' }, { '#map': [['tag', 'x']] }],
  ])('writes %j as %j', (plain, itf) => {
    expect(itfValue(plain)).toEqual(itf);
  });

  it('loses nothing of plain data', () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('tag', '#map', '#bigint', 'value'));
    const { plain } = fc.letrec<{ plain: unknown }>((tie) => ({
      plain: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.boolean(),
        fc.constant(null),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Object.is(one, -0)),
        fc.array(tie('plain')),
        fc.dictionary(
          key.filter((one) => one !== '__proto__'),
          tie('plain'),
        ),
      ),
    }));
    fc.assert(
      fc.property(plain, (value) => {
        const text = JSON.stringify(itfValue(value));
        expect(plainValue(JSON.parse(text) as ReturnType<typeof itfValue>)).toEqual(value);
      }),
    );
  });
});

describe('plainValue', () => {
  it.each([
    [{ '#set': ['a', { '#tup': ['b'] }] }, ['a', ['b']]],
    [{ '#map': [[{ '#bigint': '1' }, 'one']] }, { 1: 'one' }],
    [{ tag: 'Some', value: { '#bigint': '7' } }, 7],
    [{ '#unserializable': 'Int' }, null],
    [
      { tag: 'Circle', value: 3 },
      { tag: 'Circle', value: 3 },
    ],
    [4, 4],
  ])('reads %j, which another tool may write, as %j', (itf, plain) => {
    expect(plainValue(itf)).toEqual(plain);
  });
});

describe('specialValue', () => {
  it('takes an object with a hash among other keys for a record', () => {
    expect(specialValue({ '#set': [], other: 'x' })).toBeUndefined();
    expect(specialValue({})).toBeUndefined();
  });
});
