import { boolean, integer, processIds, role, type ValuesOf } from '#faultline';
import { election } from './election.ts';
import { replica } from './replica.ts';

/** How large the service is, and how much may fail. */
export const parameters = {
  replicas: integer({ min: 1, max: 5, default: 3, says: 'how many replicas' }),
  candidates: integer({ min: 1, max: 5, default: 2, says: 'how many of them may be elected' }),
  epochs: integer({ min: 1, max: 5, default: 2, says: 'how often one is elected' }),
  entries: integer({ min: 1, max: 3, default: 1, says: 'how long the log may become' }),
  ordered: boolean({ default: true, says: 'whether the network keeps the order of what is sent' }),
  crashes: integer({ min: 0, max: 3, default: 0, says: 'how many crashes in all' }),
};

/** Who takes part: the replicas, and an election that tells them who leads. */
export const roles = ({ replicas, candidates }: ValuesOf<typeof parameters>) => {
  const ids = processIds('replica', replicas);
  return {
    election: role(election, {
      stimuli: ids.slice(0, candidates).map((id) => ({ type: 'elect' as const, replica: id })),
    }),
    replica: role(replica, {
      count: replicas,
      input: ({ id }) => ({ id, replicas: ids }),
      durable: ['epoch', 'copy'],
      stimuli: ({ index }) => [{ type: 'request', command: `v${index + 1}` }],
    }),
  };
};
