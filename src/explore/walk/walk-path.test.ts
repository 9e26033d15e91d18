import { expect, it } from 'vitest';
import { WalkPath } from './walk-path.ts';

/** Walks over these states and asks of each where it was before; the hash is the last digit. */
function earlierPlaces(states: readonly number[]): readonly (readonly number[])[] {
  const path = new WalkPath();
  return states.map((state) => {
    path.push(Int32Array.of(state), 0);
    return path.earlier(state % 10);
  });
}

it('knows where the last state was met first, and where last', () => {
  expect(earlierPlaces([1, 2, 1, 1, 3, 1])).toEqual([[], [], [0], [2, 0], [], [3, 0]]);
});

it('takes no state for another of the same hash', () => {
  expect(earlierPlaces([1, 11, 11, 1])).toEqual([[], [], [], [0]]);
});

it('takes a state for itself when slots have been added since', () => {
  const path = new WalkPath();
  path.push(Int32Array.of(5), -1);
  expect(path.earlier(0)).toEqual([]);
  path.push(Int32Array.of(5, 0), 1);
  expect(path.earlier(0)).toEqual([0]);
});

it('puts steps that change nothing where they were enabled', () => {
  const path = new WalkPath();
  const [first, second] = [Int32Array.of(1), Int32Array.of(2)];
  path.push(first, -1);
  path.push(second, 30);
  expect(path.walked()).toEqual({ path: [first, second], actions: [30] });
  const stutters = [
    { place: 0, action: 40 },
    { place: 1, action: 50 },
    { place: 1, action: 51 },
  ];
  expect(path.withStutters(stutters)).toEqual({
    path: [first, first, second, second, second],
    actions: [40, 30, 50, 51],
  });
});
