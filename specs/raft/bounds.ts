import type { ViewOf } from '#faultline';
import type { roles } from './roles.ts';

/**
 * What is looked at, of a protocol whose terms and logs grow without bound.
 *
 * A server that stands for election again and again, while nobody hears of it, goes through terms that might
 * as well not exist: such terms are left out.
 */
export function isWithinBounds(view: ViewOf<typeof roles>): boolean {
  const { terms, entries, candidates } = view.parameters;
  const servers = view.all('server');
  const [newest = 0, second = newest] = servers
    .map(({ context }) => context.currentTerm)
    .sort((a, b) => b - a);
  return (
    newest <= terms &&
    second >= newest - 1 &&
    // A log becomes too long when a leader takes an entry.
    servers.every((server) => !server.matches('leader') || server.context.log.length <= entries) &&
    // Who would stand in a term that is not looked at need not ask.
    (newest < terms ||
      servers.every(
        (server) => server.context.currentTerm < terms || !server.matches('preCandidate'),
      )) &&
    servers.slice(candidates).every(({ id, context }) => context.votedFor !== id) &&
    // Who does not stand need not hear whether it would be elected.
    view
      .inFlight('preVoted')
      .every(({ to }) => servers.slice(0, candidates).some(({ id }) => id === to))
  );
}
