import { integer, processIds, role, type ValuesOf } from '#faultline';
import { process } from './process.ts';

/** How many processes there are, and how often each wants to enter. */
export const parameters = {
  processes: integer({ min: 2, max: 4, default: 2, says: 'how many processes' }),
  rounds: integer({ min: 1, max: 4, default: 1, says: 'how often each process wants to enter' }),
};

/** Who takes part. The processes are not interchangeable: of equal time stamps the first one wins. */
export const roles = ({ processes, rounds }: ValuesOf<typeof parameters>) => ({
  process: role(process, {
    count: processes,
    input: ({ id }) => ({ self: id, processes: processIds('process', processes), rounds }),
    stimuli: [{ type: 'want' }, { type: 'exit' }],
  }),
});
