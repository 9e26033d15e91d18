import { expect, it } from 'vitest';
import { numberLayout } from '../samples/number-system.ts';
import { StateStack } from './state-stack.ts';

function push(stack: StateStack, number: number): void {
  const words = new Int32Array(stack.layout.wordCount + 1);
  stack.layout.pack(Int32Array.of(number), words, 1);
  stack.push(words, 1);
}

const wayOf = (stack: StateStack) => stack.way().map(([number]) => number);

it('tells the way from what is still to be expanded', () => {
  const stack = new StateStack(numberLayout(2));
  push(stack, 1);
  stack.open();
  for (const number of [2, 3]) push(stack, number);
  stack.open();
  push(stack, 4);
  stack.open();
  expect([wayOf(stack), stack.length, stack.openCount]).toEqual([[1, 3, 4], 4, 3]);
  stack.popDone();
  expect([wayOf(stack), stack.length, stack.openCount]).toEqual([[1], 2, 1]);
  stack.open();
  expect(wayOf(stack)).toEqual([1, 2]);
  stack.popDone();
  expect([wayOf(stack), stack.length, stack.openCount]).toEqual([[], 0, 0]);
});

it('grows, and packs its states anew', () => {
  const stack = new StateStack(numberLayout(1));
  const { bytes } = stack;
  for (let count = 0; count < 5000; count += 1) {
    push(stack, count % 16);
    stack.open();
  }
  const way = wayOf(stack);
  expect(way.slice(0, 18)).toEqual([...Array(16).keys(), 0, 1]);
  expect(stack.bytes).toBeGreaterThan(4 * bytes);
  stack.relayout(numberLayout(2));
  expect(wayOf(stack)).toEqual(way);
  push(stack, 1000);
  stack.open();
  expect(wayOf(stack).at(-1)).toBe(1000);
});
