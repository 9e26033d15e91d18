import { boolean, integer, role, type ValuesOf } from '#faultline';
import { client } from './client.ts';
import { resource } from './resource.ts';
import { server } from './server.ts';

/** How large the protocol is, what time does, and how much may fail. */
export const parameters = {
  clients: integer({ min: 1, max: 4, default: 2, says: 'how many clients' }),
  attempts: integer({ min: 1, max: 3, default: 1, says: 'how often each tries to get the lock' }),
  timed: boolean({ default: true, says: 'whether time passes alike for all' }),
  pauses: integer({ min: 0, max: 2, default: 0, says: 'how many pauses of clients in all' }),
  crashes: integer({ min: 0, max: 2, default: 0, says: 'how many crashes in all' }),
};

/** Who takes part: a server with the lock, the clients, and what the lock protects. */
export const roles = ({ clients, attempts }: ValuesOf<typeof parameters>) => ({
  server: role(server, { input: {}, durable: ['key', 'fence'] }),
  client: role(client, {
    count: clients,
    input: ({ id }) => ({ id, server: 'server', resource: 'resource', attempts }),
    durable: ['token'],
    stimuli: [{ type: 'acquire' }, { type: 'work' }, { type: 'release' }],
    symmetric: true,
  }),
  resource: role(resource, { input: {}, durable: ['last'] }),
});
