import { describe, expect, it } from 'vitest';
import { seenFields, seenValues } from './seen-values.ts';

const roleOf = (text: string) => (/^server\d$/.test(text) ? 'server' : undefined);
const seen = (...values: readonly unknown[]) => seenValues(values, roleOf);

describe('seenValues', () => {
  it('names few values, and gives the range or the kind of many', () => {
    expect(seen('no', 'yes', 'no')).toBe("'no' | 'yes'");
    expect(seen('a', 'b', 'c', 'd', 'e')).toBe('text');
    expect(seen(10, 2, 1)).toBe('1 | 2 | 10');
    expect(seen(5, 3, 1, 2, 9)).toBe('1…9');
    expect(seen(true, false)).toBe('false | true');
    expect(seen(1, null)).toBe('1 | null');
  });

  it('knows the ids of processes', () => {
    expect(seen('server1', 'server2', 'nobody')).toBe("id of server | 'nobody'");
    expect(seen({ server1: 1, server2: 2 })).toBe('{ [server]: 1 | 2 }');
  });

  it('looks into lists and records, together for all of them', () => {
    expect(seen([], [])).toBe('[]');
    expect(seen([1], [2, 1])).toBe('(1 | 2)[]');
    expect(seen([{ term: 1, command: 'x' }], [{ term: 2 }], [])).toBe(
      "{ term: 1 | 2; command?: 'x' }[]",
    );
    expect(seen({})).toBe('{}');
  });
});

describe('seenFields', () => {
  it('tells which fields some records lack', () => {
    expect(seenFields([{ vote: true }, { vote: true, late: 1 }], roleOf)).toEqual([
      { name: 'vote', isOptional: false, seen: 'true' },
      { name: 'late', isOptional: true, seen: '1' },
    ]);
  });
});
