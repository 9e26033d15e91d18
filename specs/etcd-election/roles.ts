import { boolean, integer, processIds, role, type ValuesOf } from '#faultline';
import { server } from '../etcd/server.ts';
import { candidate } from './candidate.ts';
import { observer } from './observer.ts';

/** How large the protocol is, and how many leases may expire. */
export const parameters = {
  candidates: integer({ min: 1, max: 4, default: 2, says: 'how many candidates' }),
  rounds: integer({ min: 1, max: 3, default: 1, says: 'how often each stands' }),
  expiries: integer({ min: 0, max: 4, default: 1, says: 'how many leases may expire' }),
  retries: integer({ min: 0, max: 2, default: 0, says: 'how often each asks again to resign' }),
  proclaims: boolean({ default: true, says: 'whether a leader proclaims a value' }),
  observes: boolean({ default: false, says: 'whether the observer observes' }),
};

/** Who takes part: etcd, candidates each of which has a session, and an observer. */
export const roles = ({
  candidates,
  rounds,
  retries,
  expiries,
  proclaims,
  observes,
}: ValuesOf<typeof parameters>) => {
  const leases = processIds('candidate', candidates);
  return {
    server: role(server, {
      input: { leases, expiries, compactions: 0, progress: 0 },
      stimuli: leases.map((lease) => ({ type: 'expire', lease }) as const),
    }),
    candidate: role(candidate, {
      count: candidates,
      input: ({ id }) => ({ id, server: 'server', rounds, retries }),
      stimuli: [
        { type: 'campaign' },
        { type: 'resign' },
        ...(proclaims ? [{ type: 'proclaim' } as const] : []),
      ],
      symmetric: true,
    }),
    observer: role(observer, {
      input: { server: 'server' },
      stimuli: observes ? [{ type: 'observe' }] : [],
    }),
  };
};
