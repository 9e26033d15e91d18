import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { countsOf, verdictsOf } from './counts.ts';
import { paxos } from './paxos.ts';

describe('Paxos', () => {
  it.each([
    { acceptors: 2, values: 1, ballotMax: 1, counts: [81, 326, 13] },
    { acceptors: 2, values: 2, ballotMax: 1, counts: [145, 611, 13] },
    { acceptors: 2, values: 2, ballotMax: 2, counts: [1_501, 8_222, 19] },
    { acceptors: 3, values: 1, ballotMax: 1, counts: [1_681, 9_903, 17] },
  ])(
    'has the counts of TLC with $acceptors acceptors, $values values, ballots to $ballotMax',
    (row) => {
      const { counts, ...parameters } = row;
      const result = checkSync(paxos, { parameters });
      expect(countsOf(result)).toEqual(counts);
      expect(verdictsOf(result)).toEqual({
        agreement: 'holds',
        votesSafe: 'holds',
        lastVotes: 'holds',
        messages: 'holds',
        canChoose: 'holds',
      });
    },
  );
});
