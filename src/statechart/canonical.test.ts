import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { canonical, deepFreeze } from './canonical.ts';

describe('canonical', () => {
  // Few words and short lists, so that equal values do come up.
  const { data } = fc.letrec((tie) => ({
    data: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(null, true, false, 0, 1, 1e21, '', '0', 'a', '"a"', '[]'),
      fc.array(tie('data'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b', '1', 'a":1,"b', '__proto__'), tie('data'), {
        maxKeys: 2,
      }),
    ),
  }));

  test.prop([data, data], { numRuns: 2000 })(
    'gives equal text to equal values, and only to those',
    (one, other) => {
      expect(canonical(one, 'it') === canonical(other, 'it')).toBe(areEqual(one, other));
    },
  );

  test.prop([fc.clone(data, 2)])('does not depend on the order of keys', ([one, copy]) => {
    expect(canonical(reversed(copy), 'it')).toBe(canonical(one, 'it'));
  });

  test.prop([fc.jsonValue()])('gives text from which the value can be read back', (value) => {
    // `JSON.stringify` turns -0, which is not plain data, into 0.
    const positive: unknown = JSON.parse(JSON.stringify(value));
    expect(JSON.parse(canonical(positive, 'it'))).toEqual(positive);
  });

  it('tells apart what looks alike', () => {
    const values = [null, false, 0, '', '0', 'null', [], {}, [null], [[]], { a: 1 }, ['a', 1], 'a'];
    const texts = values.map((value) => canonical(value, 'it'));
    expect(new Set(texts).size).toBe(values.length);
  });

  it('freezes what it reads, all the way down', () => {
    const value = { list: [{ deep: 1 }] };
    canonical(value, 'it');
    expect(Object.isFrozen(value)).toBe(true);
    expect(Object.isFrozen(value.list)).toBe(true);
    expect(Object.isFrozen(value.list[0])).toBe(true);
  });

  it('accepts records without a prototype, and the same object in two places', () => {
    const shared = Object.assign(Object.create(null) as object, { a: 1 });
    expect(canonical([shared, shared], 'it')).toBe('[{"a":1},{"a":1}]');
  });

  class Vote {}
  const loop: { self?: unknown } = {};
  loop.self = [loop];

  it.each([
    ['-0', -0, '-0'],
    ['NaN', NaN, 'NaN'],
    ['an infinity', -Infinity, '-Infinity'],
    ['undefined', undefined, 'undefined'],
    ['a function', () => 1, 'a function'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    ['a bigint', 1n, 'the bigint 1'],
    ['a Map', new Map(), 'an instance of Map'],
    ['a Set', new Set(), 'an instance of Set'],
    ['a Date', new Date(0), 'an instance of Date'],
    ['a typed array', new Uint8Array(1), 'an instance of Uint8Array'],
    ['a class', new Vote(), 'an instance of Vote'],
    ['an unnamed class', new (class {})(), 'an object with a prototype of its own'],
    ['an heir of a record', Object.create({ a: 1 }), 'an object with a prototype of its own'],
    [
      'an odd constructor',
      Object.create({ constructor: 1 }),
      'an object with a prototype of its own',
    ],
    ['a symbol key', { [Symbol('s')]: 1 }, 'an object with hidden keys'],
    ['a hidden key', Object.defineProperty({}, 'a', { value: 1 }), 'an object with hidden keys'],
  ])('refuses %s, and says where it is', (_name, value, named) => {
    const problem = (path: string) =>
      `[FL202] The value at ${path} in the context of chart "server" is ${named}, which is not plain data.`;
    expect(() => canonical({ votes: [{ of: value }] }, 'the context of chart "server"')).toThrow(
      problem('votes[0].of'),
    );
  });

  it('refuses a value that contains itself', () => {
    expect(() => canonical(loop, 'it')).toThrow(
      'The value at self[0] in it is an object that contains itself',
    );
  });

  it('refuses holes in arrays', () => {
    expect(() => canonical(new Array(2), 'it')).toThrow('The value at [0] in it is undefined');
  });

  it('names a value that is wrong as a whole', () => {
    expect(() => canonical(undefined, 'the durable context of p1')).toThrow(
      'The value of the durable context of p1 is undefined, which is not plain data.\n' +
        '  Fix: use null, booleans, strings, finite numbers, and arrays and plain objects of these.',
    );
  });
});

describe('deepFreeze', () => {
  it('freezes arrays and records, and leaves everything else alone', () => {
    const map = new Map([[1, { inside: 1 }]]);
    const value = { list: [{ deep: {} }], map, none: undefined };
    deepFreeze(value);
    expect([value, value.list, value.list[0], value.list[0]?.deep].every(Object.isFrozen)).toBe(
      true,
    );
    expect(Object.isFrozen(map)).toBe(false);
    expect(Object.isFrozen(map.get(1))).toBe(false);
  });

  it('comes to an end with an object that contains itself', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    deepFreeze(loop);
    expect(Object.isFrozen(loop)).toBe(true);
  });
});

function areEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return Object.is(one, other);
  if (one === null || other === null || Array.isArray(one) !== Array.isArray(other)) {
    return one === other;
  }
  const theirs = new Map(Object.entries(other));
  const ours = Object.entries(one);
  return (
    ours.length === theirs.size &&
    ours.every(([key, value]) => theirs.has(key) && areEqual(value, theirs.get(key)))
  );
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  // A key such as "1" keeps its place whatever the order of insertion.
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inside]) => [key, reversed(inside)]));
}
