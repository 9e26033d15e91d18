import { integer, processIds, role, type ValuesOf } from '#faultline';
import { valueNames } from '../consensus/chosen-log.ts';
import { replica } from './replica.ts';

/** How large the protocol is, how often a leader is elected, and how much may fail. */
export const parameters = {
  replicas: integer({ min: 1, max: 3, default: 3, says: 'how many replicas' }),
  slots: integer({ min: 1, max: 3, default: 2, says: 'how many slots the log has' }),
  ballots: integer({
    min: 1,
    max: 4,
    default: 2,
    says: 'how many ballots, dealt to the first replicas in turn',
  }),
  crashes: integer({ min: 0, max: 2, default: 0, says: 'how many crashes in all' }),
};

/** Who takes part; each replica with a command and ballots of its own. */
export const roles = ({ replicas, slots, ballots }: ValuesOf<typeof parameters>) => {
  const ids = processIds('replica', replicas);
  const values = valueNames(replicas + 1);
  return {
    replica: role(replica, {
      count: replicas,
      input: ({ id, index }) => ({
        self: id,
        replicas: ids,
        command: values[index] ?? '',
        noOp: values[replicas] ?? '',
        ballots: Array.from({ length: ballots }, (_, turn) => turn + 1).filter(
          // Two take turns; others only follow.
          (ballot) => (ballot - 1) % Math.min(replicas, 2) === index,
        ),
        slots,
      }),
      durable: ['promised', 'accepted'],
      stimuli: [{ type: 'lead' }, { type: 'command' }],
    }),
  };
};
