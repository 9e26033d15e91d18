import type { BinaryOperator, UnaryOperator } from './formula.ts';

/** How an operator of one operand is written. The first way is the one that is printed. */
export const unaryOperators: Readonly<Record<UnaryOperator, readonly string[]>> = {
  not: ['!', 'not'],
  next: ['X', 'next'],
  always: ['[]', 'always'],
  eventually: ['<>', 'eventually'],
};

/** How an operator of two operands is written, and how it groups with others. */
export interface BinarySyntax {
  readonly spellings: readonly string[];
  /** The higher, the tighter it binds its operands. */
  readonly precedence: number;
  /** Whether `a op b op c` may be written: it means `(a op b) op c`. */
  readonly chains: boolean;
}

/**
 * From the tightest to the loosest: `!` `X` `[]` `<>`, then `U` `V` `W`, then `&&`, `||`, `->`, `<->`.
 *
 * That is the order of JavaScript for the operators which it has. `p U q U r` and `p -> q -> r` must
 * have parentheses: SPIN groups them to the left and others to the right.
 */
export const binaryOperators: Readonly<Record<BinaryOperator, BinarySyntax>> = {
  until: { spellings: ['U', 'until'], precedence: 5, chains: false },
  release: { spellings: ['V', 'release'], precedence: 5, chains: false },
  weakUntil: { spellings: ['W', 'weakUntil'], precedence: 5, chains: false },
  and: { spellings: ['&&', 'and'], precedence: 4, chains: true },
  or: { spellings: ['||', 'or'], precedence: 3, chains: true },
  implies: { spellings: ['->', 'implies'], precedence: 2, chains: false },
  equivalent: { spellings: ['<->'], precedence: 1, chains: true },
};

/** The operator of one operand that a word or a sign stands for, if any. */
export function unaryOperator(text: string): UnaryOperator | undefined {
  return unaryBySpelling.get(text);
}

/** The operator of two operands that a word or a sign stands for, if any. */
export function binaryOperator(text: string): BinaryOperator | undefined {
  return binaryBySpelling.get(text);
}

const unaryBySpelling = new Map(
  entriesOf(unaryOperators).flatMap(([kind, spellings]) =>
    spellings.map((spelling) => [spelling, kind] as const),
  ),
);

const binaryBySpelling = new Map(
  entriesOf(binaryOperators).flatMap(([kind, { spellings }]) =>
    spellings.map((spelling) => [spelling, kind] as const),
  ),
);

function entriesOf<Key extends string, Value>(record: Readonly<Record<Key, Value>>) {
  return Object.entries(record) as [Key, Value][];
}
