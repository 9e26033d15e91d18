import { boolean, integer, processIds, role, type ValuesOf } from '#faultline';
import { server } from './server.ts';

/** How large the protocol is, and how much may fail. */
export const parameters = {
  servers: integer({ min: 1, max: 5, default: 3, says: 'how many servers' }),
  members: integer({ min: 0, max: 5, default: 0, says: 'how many of them belong; 0 is all' }),
  candidates: integer({ min: 1, max: 5, default: 3, says: 'how many servers stand for election' }),
  terms: integer({ min: 1, max: 6, default: 2, says: 'the last term that is looked at' }),
  entries: integer({ min: 0, max: 4, default: 1, says: 'how long a log may become' }),
  stale: boolean({ says: 'whether servers answer requests of old terms' }),
  prevote: boolean({ says: 'whether a server asks first whether it would be elected' }),
  once: boolean({ says: 'whether a message is received once, and may be lost' }),
  changes: boolean({ says: 'whether servers are let in and taken out, one at a time' }),
  compacts: boolean({ says: 'whether servers replace what they have applied by a snapshot' }),
  crashes: integer({ min: 0, max: 3, default: 0, says: 'how many crashes in all' }),
};

/** Who takes part: the servers. Each has a client that sends its requests to no other. */
export const roles = ({
  servers,
  members,
  entries,
  changes,
  compacts,
  stale,
  prevote,
}: ValuesOf<typeof parameters>) => {
  const ids = processIds('server', servers);
  return {
    server: role(server, {
      count: servers,
      input: ({ id }) => ({
        id,
        servers: ids,
        members: members === 0 ? ids : ids.slice(0, members),
        answersStale: stale,
        asksFirst: prevote,
      }),
      durable: ['currentTerm', 'votedFor', 'log', 'snapshotIndex'],
      stimuli: ({ index }) => {
        if (entries === 0) return [];
        const command = `v${index + 1}`;
        const changing = changes ? ids : [];
        return [
          { type: 'clientRequest' as const, command },
          ...(compacts ? [{ type: 'takeSnapshot' as const }] : []),
          ...changing.map((id) => ({ type: 'changeMember' as const, server: id, command })),
        ];
      },
    }),
  };
};
