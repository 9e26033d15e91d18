import { boolean, integer, processIds, role, type ValuesOf } from '#faultline';
import { server } from '../etcd/server.ts';
import { client } from './client.ts';

/** How large the protocol is, and how many leases may expire. */
export const parameters = {
  clients: integer({ min: 1, max: 4, default: 2, says: 'how many clients' }),
  rounds: integer({ min: 1, max: 3, default: 1, says: 'how often each locks' }),
  expiries: integer({ min: 0, max: 4, default: 1, says: 'how many leases may expire' }),
  retries: integer({ min: 0, max: 2, default: 0, says: 'how often each asks again to unlock' }),
  writes: boolean({ default: true, says: 'whether a holder writes what the lock protects' }),
  compactions: integer({ min: 0, max: 2, default: 0, says: 'how many compactions' }),
};

/** Who takes part: etcd, and clients each of which has a session. */
export const roles = ({
  clients,
  rounds,
  retries,
  writes,
  expiries,
  compactions,
}: ValuesOf<typeof parameters>) => {
  const leases = processIds('client', clients);
  return {
    server: role(server, {
      input: { leases, expiries, compactions, progress: 0 },
      stimuli: [
        ...leases.map((lease) => ({ type: 'expire', lease }) as const),
        { type: 'compact' },
      ],
    }),
    client: role(client, {
      count: clients,
      input: ({ id }) => ({ id, server: 'server', rounds, retries }),
      stimuli: [
        { type: 'lock' },
        { type: 'unlock' },
        ...(writes ? [{ type: 'work' } as const] : []),
      ],
      symmetric: true,
    }),
  };
};
