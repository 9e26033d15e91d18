import { FaultlineError } from '../../errors.ts';
import type { LtlFormula } from './formula.ts';
import { binaryOperator, binaryOperators, unaryOperator } from './operators.ts';

/**
 * Reads a formula of linear temporal logic in SPIN's syntax, over predicates that have names.
 *
 * | sign | word | |
 * | --- | --- | --- |
 * | `!` `X` `[]` `<>` | `not` `next` `always` `eventually` | bind tightest |
 * | `U` `V` `W` | `until` `release` `weakUntil` | of two in a row, one must be in parentheses |
 * | `&&` | `and` | |
 * | `\|\|` | `or` | |
 * | `->` | `implies` | of two in a row, one must be in parentheses |
 * | `<->` | | binds loosest |
 *
 * Besides, there are `true`, `false` and parentheses. A predicate is a name as in JavaScript.
 *
 * Differs: SPIN gives `&&`, `||`, `->` and `<->` the same precedence; here they are as in JavaScript.
 * Source: Holzmann, *The SPIN Model Checker*, 2004, ch. 6.
 *
 * @throws FaultlineError `FL304` when the text is no formula: says where, and what was expected.
 *
 * @example
 * ```ts
 * import { parseLtl } from 'faultline';
 *
 * const formula = parseLtl('[] (requested -> <> granted)');
 * console.log(formula.kind); // always
 * ```
 */
export function parseLtl(text: string): LtlFormula {
  const input: Input = { text, tokens: tokensOf(text), next: 0 };
  const formula = parseAbove(input, 0);
  if (input.next < input.tokens.length) throw unexpected(input, 'an operator or the end');
  return formula;
}

/** What is read, and how many tokens were. */
interface Input {
  readonly text: string;
  readonly tokens: readonly Token[];
  next: number;
}

interface Token {
  readonly text: string;
  /** Counted from 1. */
  readonly position: number;
}

const name = /^[A-Za-z_$][\w$]*$/;

// A character that starts no sign is a token too: the parser says what it expected instead.
function tokensOf(text: string): readonly Token[] {
  const tokens = text.matchAll(/[A-Za-z_$][\w$]*|\[\]|<->|<>|->|&&|\|\||\S/g);
  return [...tokens].map((match) => ({ text: match[0], position: match.index + 1 }));
}

// Precedence climbing: operators that bind tighter than `precedence`, and what they bind.
function parseAbove(input: Input, precedence: number): LtlFormula {
  let left = parseOperand(input);
  let looserThan = Infinity;
  for (;;) {
    const kind = binaryOperator(textAt(input));
    if (kind === undefined) return left;
    const syntax = binaryOperators[kind];
    if (syntax.precedence <= precedence) return left;
    if (syntax.precedence >= looserThan) throw ambiguous(input);
    input.next += 1;
    left = { kind, left, right: parseAbove(input, syntax.precedence) };
    looserThan = syntax.chains ? Infinity : syntax.precedence;
  }
}

function parseOperand(input: Input): LtlFormula {
  const text = textAt(input);
  const operator = unaryOperator(text);
  const isOperand = text === '(' || operator !== undefined || isName(text);
  if (!isOperand) throw unexpected(input, 'a predicate, "(" or one of ! X [] <>');
  input.next += 1;
  if (operator !== undefined) return { kind: operator, operand: parseOperand(input) };
  if (text === 'true' || text === 'false') return { kind: 'constant', value: text === 'true' };
  if (text !== '(') return { kind: 'atom', atom: text };
  const inner = parseAbove(input, 0);
  if (textAt(input) !== ')') throw unexpected(input, 'an operator or ")"');
  input.next += 1;
  return inner;
}

function isName(text: string): boolean {
  return name.test(text) && binaryOperator(text) === undefined;
}

function textAt({ tokens, next }: Input): string {
  return tokens[next]?.text ?? '';
}

function unexpected(input: Input, expected: string): FaultlineError {
  const token = input.tokens[input.next];
  const found = token === undefined ? 'ends' : `has "${token.text}" at character ${token.position}`;
  return new FaultlineError(
    'FL304',
    `The formula "${input.text}" ${found}, where ${expected} was expected.`,
    'write it with the names of predicates, ! X [] <>, U V W, && || -> <-> and parentheses.',
  );
}

function ambiguous(input: Input): FaultlineError {
  const { text, position } = input.tokens[input.next]!;
  return new FaultlineError(
    'FL304',
    `The formula "${input.text}" can be read in two ways at "${text}", character ${position}.`,
    'put the operator that comes first, or this one, into parentheses with its operands.',
  );
}
