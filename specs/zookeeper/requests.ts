import type { ProcessId } from '#faultline';
import type { Connect, GetChildren } from './messages.ts';

/** What every client knows. */
export interface Client {
  readonly service: ProcessId;
  readonly session: number;
}

/** What an effect of a client is given. */
interface About {
  readonly context: Client;
}

/** Whom a client asks. */
export function serviceOf({ context }: About): ProcessId {
  return context.service;
}

/** Asks for all nodes of a directory. */
export function listIn(directory: string) {
  return ({ context: { session } }: About): GetChildren => ({
    ...{ type: 'getChildren', session, directory, watch: false },
  });
}

/** Asks for a new connection, for the same session. */
export function connectAgain({ context }: About): Connect {
  return { type: 'connect', session: context.session };
}
