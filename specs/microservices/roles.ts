import { integer, processIds, role, type ProcessId, type ValuesOf } from '#faultline';
import { lock } from './lock.ts';
import { log } from './log.ts';
import { service } from './service.ts';
import { worker } from './worker.ts';

/** How large the application is, and how much may fail. */
export const parameters = {
  workers: integer({ min: 1, max: 4, default: 2, says: 'how many workers' }),
  services: integer({ min: 1, max: 4, default: 1, says: 'how many steps the saga has' }),
  fences: integer({ min: 1, max: 6, default: 2, says: 'how often the lock is given' }),
  crashes: integer({ min: 0, max: 3, default: 0, says: 'how many crashes in all' }),
};

/** Who takes part: workers that share a lock and a log, and a service for each step. */
export const roles = ({ workers, services }: ValuesOf<typeof parameters>) => {
  const [first = 'service1', ...others]: ProcessId[] = processIds('service', services);
  return {
    lock: role(lock),
    log: role(log),
    worker: role(worker, {
      count: workers,
      input: { lock: 'lock', log: 'log', services: [first, ...others] },
      stimuli: [{ type: 'job' }],
      symmetric: true,
    }),
    service: role(service, {
      count: services,
      input: {},
      durable: ['ledger', 'last'],
      stimuli: [{ type: 'sellOut' }, { type: 'restock' }],
    }),
  };
};
