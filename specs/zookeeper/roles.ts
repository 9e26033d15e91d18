import { integer, processIds, role, type ValuesOf } from '#faultline';
import { client } from './client.ts';
import { service } from './service.ts';

/** How large the protocol is. */
export const parameters = {
  clients: integer({ min: 1, max: 4, default: 2, says: 'how many clients' }),
  requests: integer({ min: 1, max: 4, default: 2, says: 'how much each asks for' }),
};

/** Who takes part: the service, and its clients. */
export const roles = ({ clients, requests }: ValuesOf<typeof parameters>) => ({
  service: role(service, { input: { clients: processIds('client', clients) } }),
  client: role(client, {
    count: clients,
    input: ({ index }) => ({ service: 'service', session: index + 1, requests }),
    stimuli: [{ type: 'make' }, { type: 'remove' }, { type: 'look' }],
  }),
});
