import { describe, expect, it } from 'vitest';
import { atomsOf, mapAtoms } from '../../../protocol/ltl/formula.ts';
import { parseLtl } from '../../../protocol/ltl/parse.ts';
import type { Buchi } from '../buchi-automaton.ts';
import { negatedForms } from '../negated-forms.ts';
import { buchiOf } from './buchi.ts';

/** Propositions are numbered in the order in which the text has them. */
function automatonOf(text: string) {
  const formula = parseLtl(text);
  const atoms = atomsOf(formula);
  return buchiOf(mapAtoms(formula, (atom) => atoms.indexOf(atom)));
}

/** The order of edges means nothing. */
function withEdgesAsSets(automaton: Buchi) {
  return { ...automaton, edges: automaton.edges.map((leaving) => new Set(leaving)) };
}

const anything = { requires: 0, forbids: 0 };

describe('The automaton of a formula', () => {
  it.each<readonly [text: string, byHand: Buchi]>([
    ['!(<> p)', negatedForms.eventually],
    ['!([] (p -> <> q))', negatedForms.leadsTo],
    ['!([] <> p)', negatedForms.alwaysEventually],
  ])('of %s is the one that was made by hand', (text, byHand) => {
    expect(withEdgesAsSets(automatonOf(text))).toEqual(withEdgesAsSets(byHand));
  });

  it('of p U q waits for q, and then accepts everything', () => {
    expect(automatonOf('p U q')).toEqual({
      stateCount: 2,
      initial: [0],
      accepting: [false, true],
      edges: [
        [
          { to: 1, requires: 2, forbids: 0 },
          { to: 0, requires: 1, forbids: 0 },
        ],
        [{ to: 1, ...anything }],
      ],
    });
  });

  it('of X X p reads two states before it asks', () => {
    expect(automatonOf('X X p')).toEqual({
      stateCount: 4,
      initial: [0],
      accepting: [false, false, false, true],
      edges: [
        [{ to: 1, ...anything }],
        [{ to: 2, ...anything }],
        [{ to: 3, requires: 1, forbids: 0 }],
        [{ to: 3, ...anything }],
      ],
    });
  });

  it.each(['false', 'p && !p', '[] p && <> !p'])('of %s accepts nothing', (text) => {
    expect(automatonOf(text)).toEqual({
      stateCount: 1,
      initial: [0],
      accepting: [false],
      edges: [[]],
    });
  });

  it.each(['true', 'p || !p', 'p -> p', '<> (false V true)'])('of %s accepts all', (text) => {
    expect(automatonOf(text)).toEqual({
      stateCount: 1,
      initial: [0],
      accepting: [true],
      edges: [[{ to: 0, ...anything }]],
    });
  });

  it.each([
    ['<> <> p', '<> p'],
    ['[] <> [] <> p', '[] <> p'],
    ['X [] <> p', '[] <> p'],
    ['<> (p U q)', '<> (q || p && q)'],
    ['p U (p U q)', 'p U q'],
    ['<> p || <> q', '<> (p || q)'],
    ['[] p && [] q', '[] (p && q)'],
    ['p W q', 'p U q || [] p'],
  ])('of %s is as small as that of %s', (longer, shorter) => {
    expect(automatonOf(longer).stateCount).toBeLessThanOrEqual(automatonOf(shorter).stateCount);
  });
});

describe('A proposition', () => {
  it('has a number up to 29', () => {
    const last = buchiOf({ kind: 'atom', atom: 29 });
    expect(last.edges[0]).toEqual([{ to: 1, requires: 2 ** 29, forbids: 0 }]);
    for (const atom of [30, -1]) {
      expect(() => buchiOf({ kind: 'atom', atom })).toThrow(/^\[FL305\].*proposition of number/);
    }
  });
});
