import type { ProcessId } from '#faultline';
import { clientOf, type Tree } from './tree.ts';

/**
 * Whom the timers of sessions wait for, for the role of the service: each for the client whose session it is.
 *
 * @param count - How many sessions may ever be opened.
 */
export function awaitedBySessions(count: number) {
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  return Object.fromEntries(ids.map((id) => [`session ${id}`, clientOfSession(id)]));
}

function clientOfSession(id: number) {
  return ({ context }: { readonly context: Tree }): readonly ProcessId[] => {
    const client = clientOf(context, id);
    return client === undefined ? [] : [client];
  };
}
