import type { TemporalFormula } from '#faultline';
import fc from 'fast-check';

/** A behavior: its states in order, after the last of which it goes on at `loopStart`, for ever. */
export interface Lasso {
  /** By position: the propositions that are true, as a bit mask. */
  readonly letters: readonly number[];
  readonly loopStart: number;
}

/** Random lassos of 1 to 6 states over three propositions. */
export const lassos: fc.Arbitrary<Lasso> = fc
  .array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 6 })
  .chain((letters) =>
    fc.nat({ max: letters.length - 1 }).map((loopStart) => ({ letters, loopStart })),
  );

/** Every lasso of 1 to 3 states over two propositions: 4·1 + 16·2 + 64·3 of them. */
export const smallLassos: readonly Lasso[] = [1, 2, 3].flatMap((length) =>
  Array.from({ length: 4 ** length }, (_, code) =>
    Array.from({ length }, (_position, index) => (code >> (2 * index)) & 3),
  ).flatMap((letters) => letters.map((_letter, loopStart) => ({ letters, loopStart }))),
);

/** The position after another. */
export function after({ letters, loopStart }: Lasso, position: number): number {
  return position + 1 < letters.length ? position + 1 : loopStart;
}

/**
 * Whether a formula is true of a lasso, by the definition of each operator.
 *
 * An operator that looks ahead is the least or the greatest solution of its own equation, such as
 * `p until q = q or (p and next (p until q))`, found by repeating it over the finitely many positions.
 */
export function isTrueOf(formula: TemporalFormula, lasso: Lasso): boolean {
  return valuesOf(formula, lasso)[0]!;
}

type Values = readonly boolean[];

function valuesOf(formula: TemporalFormula, lasso: Lasso): Values {
  const { letters } = lasso;
  if (formula.kind === 'constant') return letters.map(() => formula.value);
  if (formula.kind === 'atom') return letters.map((letter) => ((letter >> formula.atom) & 1) === 1);
  if ('operand' in formula) {
    const p = valuesOf(formula.operand, lasso);
    switch (formula.kind) {
      case 'not':
        return p.map((value) => !value);
      case 'next':
        return p.map((_, at) => p[after(lasso, at)]!);
      case 'always':
        return solved(lasso, true, (at, later) => p[at]! && later);
      case 'eventually':
        return solved(lasso, false, (at, later) => p[at]! || later);
    }
  }
  const p = valuesOf(formula.left, lasso);
  const q = valuesOf(formula.right, lasso);
  switch (formula.kind) {
    case 'and':
      return p.map((value, at) => value && q[at]!);
    case 'or':
      return p.map((value, at) => value || q[at]!);
    case 'implies':
      return p.map((value, at) => !value || q[at]!);
    case 'equivalent':
      return p.map((value, at) => value === q[at]);
    case 'until':
      return solved(lasso, false, (at, later) => q[at]! || (p[at]! && later));
    case 'weakUntil':
      return solved(lasso, true, (at, later) => q[at]! || (p[at]! && later));
    case 'release':
      return solved(lasso, true, (at, later) => q[at]! && (p[at]! || later));
  }
}

// Each repetition brings the solution one position further, so one for each position is enough.
function solved(lasso: Lasso, start: boolean, equation: (at: number, later: boolean) => boolean) {
  let values = lasso.letters.map(() => start);
  for (let times = 0; times < lasso.letters.length; times += 1) {
    values = values.map((_value, at) => equation(at, values[after(lasso, at)]!));
  }
  return values;
}
