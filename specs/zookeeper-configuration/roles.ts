import { boolean, integer, processIds, role, type ValuesOf } from '#faultline';
import { service } from '../zookeeper/service.ts';
import { awaitedBySessions } from '../zookeeper/sessions.ts';
import { reader } from './reader.ts';
import { configuration, writer } from './writer.ts';

/** How large the protocol is, and how much may fail. */
export const parameters = {
  readers: integer({ min: 1, max: 4, default: 1, says: 'how many readers' }),
  writes: integer({ min: 1, max: 5, default: 3, says: 'how often the configuration changes' }),
  accurate: boolean({
    default: true,
    says: 'whether only readers that are cut off are taken for dead',
  }),
  partitions: integer({ min: 0, max: 2, default: 1, says: 'how often a reader is cut off' }),
};

/** Who takes part: the service, who writes, and who reads. */
export const roles = ({ readers, writes }: ValuesOf<typeof parameters>) => {
  const values = Array.from({ length: writes + 1 }, (_, index) => `version ${index + 1}`);
  const [data = '', ...others] = values;
  return {
    service: role(service, {
      input: {
        clients: ['writer', ...processIds('reader', readers)],
        nodes: [{ path: configuration, data, czxid: 0, mzxid: 0, ephemeralOwner: null }],
      },
      awaits: awaitedBySessions(1 + readers),
    }),
    writer: role(writer, {
      input: { service: 'service', session: 1, values: others },
      stimuli: [{ type: 'change' }],
    }),
    reader: role(reader, {
      count: readers,
      input: ({ index }) => ({ service: 'service', session: index + 2, path: configuration }),
      awaits: { noPong: () => ['service'] },
    }),
  };
};
