import { integer, processIds, role, type ValuesOf } from '#faultline';
import { process } from './process.ts';

/** How many processes there are, and how much they do. */
export const parameters = {
  processes: integer({ min: 2, max: 4, default: 2, says: 'how many processes' }),
  rounds: integer({ min: 1, max: 4, default: 2, says: 'how often each process acts or sends' }),
  crashes: integer({ min: 0, max: 2, default: 0, says: 'how many crashes in all' }),
};

/** Who takes part: processes that are alike. */
export const roles = ({ processes, rounds }: ValuesOf<typeof parameters>) => {
  const ids = processIds('process', processes);
  return {
    process: role(process, {
      count: processes,
      input: ({ id }) => ({ self: id, processes: ids, rounds }),
      durable: ['clock', 'log', 'rounds'],
      stimuli: ({ id }) => [
        { type: 'act' },
        ...ids.filter((to) => to !== id).map((to) => ({ type: 'send' as const, to })),
      ],
    }),
  };
};
