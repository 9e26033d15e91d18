import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PartitionFault } from './network.ts';
import { partitionsOf, separates, subsetsOf, type Partition } from './partitions.ts';

const four = ['a', 'b', 'c', 'd'].map((id) => ({ id, role: id === 'd' ? 'client' : 'server' }));

function groupsOf(fault: Omit<PartitionFault, 'max'>, processes = four) {
  return partitionsOf({ max: 1, ...fault }, processes).map(({ groups, oneWay }) =>
    groups.map((group) => group.join('')).join(oneWay ? '>' : '|'),
  );
}

describe('partitionsOf', () => {
  it('has every split of each shape', () => {
    expect(groupsOf({ shapes: ['isolated'] })).toEqual(['a|bcd', 'b|acd', 'c|abd', 'd|abc']);
    expect(groupsOf({ shapes: ['halves'] })).toEqual(['ab|cd', 'ac|bd', 'ad|bc']);
    expect(groupsOf({ shapes: ['oneWay'] })).toHaveLength(8);
    expect(groupsOf({ shapes: ['oneWay'] }).slice(0, 2)).toEqual(['a>bcd', 'bcd>a']);
    expect(groupsOf({ shapes: ['bridge'] }).slice(0, 3)).toEqual(['abc|ad', 'abd|ac', 'ab|acd']);
    expect(groupsOf({ shapes: ['bridge'] })).toHaveLength(4 * 3);
  });

  it('has an uneven split of an odd number, and each relation once', () => {
    const three = four.slice(0, 3);
    expect(groupsOf({ shapes: ['halves'] }, three)).toEqual(['ab|c', 'ac|b', 'a|bc']);
    expect(groupsOf({}, three)).toEqual(['ab|c', 'ac|b', 'a|bc']);
    expect(groupsOf({}, four.slice(0, 2))).toEqual(['a|b']);
    expect(groupsOf({}, four.slice(0, 1))).toEqual([]);
  });

  it('separates only whom it may, and takes groups as they are given', () => {
    expect(groupsOf({ shapes: ['isolated'], roles: ['server'] })).toEqual(['a|bc', 'b|ac', 'c|ab']);
    expect(groupsOf({ shapes: [[['a'], ['b', 'c']]] })).toEqual(['a|bc']);
  });
});

describe('separates', () => {
  const across = (partition: Partition) =>
    four.flatMap(({ id: from }) =>
      four.flatMap(({ id: to }) => (separates(partition, from, to) ? `${from}${to}` : [])),
    );

  it('cuts between groups, not within one, and leaves alone who is in none', () => {
    expect(across({ groups: [['a'], ['b', 'c']], oneWay: false })).toEqual([
      'ab',
      'ac',
      'ba',
      'ca',
    ]);
    expect(
      across({
        groups: [
          ['a', 'b'],
          ['b', 'c'],
        ],
        oneWay: false,
      }),
    ).toEqual(['ac', 'ca']);
    expect(across({ groups: [['a'], ['b', 'c']], oneWay: true })).toEqual(['ab', 'ac']);
  });

  it('never cuts a process off from itself', () => {
    const shapes = ['isolated', 'halves', 'oneWay', 'bridge'] as const;
    for (const partition of partitionsOf({ max: 1, shapes }, four)) {
      expect(four.some(({ id }) => separates(partition, id, id))).toBe(false);
    }
  });
});

describe('subsetsOf', () => {
  it('has every part once, in the order of the list', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 20 }), { maxLength: 6 }), (items) => {
        const parts = subsetsOf(items);
        expect(new Set(parts.map((part) => part.join())).size).toBe(2 ** items.length);
        for (const part of parts) expect(items.filter((item) => part.includes(item))).toEqual(part);
      }),
    );
  });
});
