import { boolean, integer, role, type ValuesOf } from '#faultline';
import { resource } from '../redis-lock/resource.ts';
import { candidate } from './candidate.ts';
import { store } from './store.ts';

/** How large the protocol is, what time does, and how much may fail. */
export const parameters = {
  candidates: integer({ min: 1, max: 4, default: 2, says: 'how many candidates' }),
  terms: integer({ min: 1, max: 3, default: 1, says: 'how often each may be given the lease' }),
  timed: boolean({ default: true, says: 'whether time passes alike for all' }),
  diligent: boolean({
    default: false,
    says: 'whether leaders renew all the time, and messages take no time',
  }),
  writes: boolean({ default: false, says: 'whether leaders write what the lease protects' }),
  pauses: integer({ min: 0, max: 2, default: 0, says: 'how many pauses of candidates in all' }),
  crashes: integer({ min: 0, max: 2, default: 0, says: 'how many candidates crash' }),
  drifts: integer({ min: 0, max: 2, default: 0, says: 'how often a clock goes wrong by a tick' }),
};

/** Who takes part: the store with the lease, the candidates, and what the lease protects. */
export const roles = ({ candidates, terms, diligent, writes }: ValuesOf<typeof parameters>) => ({
  store: role(store),
  candidate: role(candidate, {
    count: candidates,
    input: { store: 'store', resource: 'resource', terms, diligent },
    stimuli: [
      { type: 'stand' },
      { type: 'stepDown' },
      ...(diligent ? [] : [{ type: 'renew' } as const]),
      ...(writes ? [{ type: 'act' } as const] : []),
    ],
    symmetric: true,
  }),
  resource: role(resource, { input: {}, durable: ['last'] }),
});
