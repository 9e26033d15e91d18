import type { Children, Create, Delete, Exists, Path } from './messages.ts';
import type { Client } from './requests.ts';

/**
 * What a client knows that has a node in a queue of ephemeral, sequential nodes. Its turn has come when its node is the
 * first; until then it watches the one before its own. These are the words that the charts of those who wait have in
 * common.
 *
 * Source: Apache ZooKeeper 2022, "Recipes and Solutions", sections "Locks" and "Leader Election".
 */
export interface Queued extends Client {
  /** The name of its node, which nobody else uses, and it itself never again; `null` before there is one. */
  readonly guid: string | null;
  /** Its node; `null` while it knows of none. */
  readonly node: Path | null;
  /** The node before it. */
  readonly predecessor: Path | null;
}

/** What a guard or an effect of one who waits is given. */
interface About {
  readonly context: Queued;
}

/** What an answer or an event tells. */
export const queueGuards = {
  isFirst: ({ context: { node } }: About, { paths }: Children) =>
    node !== null && predecessorOf(node, paths) === null,
  isThere: ({ context: { guid } }: About, { paths }: Children) =>
    paths.some(({ name }) => name === guid),
  isAbout: ({ context: { predecessor } }: About, path: Path) =>
    path.sequence === predecessor?.sequence,
};

/** Makes its node, at the end of the queue in a directory. */
export function createIn(directory: string, { ephemeral = true } = {}) {
  return ({ context: { session, guid } }: About): Create => ({
    ...{ type: 'create', session, directory, name: guid ?? '', data: '' },
    ...{ ephemeral, sequential: true },
  });
}

/** Asks whether the node before its own is there still, and to be told when it goes. */
export function watchPredecessorIn(directory: string, { watch = true } = {}) {
  return ({ context: { session, predecessor } }: About): Exists => ({
    ...{ type: 'exists', session, path: predecessor ?? nowhereIn(directory), watch },
  });
}

/** Deletes its node. */
export function deleteNodeIn(directory: string) {
  return ({ context: { session, node } }: About): Delete => ({
    ...{ type: 'delete', session, path: node ?? nowhereIn(directory) },
  });
}

/** Its own node among all of them, which it knows by the name; `null` when it is not there. */
export function ownNode({ guid }: Queued, { paths }: Children): Path | null {
  return paths.find(({ name }) => name === guid) ?? null;
}

/** The sequential node just before another one; `null` when that is the first. */
export function predecessorOf(node: Path, paths: readonly Path[]): Path | null {
  const before = paths.filter((path) => numberOf(path) < numberOf(node));
  return before.toSorted((left, right) => numberOf(left) - numberOf(right)).at(-1) ?? null;
}

function numberOf({ sequence }: Path): number {
  return sequence ?? 0;
}

/** A node that is never there. */
function nowhereIn(directory: string): Path {
  return { directory, name: '', sequence: null };
}
