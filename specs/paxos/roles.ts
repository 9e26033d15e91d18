import { integer, processIds, role, type ValuesOf } from '#faultline';
import { valueNames } from '../consensus/chosen-log.ts';
import { acceptor } from './acceptor.ts';
import { learner } from './learner.ts';
import { proposer } from './proposer.ts';

/** How large the protocol is, how often it is tried, and how much may fail. */
export const parameters = {
  proposers: integer({ min: 1, max: 3, default: 2, says: 'how many proposers' }),
  acceptors: integer({ min: 1, max: 5, default: 3, says: 'how many acceptors' }),
  learners: integer({ min: 1, max: 2, default: 1, says: 'how many learners' }),
  ballots: integer({
    min: 1,
    max: 6,
    default: 2,
    says: 'how many ballots, dealt to the proposers in turn',
  }),
  crashes: integer({ min: 0, max: 2, default: 0, says: 'how many crashes in all' }),
  amnesias: integer({
    min: 0,
    max: 2,
    default: 0,
    says: 'how many restarts without what was written',
  }),
};

/** Who takes part; each proposer with a value and ballots of its own. */
export const roles = ({ proposers, acceptors, learners, ballots }: ValuesOf<typeof parameters>) => {
  const values = valueNames(proposers);
  const acceptorIds = processIds('acceptor', acceptors);
  return {
    proposer: role(proposer, {
      count: proposers,
      input: ({ index }) => ({
        acceptors: acceptorIds,
        value: values[index] ?? '',
        ballots: Array.from({ length: ballots }, (_, turn) => turn + 1).filter(
          (ballot) => (ballot - 1) % proposers === index,
        ),
      }),
      durable: ['ballot'],
      stimuli: [{ type: 'propose' }, { type: 'retry' }],
    }),
    acceptor: role(acceptor, {
      count: acceptors,
      input: { learners: processIds('learner', learners) },
      durable: ['promised', 'accepted'],
      symmetric: true,
    }),
    learner: role(learner, { count: learners, input: { acceptors: acceptorIds } }),
  };
};
