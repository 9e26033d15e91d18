import { decisionCode, type DecisionCode } from './decision-code.ts';
import type { Layout } from './layout.ts';

const isTrue = -1;
const isFalse = -2;
const isUnknown = -3;
/** A number n as a result is `firstNumber - n`. */
const firstNumber = -4;

/** A tree that so many tests in a row have not changed is made into code, if it is not too large. */
const testsToCode = 50_000;
const nodesMax = 500;

/** Something that can be asked of one slot's value. */
export interface Question {
  readonly slot: number;
  /** The answer for a value of the slot, as text: the same text means the same answer. */
  readonly answerFor: (value: number) => string;
}

/** A question that was put to one of the states, 0 (before, or the only one) or 1 (after). */
export interface Asked {
  readonly key: string;
  readonly side: 0 | 1;
  readonly question: Question;
}

/**
 * Runs the author's predicate on a state or a step, noting what it asks, in order. Instead of a predicate
 * it may be a function that gives whole numbers, 0 or more.
 */
export type Examine = (
  slots: readonly Int32Array[],
  ask: (asked: Asked) => void,
) => boolean | number;

/**
 * A predicate over states, learned as a tree of questions and answers.
 *
 * The predicate is a function of the author's: slow, and of closures and objects. But what it asks
 * next depends only on what it was told before. So each run of it is kept as a path of questions,
 * and a state that gives the same answers gets the same result from tables of integers.
 *
 * Cost: two table reads for each question asked; one run of the predicate for each new combination
 * of answers.
 */
export class DecisionTree {
  readonly #examine: Examine;
  readonly #layout: () => Layout;
  readonly #questions = new Map<string, number>();
  readonly #slotOf: number[] = [];
  readonly #answerFor: ((value: number) => string)[] = [];
  /** For each question, the number of the answer of each slot value; -1 when not asked yet. */
  readonly #answers: Int32Array[] = [];
  readonly #numbers: Map<string, number>[] = [];
  /** How many slots a state had when the paths were made. */
  #slotCount = 0;
  #root = isUnknown;
  #code: DecisionCode | undefined;
  #codeLayout: Layout | undefined;
  /** Tests since the tree was changed. */
  #quietTests = 0;
  readonly #nodeQuestion: number[] = [];
  readonly #nodeSide: (0 | 1)[] = [];
  /** For each node, where each answer leads. */
  readonly #nodeNext: number[][] = [];

  constructor(layout: () => Layout, examine: Examine) {
    this.#layout = layout;
    this.#examine = examine;
  }

  /** The predicate's result for the step between two states; for a single state, give it twice. */
  test(before: Int32Array, beforeOffset: number, after: Int32Array, afterOffset: number): boolean {
    // Asked of every state: nothing stands between it and the code.
    if (this.#code !== undefined && this.#layout() === this.#codeLayout) {
      const result = this.#code(before, beforeOffset, after, afterOffset);
      if (result !== isUnknown) return result === isTrue;
    }
    return this.#walk(before, beforeOffset, after, afterOffset) === isTrue;
  }

  /** The number that a function of numbers gives for a state. */
  number(words: Int32Array, offset: number): number {
    if (this.#code !== undefined && this.#layout() === this.#codeLayout) {
      const result = this.#code(words, offset, words, offset);
      if (result !== isUnknown) return firstNumber - result;
    }
    return firstNumber - this.#walk(words, offset, words, offset);
  }

  /** The result that stands at the end of the way through the tree. */
  #walk(before: Int32Array, beforeOffset: number, after: Int32Array, afterOffset: number): number {
    const layout = this.#layout();
    if (layout.slotCount !== this.#slotCount) this.#forget(layout.slotCount);
    const { wordOf, shiftOf, maskOf } = layout;
    let node = this.#root;
    while (node >= 0) {
      const question = this.#nodeQuestion[node]!;
      const slot = this.#slotOf[question]!;
      const word =
        this.#nodeSide[node] === 0
          ? before[beforeOffset + wordOf[slot]!]!
          : after[afterOffset + wordOf[slot]!]!;
      const value = (word >>> shiftOf[slot]!) & maskOf[slot]!;
      const answers = this.#answers[question]!;
      const known = value < answers.length ? answers[value]! : -1;
      const answer = known >= 0 ? known : this.#answer(question, value);
      const next = this.#nodeNext[node]!;
      node = answer < next.length ? next[answer]! : isUnknown;
    }
    if (node === isUnknown) return this.#learn(before, beforeOffset, after, afterOffset);
    this.#quietTests += 1;
    if (this.#quietTests === testsToCode) this.#makeCode(layout);
    return node;
  }

  /** Forgets the paths: there are more slots, and what a run asks about all of them covers more. */
  #forget(slotCount: number): void {
    this.#slotCount = slotCount;
    this.#changed();
    this.#root = isUnknown;
    this.#nodeQuestion.length = 0;
    this.#nodeSide.length = 0;
    this.#nodeNext.length = 0;
  }

  #makeCode(layout: Layout): void {
    this.#quietTests = 0;
    if (this.#root < 0 || this.#nodeNext.length > nodesMax) return;
    this.#codeLayout = layout;
    this.#code = decisionCode({
      root: this.#root,
      nodeAt: (node) => {
        const question = this.#nodeQuestion[node] as number;
        const slot = this.#slotOf[question] as number;
        const side = this.#nodeSide[node] as 0 | 1;
        return { question, slot, side, next: this.#nodeNext[node] as number[] };
      },
      answers: this.#answers,
      layout,
      unknownResult: isUnknown,
    });
  }

  /** The code, which reads the arrays of answers as they were, is of no use any more. */
  #changed(): void {
    this.#code = undefined;
    this.#quietTests = 0;
  }

  #learn(before: Int32Array, beforeOffset: number, after: Int32Array, afterOffset: number): number {
    const layout = this.#layout();
    const states = [new Int32Array(layout.slotCount), new Int32Array(layout.slotCount)] as const;
    layout.unpack(before, beforeOffset, states[0]);
    layout.unpack(after, afterOffset, states[1]);
    const path: { question: number; side: 0 | 1; answer: number }[] = [];
    const seen = new Set<string>();
    const result = this.#examine(states, ({ key, side, question }) => {
      const name = `${side} ${key}`;
      if (seen.has(name)) return;
      seen.add(name);
      const value = states[side][question.slot] as number;
      const number = this.#numberOf(key, question);
      path.push({ side, question: number, answer: this.#answer(number, value) });
    });
    this.#changed();
    const node = typeof result === 'number' ? firstNumber - result : result ? isTrue : isFalse;
    this.#keep(path, node);
    return node;
  }

  /** The number of a question that a run of the predicate asks. */
  #numberOf(key: string, { slot, answerFor }: Question): number {
    const known = this.#questions.get(key);
    if (known !== undefined) return known;
    const question = this.#slotOf.push(slot) - 1;
    this.#questions.set(key, question);
    this.#answerFor.push(answerFor);
    this.#answers.push(new Int32Array(32).fill(-1));
    this.#numbers.push(new Map());
    return question;
  }

  /** The number of the answer to a question for a value of its slot. */
  #answer(question: number, value: number): number {
    let answers = this.#answers[question] as Int32Array<ArrayBuffer>;
    if (value >= answers.length) {
      const longer = new Int32Array(Math.max(value + 1, 2 * answers.length)).fill(-1);
      longer.set(answers);
      this.#changed();
      this.#answers[question] = answers = longer;
    }
    const known = answers[value] as number;
    if (known >= 0) return known;
    const numbers = this.#numbers[question] as Map<string, number>;
    const text = this.#answerFor[question]?.(value) ?? '';
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    answers[value] = number;
    return number;
  }

  #keep(path: readonly { question: number; side: 0 | 1; answer: number }[], result: number): void {
    let put = (next: number): void => void (this.#root = next);
    let node = this.#root;
    for (const { question, side, answer } of path) {
      if (node < 0) {
        node = this.#nodeQuestion.push(question) - 1;
        this.#nodeSide.push(side);
        this.#nodeNext.push([]);
        put(node);
      }
      const next = this.#nodeNext[node] as number[];
      while (next.length <= answer) next.push(isUnknown);
      put = (to) => void (next[answer] = to);
      node = next[answer] as number;
    }
    put(result);
  }
}
