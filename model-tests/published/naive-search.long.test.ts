import { checkSync, modelOf, stateGraph, type StateGraph } from '#faultline';
import { describe, expect, it } from 'vitest';
import { saga } from '../../specs/saga/spec.ts';
import { threePhaseCommit } from '../../specs/three-phase-commit/spec.ts';
import { twoPhaseCommitAbstract } from '../../specs/two-phase-commit-abstract/spec.ts';
import { twoPhaseCommit } from '../../specs/two-phase-commit/spec.ts';
import { atomicCommitment } from './acp-nb.ts';
import { alternatingBit } from './alternating-bit.ts';
import { changRoberts } from './chang-roberts.ts';
import { countsOf } from './counts.ts';
import { diningPhilosophers } from './dining-philosophers.ts';
import { lamportMutex } from './lamport-mutex.ts';
import { naiveSearch } from './naive-search.ts';
import { peterson } from './peterson.ts';
import { pingPong } from './ping-pong.ts';
import { terminationDetection } from './termination-detection.ts';
import { transactionCommit } from './transaction-commit.ts';

type StateRecord = StateGraph['states'][number]['record'];

describe('The naive interpreter and the compiled system', () => {
  it.each([
    { how: 'in memory', protocol: peterson, parameters: {} },
    { how: 'in memory', protocol: diningPhilosophers, parameters: { philosophers: 5 } },
    { how: 'in memory', protocol: transactionCommit, parameters: { resourceManagers: 3 } },
    { how: 'from 2 states', protocol: atomicCommitment, parameters: { participants: 1 } },
    { how: 'from 32 states', protocol: terminationDetection, parameters: { nodes: 2 } },
    { how: 'unordered', protocol: pingPong, parameters: { network: 'lossless', numberMax: 5 } },
    { how: 'fifo', protocol: lamportMutex, parameters: { processes: 2, clockMax: 3 } },
    { how: 'fifo with loss', protocol: alternatingBit, parameters: { queueMax: 1 } },
    { how: 'set', protocol: pingPong, parameters: { network: 'lossyDuplicating', numberMax: 2 } },
    { how: 'kept', protocol: twoPhaseCommitAbstract, parameters: { resourceManagers: 3 } },
    { how: 'kept', protocol: changRoberts, parameters: { nodes: 3 } },
    { how: 'loss', protocol: saga, parameters: { services: 1, sagas: 1, crashes: 1 } },
    { how: 'timers', protocol: twoPhaseCommit, parameters: { participants: 1, crashes: 1 } },
    { how: 'accurate', protocol: threePhaseCommit, parameters: { participants: 1, partitions: 1 } },
  ])('find the same of $protocol.title ($how)', ({ protocol, parameters }) => {
    const naive = naiveSearch(protocol, parameters);
    const result = checkSync(protocol, { parameters, keepGoing: true });
    expect(countsOf(result)).toEqual(naive.counts);
    const { states, edges } = stateGraph(protocol, { parameters });
    const recordOf = (id: number) => states[id]?.record as StateRecord;
    const textOf = textFor(modelOf(protocol, { parameters }).network.order);
    const textsOf = (values: readonly unknown[]) => values.map(textOf).sort();
    expect(textsOf(states.map(({ id }) => recordOf(id)))).toEqual(textsOf(naive.states));
    expect(textsOf(edges.map(({ from, to }) => [recordOf(from), recordOf(to)]))).toEqual(
      textsOf(naive.transitions),
    );
  });
});

/** Gives equal texts for equal states, whatever the order of keys and of messages without order. */
function textFor(order: string): (value: unknown) => string {
  const addressOf = ({ from, to }: StateRecord['messages'][number]) => `${from} ${to}`;
  const inOrder = (key: string, value: unknown): unknown => {
    if (key === 'messages') {
      // Sorting is stable: the messages of a channel keep their order.
      const rankOf = order === 'fifo' ? addressOf : (one: object) => JSON.stringify(one, inOrder);
      return (value as StateRecord['messages']).toSorted((left, right) =>
        rankOf(left) < rankOf(right) ? -1 : Number(rankOf(left) > rankOf(right)),
      );
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort());
  };
  return (value) => JSON.stringify(value, inOrder);
}
