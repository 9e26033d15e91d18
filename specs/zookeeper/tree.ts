import type { ProcessId } from '#faultline';
import type { Create, Path, WatchEvent } from './messages.ts';

/** A node of the tree. */
export interface Znode {
  readonly path: Path;
  readonly data: string;
  /** The transaction that has created the node. */
  readonly czxid: number;
  /** The transaction that has set its data. */
  readonly mzxid: number;
  /** The session with which the node goes; `null` for one that stays. */
  readonly ephemeralOwner: number | null;
}

/** What a session has asked to be told: of a node and its data, or of the nodes of a directory. */
export type Watch =
  | { readonly kind: 'data'; readonly session: number; readonly path: Path }
  | { readonly kind: 'child'; readonly session: number; readonly directory: string };

/** A session that lives, and whose it is. */
export interface Session {
  readonly id: number;
  readonly client: ProcessId;
}

/** Everything that the service knows. */
export interface Tree {
  /** The number of the last transaction; 0 before the first. */
  readonly zxid: number;
  /** In the order of their creation. */
  readonly nodes: readonly Znode[];
  /** How many nodes have ever been created in each directory: the next sequential one gets this number. */
  readonly creates: Readonly<Record<string, number>>;
  /** Those that live. */
  readonly sessions: readonly Session[];
  /** How many sessions have been opened. */
  readonly opened: number;
  readonly watches: readonly Watch[];
}

/** One node that has come, has gone or has other data. */
export interface Change {
  readonly type: 'nodeCreated' | 'nodeDeleted' | 'nodeDataChanged';
  readonly path: Path;
}

/** The node at a path. */
export function nodeAt({ nodes }: Tree, path: Path): Znode | undefined {
  return nodes.find((node) => isSame(node.path, path));
}

/** Where a request to create leads. */
export function newPath({ creates }: Tree, { directory, name, sequential }: Create): Path {
  return { directory, name, sequence: sequential ? (creates[directory] ?? 0) : null };
}

/** The tree with one more node. */
export function withNode(tree: Tree, request: Create): Partial<Tree> {
  const { directory, data, ephemeral, session } = request;
  const zxid = tree.zxid + 1;
  const node: Znode = {
    path: newPath(tree, request),
    data,
    czxid: zxid,
    mzxid: zxid,
    ephemeralOwner: ephemeral ? session : null,
  };
  return {
    zxid,
    nodes: [...tree.nodes, node],
    creates: { ...tree.creates, [directory]: (tree.creates[directory] ?? 0) + 1 },
  };
}

/** The tree without some nodes: one transaction. */
export function withoutNodes(tree: Tree, paths: readonly Path[]): Partial<Tree> {
  const isLeft = ({ path }: Znode) => !paths.some((gone) => isSame(gone, path));
  return { zxid: tree.zxid + 1, nodes: tree.nodes.filter(isLeft) };
}

/** The tree in which a node has other data. */
export function withData(tree: Tree, path: Path, data: string): Partial<Tree> {
  const zxid = tree.zxid + 1;
  return {
    zxid,
    nodes: tree.nodes.map((node) =>
      isSame(node.path, path) ? { ...node, data, mzxid: zxid } : node,
    ),
  };
}

/** The watches with one more, in the order of the sessions; a session has each only once. */
export function withWatch({ watches }: Tree, watch: Watch): readonly Watch[] {
  if (watches.some((other) => isSameWatch(other, watch))) return watches;
  return [...watches, watch].toSorted((left, right) => left.session - right.session);
}

/** What a watch has to tell of some changes: one event, or none. */
export function eventFor(watch: Watch, changes: readonly Change[]): WatchEvent | undefined {
  if (watch.kind === 'data') return changes.find(({ path }) => isSame(path, watch.path));
  const { directory } = watch;
  const isIn = ({ type, path }: Change) =>
    type !== 'nodeDataChanged' && path.directory === directory;
  return changes.some(isIn) ? { type: 'nodeChildrenChanged', directory } : undefined;
}

/** The nodes that go with a session. */
export function ephemeralsOf({ nodes }: Tree, session: number): readonly Path[] {
  return nodes.filter((node) => node.ephemeralOwner === session).map(({ path }) => path);
}

/** Whose session it is; undefined when it is over. */
export function clientOf({ sessions }: Tree, session: number): ProcessId | undefined {
  return sessions.find(({ id }) => id === session)?.client;
}

/** Whether two paths are the same. */
export function isSame(left: Path, right: Path): boolean {
  return (
    left.directory === right.directory &&
    left.name === right.name &&
    left.sequence === right.sequence
  );
}

function isSameWatch(left: Watch, right: Watch): boolean {
  if (left.session !== right.session) return false;
  if (left.kind === 'child') return right.kind === 'child' && left.directory === right.directory;
  return right.kind === 'data' && isSame(left.path, right.path);
}
