import { integer, processIds, role, type ValuesOf } from '#faultline';
import { process } from './process.ts';

/** How many processes there are, how much they say, and what may fail. */
export const parameters = {
  processes: integer({ min: 2, max: 4, default: 3, says: 'how many processes' }),
  broadcasts: integer({ min: 1, max: 4, default: 1, says: 'how often each process broadcasts' }),
  duplicates: integer({ min: 0, max: 2, default: 0, says: 'how many messages come twice in all' }),
  crashes: integer({ min: 0, max: 2, default: 0, says: 'how many processes crash in all' }),
};

/** Who takes part: processes that are alike. */
export const roles = ({ processes, broadcasts }: ValuesOf<typeof parameters>) => ({
  process: role(process, {
    count: processes,
    input: ({ id }) => ({ self: id, processes: processIds('process', processes), broadcasts }),
    stimuli: [{ type: 'broadcast' }],
  }),
});
