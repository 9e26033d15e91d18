import { describe, expect, it } from 'vitest';
import { propertiesFor } from '../property.ts';
import { ltlText } from './print.ts';

const { ltl } = propertiesFor();
const always = () => true;

describe('A property that is a formula', () => {
  it('keeps the formula, its predicates and the default fairness', () => {
    const where = { asks: always, served: always };
    const property = ltl('it is served', { formula: '[](asks -> <>served)', where });
    expect(property).toMatchObject({ kind: 'ltl', says: 'it is served', where });
    expect(property.fairness.map(({ kind }) => kind)).toEqual(['weak', 'weak', 'weak']);
    expect(ltlText(property.formula)).toBe('[] (asks -> <> served)');
  });

  it('may have no predicate', () => {
    expect(ltl('nothing', { formula: 'true', where: {} }).where).toEqual({});
  });

  it.each([
    ['[] (p', { p: always }, '[FL304] The formula "[] (p" ends, where an operator or ")"'],
    [
      '<> p && q',
      { p: always },
      '[FL306] The formula "<> p && q" names the predicate "q", which is not given.\n  Fix: use p.',
    ],
    ['<> p', {}, '[FL306] The formula "<> p" names the predicate "p", which is not given.'],
    [
      '<> p',
      { p: always, q: always },
      '[FL306] The formula "<> p" does not name the predicate "q", which is given.',
    ],
    // What every object has is no predicate.
    ['<> toString', {}, '[FL306] The formula "<> toString" names the predicate "toString"'],
  ])('%s is refused where it does not fit', (formula, where, error) => {
    expect(() => ltl('it', { formula, where })).toThrow(error);
  });
});
