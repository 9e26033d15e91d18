import { boolean, integer, processIds, role, type ValuesOf } from '#faultline';
import { resource } from '../redis-lock/resource.ts';
import { awaitedBySessions } from '../zookeeper/sessions.ts';
import { service } from '../zookeeper/service.ts';
import { client } from './client.ts';

/** How large the protocol is, and how much may fail. */
export const parameters = {
  clients: integer({ min: 1, max: 4, default: 2, says: 'how many clients' }),
  attempts: integer({ min: 1, max: 3, default: 1, says: 'how often each tries to get the lock' }),
  accurate: boolean({
    default: true,
    says: 'whether only clients that have crashed, or are cut off, are taken for dead',
  }),
  crashes: integer({ min: 0, max: 4, default: 1, says: 'how many clients crash' }),
  partitions: integer({ min: 0, max: 1, default: 0, says: 'whether a client may be cut off' }),
};

/** Who takes part: the service, the clients, and what the lock protects. */
export const roles = ({ clients, attempts }: ValuesOf<typeof parameters>) => {
  const ids = processIds('client', clients);
  return {
    service: role(service, {
      input: { clients: ids },
      awaits: awaitedBySessions(clients * attempts),
    }),
    client: role(client, {
      count: clients,
      input: ({ id, index }) => ({
        service: 'service',
        resource: 'resource',
        session: index + 1,
        guids: Array.from({ length: attempts }, (_, attempt) => `${id}-${attempt + 1}`),
      }),
      stimuli: [{ type: 'acquire' }, { type: 'work' }, { type: 'release' }],
      awaits: { noPong: () => ['service'] },
    }),
    resource: role(resource, { input: {}, durable: ['last'] }),
  };
};
