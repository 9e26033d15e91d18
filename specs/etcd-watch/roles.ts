import { integer, role, type ValuesOf } from '#faultline';
import { server } from '../etcd/server.ts';
import { watcher } from './watcher.ts';
import { watched, writer } from './writer.ts';

/** How large the protocol is, and how much happens to it. */
export const parameters = {
  watchers: integer({ min: 1, max: 3, default: 1, says: 'how many watchers' }),
  writes: integer({ min: 1, max: 8, default: 3, says: 'how many transactions change something' }),
  disconnects: integer({
    ...{ min: 0, max: 3, default: 1 },
    says: 'how often each watcher loses its connection',
  }),
  compactions: integer({ min: 0, max: 3, default: 1, says: 'how many compactions' }),
  bookmarks: integer({
    ...{ min: 0, max: 3, default: 1 },
    says: 'how often watchers are told how far they are',
  }),
};

/** Who takes part: etcd, who writes, and who watches. */
export const roles = ({
  watchers,
  writes,
  disconnects,
  compactions,
  bookmarks,
}: ValuesOf<typeof parameters>) => ({
  server: role(server, {
    input: { leases: [], expiries: 0, compactions, progress: bookmarks },
    stimuli: [{ type: 'compact' }, { type: 'tellProgress' }],
  }),
  writer: role(writer, { input: { server: 'server', writes }, stimuli: [{ type: 'write' }] }),
  watcher: role(watcher, {
    count: watchers,
    input: { server: 'server', under: watched, disconnects },
    stimuli: [{ type: 'disconnect' }],
    symmetric: true,
  }),
});
