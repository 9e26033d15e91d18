import { describe, expect, it } from 'vitest';
import { acceptsNone } from './accepts-none.ts';
import { negatedForms } from './negated-forms.ts';

const [none, p, q, both] = [0, 1, 2, 3];

describe('An automaton, by the propositions that are true somewhere', () => {
  it.each([
    { form: 'leadsTo', labels: [none, q], empty: true, why: 'the premise is never true' },
    { form: 'leadsTo', labels: [none, both], empty: true, why: 'what is promised is true at once' },
    { form: 'leadsTo', labels: [p, both], empty: false, why: 'the premise is true alone' },
    { form: 'leadsTo', labels: [p, none], empty: false, why: 'nothing follows' },
    { form: 'eventually', labels: [p], empty: true, why: 'it is true everywhere' },
    { form: 'eventually', labels: [p, none], empty: false, why: 'it is not true somewhere' },
    { form: 'alwaysEventually', labels: [p], empty: true, why: 'it is never false' },
    { form: 'eventuallyAlways', labels: [none, p], empty: false, why: 'it may change for ever' },
  ] as const)('accepts nothing ($empty) of $form where $why', ({ form, labels, empty }) => {
    expect(acceptsNone(negatedForms[form], Int32Array.from(labels))).toBe(empty);
  });

  it('accepts nothing when it comes by an accepting state only once', () => {
    const once = {
      ...{ stateCount: 2, initial: [0], accepting: [true, false] },
      edges: [[{ to: 1, requires: 0, forbids: 0 }], [{ to: 1, requires: 0, forbids: 0 }]],
    };
    expect(acceptsNone(once, Int32Array.from([none]))).toBe(true);
  });
});
