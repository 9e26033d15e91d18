import { integer, processIds, role, type ValuesOf } from '#faultline';
import { group } from './group.ts';
import { logsOf } from './logs.ts';

/** How much there is to replicate. */
export const parameters = {
  entries: integer({ min: 1, max: 3, default: 1, says: 'how long the log may become' }),
  values: integer({ min: 1, max: 4, default: 2, says: 'how many values an entry may have' }),
};

/** The group as a whole, and what becomes of it: nobody makes it so here. */
export const roles = ({ entries, values }: ValuesOf<typeof parameters>) => {
  const logs = logsOf(entries, processIds('v', values));
  const [, ...longer] = logs;
  return {
    group: role(group, {
      stimuli: [
        { type: 'lose' },
        ...logs.map((known) => ({ type: 'elect' as const, known })),
        ...longer.map((known) => ({ type: 'propose' as const, known })),
        ...longer.map((log) => ({ type: 'replicate' as const, log })),
      ],
    }),
  };
};
