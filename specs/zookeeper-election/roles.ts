import { boolean, integer, processIds, role, type ValuesOf } from '#faultline';
import { service } from '../zookeeper/service.ts';
import { awaitedBySessions } from '../zookeeper/sessions.ts';
import { candidate, state } from './candidate.ts';

/** How large the protocol is, and how much may fail. */
export const parameters = {
  candidates: integer({ min: 1, max: 4, default: 2, says: 'how many candidates' }),
  accurate: boolean({
    default: true,
    says: 'whether only candidates that have crashed, or are cut off, are taken for dead',
  }),
  crashes: integer({ min: 0, max: 4, default: 1, says: 'how many candidates crash' }),
  partitions: integer({ min: 0, max: 1, default: 0, says: 'whether a candidate may be cut off' }),
};

/** Who takes part: the service, and the candidates. */
export const roles = ({ candidates }: ValuesOf<typeof parameters>) => {
  const ids = processIds('candidate', candidates);
  return {
    service: role(service, {
      input: {
        clients: ids,
        nodes: [{ path: state, data: '0', czxid: 0, mzxid: 0, ephemeralOwner: null }],
      },
      awaits: awaitedBySessions(candidates),
    }),
    candidate: role(candidate, {
      count: candidates,
      input: ({ id, index }) => ({ service: 'service', session: index + 1, guid: id }),
      stimuli: [{ type: 'volunteer' }, { type: 'resign' }],
      awaits: { noPong: () => ['service'] },
    }),
  };
};
