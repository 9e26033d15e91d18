/** A place in the tree, such as `/lock/a-0000000003`: a directory, a name, and the number of a sequential node. */
export interface Path {
  readonly directory: string;
  readonly name: string;
  /** Counts from 0 in its directory; `null` for a node that is not sequential. */
  readonly sequence: number | null;
}

/** What a client says in every request: which of its sessions it speaks for. */
export interface InSession {
  readonly session: number;
}

/** Create a node, which goes when the session ends if it is ephemeral. */
export type Create = InSession & {
  readonly type: 'create';
  readonly directory: string;
  readonly name: string;
  readonly data: string;
  readonly ephemeral: boolean;
  readonly sequential: boolean;
};
/** Delete a node. */
export type Delete = InSession & { readonly type: 'delete'; readonly path: Path };
/** Give a node other data. */
export type SetData = InSession & {
  readonly type: 'setData';
  readonly path: Path;
  readonly data: string;
};
/** Is the node there? With `watch`: and tell when it comes, goes or changes. */
export type Exists = InSession & {
  readonly type: 'exists';
  readonly path: Path;
  readonly watch: boolean;
};
/** What are the data of the node? With `watch`: and tell when they change, or it goes. */
export type GetData = InSession & {
  readonly type: 'getData';
  readonly path: Path;
  readonly watch: boolean;
};
/** Which nodes are in the directory? With `watch`: and tell when one comes or goes. */
export type GetChildren = InSession & {
  readonly type: 'getChildren';
  readonly directory: string;
  readonly watch: boolean;
};
/** A new connection for the same session. The watches of the one before are gone. */
export type Connect = InSession & { readonly type: 'connect' };
/** Watch the data of a node again, and tell at once if they have changed since that transaction. */
export type SetWatch = InSession & {
  readonly type: 'setWatch';
  readonly path: Path;
  readonly zxid: number;
};
/** A new session. */
export type Open = { readonly type: 'open' };

/** What a client asks of the service. */
export type Request =
  Create | Delete | SetData | Exists | GetData | GetChildren | Connect | SetWatch | Open;

/** The node is there, under this path. */
export type Created = { readonly type: 'created'; readonly path: Path };
/** There is such a node already, and the request has changed nothing. */
export type NodeExists = { readonly type: 'nodeExists' };
/** The node is gone: now, or before. */
export type Deleted = { readonly type: 'deleted'; readonly path: Path };
/** The data are set, by this transaction. */
export type DataSet = { readonly type: 'dataSet'; readonly path: Path; readonly zxid: number };
/** There is no such node. */
export type NoNode = { readonly type: 'noNode'; readonly path: Path };
/** The answer to `exists` for a node that is there. */
export type Stat = { readonly type: 'stat'; readonly path: Path };
/** The data of a node, set by this transaction. */
export type Data = {
  readonly type: 'data';
  readonly path: Path;
  readonly data: string;
  readonly zxid: number;
};
/** The nodes of a directory, in no order that counts. */
export type Children = { readonly type: 'children'; readonly paths: readonly Path[] };
/** The connection is there, and the session lives. */
export type Connected = { readonly type: 'connected' };
/** There is a new session. */
export type Opened = { readonly type: 'opened'; readonly session: number };
/** The session is over, and so are its ephemeral nodes. */
export type SessionExpired = { readonly type: 'sessionExpired'; readonly session: number };

/** What a watch tells, once: the node has come, has gone, or has other data; the directory has other nodes. */
export type WatchEvent =
  | { readonly type: 'nodeCreated' | 'nodeDeleted' | 'nodeDataChanged'; readonly path: Path }
  | { readonly type: 'nodeChildrenChanged'; readonly directory: string };

/** What the service says to its clients. */
export type Answer =
  | Created
  | NodeExists
  | Deleted
  | DataSet
  | NoNode
  | Stat
  | Data
  | Children
  | Connected
  | Opened
  | SessionExpired
  | WatchEvent;
