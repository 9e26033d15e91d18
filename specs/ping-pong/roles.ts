import { boolean, integer, processIds, role, type ValuesOf } from '#faultline';
import { pinger } from './pinger.ts';
import { ponger } from './ponger.ts';

/** How large the game is, and how much may fail. */
export const parameters = {
  pongers: integer({ min: 1, max: 4, default: 1, says: 'how many pongers' }),
  rounds: integer({ min: 1, max: 3, default: 1, says: 'how many rounds are played' }),
  tries: integer({ min: 1, max: 3, default: 1, says: 'how often the pinger asks in a round' }),
  losses: integer({ min: 0, max: 3, default: 0, says: 'how many messages may get lost' }),
  crashes: integer({ min: 0, max: 2, default: 0, says: 'how many pongers may crash' }),
  patient: boolean({
    says: 'whether the pinger asks without end, in a network that may lose any message',
  }),
  accurate: boolean({ says: 'whether a timer fires only when a ponger has crashed' }),
};

/** Who takes part: one pinger, and the pongers. */
export const roles = ({ pongers, rounds, tries, patient }: ValuesOf<typeof parameters>) => {
  const ids = processIds('ponger', pongers);
  return {
    pinger: role(pinger, {
      input: { pongers: ids, rounds, tries: patient ? null : tries },
      stimuli: [{ type: 'play' }],
      awaits: {
        pongTimeout: ({ context }) => ids.filter((id) => !context.heard.includes(id)),
      },
    }),
    ponger: role(ponger, { count: pongers, durable: ['last'], symmetric: true }),
  };
};
