import { boolean, integer, role, type ValuesOf } from '#faultline';
import { client } from './client.ts';
import { primary } from './primary.ts';
import { replica } from './replica.ts';
import { resource } from './resource.ts';
import { server } from './server.ts';

/** How large the protocol is, what time does, and how much may fail. */
export const parameters = {
  clients: integer({ min: 1, max: 4, default: 2, says: 'how many clients' }),
  attempts: integer({ min: 1, max: 3, default: 1, says: 'how often each tries to get the lock' }),
  extensions: integer({ min: 0, max: 2, default: 0, says: 'how often each lets its key live on' }),
  timed: boolean({ default: true, says: 'whether time passes alike for all' }),
  pauses: integer({ min: 0, max: 2, default: 0, says: 'how many pauses of clients in all' }),
  crashes: integer({ min: 0, max: 2, default: 0, says: 'how many crashes in all' }),
  replicated: boolean({
    default: false,
    says: 'whether a replica stands by; then only the server crashes, and another takes its place',
  }),
};

/** Who takes part: a server with the lock, perhaps its replica, the clients, and what the lock protects. */
export const roles = ({
  clients,
  attempts,
  extensions,
  replicated,
}: ValuesOf<typeof parameters>) => ({
  // What takes the place of a server that has failed knows only what the replica has.
  server: replicated
    ? role(primary, { input: {}, durable: [] })
    : role(server, { input: {}, durable: ['key', 'fence'] }),
  ...(replicated && { replica: role(replica, { input: {} }) }),
  client: role(client, {
    count: clients,
    input: ({ id }) => ({ id, server: 'server', resource: 'resource', attempts, extensions }),
    durable: ['token'],
    stimuli: [{ type: 'acquire' }, { type: 'work' }, { type: 'extend' }, { type: 'release' }],
    symmetric: true,
  }),
  resource: role(resource, { input: {}, durable: ['last'] }),
});
