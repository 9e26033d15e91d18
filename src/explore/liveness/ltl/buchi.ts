import type { Buchi, BuchiEdge } from '../buchi-automaton.ts';
import { Choices, type Choice } from './choices.ts';
import { normalForm } from './normal-form.ts';
import { reduced } from './reduced-automaton.ts';
import type { TemporalFormula } from './temporal-formula.ts';

/**
 * Translates a formula into an automaton that accepts the behaviors of which it is true.
 *
 * A state of the automaton is a set of formulas that must hold from here on, and a level: how many of
 * the formulas `p until q` were, in turn, not put off since the last accepting state. To search for
 * violations, translate the negation of what should hold.
 *
 * Cost: exponential in the formula at worst; a few states for the formulas that people write.
 * Source: Couvreur, "On-the-fly Verification of Linear Temporal Logic", FM 1999, for the sets;
 * Gastin & Oddoux, "Fast LTL to Büchi Automata Translation", CAV 2001, for the levels.
 *
 * @throws FaultlineError `FL305` when a proposition is not a number from 0 to 29.
 */
export function buchiOf(formula: TemporalFormula): Buchi {
  const choices = new Choices();
  const initial = choices.bitsOf(normalForm(formula));
  const choicesOf = allChoices(choices, initial);
  const promises = promisesOf([...choicesOf.values()].flat());
  const levelMax = promises.length;

  const states: State[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (state: State): number => {
    const key = `${state.formulas} ${state.level}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, states.length);
    return states.push(state) - 1;
  };
  // A run may begin at the highest level: one accepting state more makes no difference.
  numberOf({ formulas: initial, level: levelMax });
  const edges: BuchiEdge[][] = [];
  for (let number = 0; number < states.length; number += 1) {
    const { formulas, level } = states[number]!;
    edges[number] = choicesOf.get(formulas)!.map((choice) => {
      const to = numberOf({ formulas: choice.next, level: levelAfter(choice, level, promises) });
      return { to, requires: choice.requires, forbids: choice.forbids };
    });
  }
  const accepting = states.map(({ level }) => level === levelMax);
  return reduced({ stateCount: states.length, initial: [0], accepting, edges });
}

interface State {
  readonly formulas: bigint;
  readonly level: number;
}

function allChoices(choices: Choices, initial: bigint): ReadonlyMap<bigint, readonly Choice[]> {
  const found = new Map<bigint, readonly Choice[]>();
  const waiting = [initial];
  for (let formulas = waiting.pop(); formulas !== undefined; formulas = waiting.pop()) {
    if (found.has(formulas)) continue;
    const ways = choices.of(formulas);
    found.set(formulas, ways);
    waiting.push(...ways.map(({ next }) => next));
  }
  return found;
}

/** The formulas that some choice puts off, one bit each. */
function promisesOf(choices: readonly Choice[]): readonly bigint[] {
  const all = choices.reduce((bits, { postponed }) => bits | postponed, 0n);
  return [...all.toString(2)]
    .reverse()
    .flatMap((digit, index) => (digit === '1' ? [1n << BigInt(index)] : []));
}

function levelAfter({ postponed }: Choice, level: number, promises: readonly bigint[]): number {
  let after = level === promises.length ? 0 : level;
  while (after < promises.length && (postponed & promises[after]!) === 0n) after += 1;
  return after;
}
