import { boolean, integer, processIds, role, type ValuesOf } from '#faultline';
import { service } from '../zookeeper/service.ts';
import { awaitedBySessions } from '../zookeeper/sessions.ts';
import { consumer } from './consumer.ts';
import { provider } from './provider.ts';

/** How large the protocol is, and how much may fail. */
export const parameters = {
  providers: integer({ min: 1, max: 4, default: 2, says: 'how many instances' }),
  reopenings: integer({ min: 0, max: 2, default: 1, says: 'how many new sessions each may open' }),
  accurate: boolean({
    default: true,
    says: 'whether only those that have crashed, or are cut off, are taken for dead',
  }),
  crashes: integer({ min: 0, max: 4, default: 1, says: 'how many instances crash' }),
  partitions: integer({
    min: 0,
    max: 2,
    default: 1,
    says: 'how often an instance, or who looks for it, is cut off',
  }),
};

/** Who takes part: ZooKeeper, the instances, and who looks for them. */
export const roles = ({ providers, reopenings }: ValuesOf<typeof parameters>) => {
  const ids = processIds('provider', providers);
  return {
    service: role(service, {
      input: { clients: ['consumer', ...ids] },
      awaits: awaitedBySessions(1 + providers * (1 + reopenings)),
    }),
    provider: role(provider, {
      count: providers,
      input: ({ id, index }) => ({
        service: 'service',
        session: index + 2,
        address: id,
        reopenings,
      }),
      stimuli: [{ type: 'ready' }],
      awaits: { noPong: () => ['service'] },
    }),
    consumer: role(consumer, {
      input: { service: 'service', session: 1 },
      awaits: { noPong: () => ['service'] },
    }),
  };
};
