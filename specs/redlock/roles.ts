import { integer, processIds, role, type ValuesOf } from '#faultline';
import { server } from '../redis-lock/server.ts';
import { client } from './client.ts';

/** How large the protocol is, and how much may fail. */
export const parameters = {
  nodes: integer({ min: 1, max: 5, default: 3, says: 'how many Redis servers' }),
  clients: integer({ min: 1, max: 3, default: 2, says: 'how many clients' }),
  attempts: integer({ min: 1, max: 2, default: 1, says: 'how often each tries to get the lock' }),
  delay: integer({ min: 0, max: 3, default: 0, says: 'how many ticks a message may take' }),
  pauses: integer({ min: 0, max: 1, default: 0, says: 'how many pauses of clients in all' }),
  crashes: integer({ min: 0, max: 1, default: 0, says: 'how many crashes of servers in all' }),
};

/** Who takes part: independent servers, and the clients. */
export const roles = ({ nodes, clients, attempts }: ValuesOf<typeof parameters>) => ({
  node: role(server, { count: nodes, input: {}, durable: ['key', 'fence'] }),
  client: role(client, {
    count: clients,
    input: ({ id }) => ({ id, nodes: processIds('node', nodes), attempts }),
    stimuli: [{ type: 'acquire' }, { type: 'release' }],
    symmetric: true,
  }),
});
