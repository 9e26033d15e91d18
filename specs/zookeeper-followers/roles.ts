import { integer, processIds, role, type ValuesOf } from '#faultline';
import { client } from './client.ts';
import { leader } from './leader.ts';
import { server } from './server.ts';

/** How large the ensemble is, and what its clients do. */
export const parameters = {
  servers: integer({ min: 1, max: 3, default: 2, says: 'how many servers follow the leader' }),
  clients: integer({ min: 1, max: 3, default: 2, says: 'how many clients' }),
  requests: integer({ min: 1, max: 4, default: 2, says: 'how much each asks for' }),
  moves: integer({ min: 0, max: 2, default: 0, says: 'how often each goes to another server' }),
};

/** Who takes part: the leader, the servers that follow it, and clients, of which no two begin at the same server. */
export const roles = ({ servers, clients, requests, moves }: ValuesOf<typeof parameters>) => {
  const ids = processIds('server', servers);
  return {
    leader: role(leader, { input: { servers: ids } }),
    server: role(server, { count: servers, input: ({ id }) => ({ self: id, leader: 'leader' }) }),
    client: role(client, {
      count: clients,
      input: ({ index }) => ({ servers: ids, index: index % servers, requests, moves }),
      stimuli: [{ type: 'look' }, { type: 'count' }, { type: 'catchUp' }, { type: 'move' }],
    }),
  };
};
