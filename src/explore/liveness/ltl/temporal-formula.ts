/** A formula of linear temporal logic over propositions, which are numbers from 0 to 29. */
export type TemporalFormula =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'atom'; readonly atom: number }
  | {
      readonly kind: 'not' | 'next' | 'always' | 'eventually';
      readonly operand: TemporalFormula;
    }
  | {
      readonly kind: 'and' | 'or' | 'implies' | 'equivalent' | 'until' | 'release' | 'weakUntil';
      readonly left: TemporalFormula;
      readonly right: TemporalFormula;
    };
