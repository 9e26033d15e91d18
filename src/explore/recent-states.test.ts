import { describe, expect, it } from 'vitest';
import { RecentStates } from './recent-states.ts';
import { Successors } from './system.ts';

/** A batch of states of one word, each its own hash. */
function batchOf(states: readonly number[]): Successors {
  const batch = new Successors();
  batch.reserve(states.length, 1);
  for (const state of states) {
    batch.words[batch.count] = state;
    batch.hashes[batch.count] = state;
    batch.count += 1;
  }
  return batch;
}

function sifted(recent: RecentStates, states: readonly number[], ends: readonly number[]) {
  const batch = batchOf(states);
  const newEnds = [...ends];
  recent.sift(batch, newEnds);
  return {
    states: [...batch.words.subarray(0, batch.count)],
    hashes: [...batch.hashes.subarray(0, batch.count)],
    ends: newEnds,
  };
}

describe('RecentStates', () => {
  it('leaves what was not met before, in order, and says where the successors of each state end', () => {
    const recent = new RecentStates();
    recent.clear(1);
    expect(sifted(recent, [5, 5, 9, 5, 2, 9], [2, 2, 4, 6])).toEqual({
      states: [5, 9, 2],
      hashes: [5, 9, 2],
      ends: [1, 1, 2, 3],
    });
    expect(sifted(recent, [2, 7, 5], [1, 3])).toEqual({ states: [7], hashes: [7], ends: [0, 1] });
  });

  it('forgets a state when one comes whose hash has the same low bits', () => {
    const recent = new RecentStates();
    recent.clear(1);
    const [state, twin] = [3, 3 + 2 ** 15];
    expect(sifted(recent, [state, twin, twin, state], [4]).states).toEqual([state, twin, state]);
  });

  it('forgets all when states are packed in another way', () => {
    const recent = new RecentStates();
    recent.clear(1);
    sifted(recent, [1, 2], [2]);
    recent.clear(1);
    expect(sifted(recent, [1, 2], [2]).states).toEqual([1, 2]);
  });
});
