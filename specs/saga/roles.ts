import { integer, processIds, role, type ProcessId, type ValuesOf } from '#faultline';
import { orchestrator } from './orchestrator.ts';
import { service } from './service.ts';

/** How large the protocol is, and how much may fail. */
export const parameters = {
  services: integer({ min: 1, max: 5, default: 2, says: 'how many steps a saga has' }),
  sagas: integer({ min: 1, max: 3, default: 1, says: 'how many sagas run at the same services' }),
  crashes: integer({ min: 0, max: 3, default: 1, says: 'how many crashes in all' }),
};

/** Who takes part: an orchestrator for each saga, and a service for each step. */
export const roles = ({ services, sagas }: ValuesOf<typeof parameters>) => {
  const [first = 'service1', ...others]: ProcessId[] = processIds('service', services);
  return {
    orchestrator: role(orchestrator, {
      count: sagas,
      input: { services: [first, ...others] },
      durable: ['mode', 'position'],
      stimuli: [{ type: 'begin' }],
    }),
    service: role(service, {
      count: services,
      input: {},
      durable: ['ledger'],
      stimuli: [{ type: 'sellOut' }, { type: 'restock' }],
    }),
  };
};
