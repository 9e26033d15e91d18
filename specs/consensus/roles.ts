import { integer, role, type ValuesOf } from '#faultline';
import { choices, valueNames } from './chosen-log.ts';
import { log } from './log.ts';

/** How much there is to agree on. */
export const parameters = {
  slots: integer({ min: 1, max: 4, default: 1, says: 'how many slots the log has' }),
  values: integer({ min: 1, max: 4, default: 2, says: 'how many values may be chosen' }),
};

/** The log, and the choices as what happens to it: nobody chooses them here. */
export const roles = ({ slots, values }: ValuesOf<typeof parameters>) => ({
  log: role(log, {
    input: { slots },
    stimuli: choices(slots, valueNames(values)).map((chosen) => {
      return { type: 'choose' as const, values: chosen };
    }),
  }),
});
