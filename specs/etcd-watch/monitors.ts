import { monitor, type ProcessId, type Received } from '#faultline';
import { assign, setup } from 'xstate';
import type { Change, Key } from '../etcd/messages.ts';
import type { Observation } from './watcher.ts';

/** What a watcher has been told. */
interface Told {
  /** The last revision of which it has heard, or at which it has read all. */
  readonly revision: number;
  /** What it knows of that revision: some keys, or all. */
  readonly keys: readonly string[] | 'all';
  /** It was told that there is nothing else up to this revision. */
  readonly bookmark: number;
}

type Heard = Extract<Observation, { type: 'heard' }>;

/** A chart that follows what each watcher is told, and objects to some of it. */
function objectsTo(id: string, isWrong: (told: Told, heard: Heard) => boolean) {
  return setup({
    types: {
      context: {} as { readonly watchers: Readonly<Record<ProcessId, Told>> },
      events: {} as Received<Observation>,
      tags: {} as 'violation',
    },
    guards: {
      isWrong: ({ context: { watchers }, event }, heard: Heard) =>
        isWrong(watchers[event.from] ?? nothing, heard),
    },
    actions: {
      note: assign({
        watchers: ({ context: { watchers }, event }) => ({
          ...watchers,
          [event.from]: after(watchers[event.from] ?? nothing, event),
        }),
      }),
    },
  }).createMachine({
    id,
    context: { watchers: {} },
    initial: 'following',
    states: {
      following: {
        on: {
          heard: [
            { guard: { type: 'isWrong', params: ({ event }) => event }, target: 'violated' },
            { actions: 'note' },
          ],
          listed: { actions: 'note' },
          bookmarked: { actions: 'note' },
        },
      },
      violated: { tags: 'violation' },
    },
  });
}

const nothing: Told = { revision: 0, keys: 'all', bookmark: 0 };

function after(told: Told, event: Observation): Told {
  const { revision } = event;
  if (event.type === 'listed') return { revision, keys: 'all', bookmark: 0 };
  if (event.type === 'bookmarked') return { ...told, bookmark: revision };
  const known = revision === told.revision && told.keys !== 'all' ? told.keys : [];
  return { ...told, revision, keys: [...known, ...event.changes.map(nameOf)] };
}

function nameOf(change: Change): string {
  const key: Key = change.kind === 'put' ? change.keyValue.key : change.key;
  return key.join('/');
}

/** Whether a watcher knows already what it is told of the last revision that it knows. */
function isRepeated({ revision, keys }: Told, heard: Heard): boolean {
  if (heard.revision !== revision) return false;
  return keys === 'all' || heard.changes.some((change) => keys.includes(nameOf(change)));
}

const source = 'etcd 2024, "KV API guarantees", "Watch APIs"';

/** What etcd promises of the changes that a watcher is told of. */
export const monitors = {
  ordered: monitor(
    'a watcher is told of changes in the order of their revisions',
    objectsTo('ordered', (told, heard) => heard.revision < told.revision),
    { source },
  ),
  unique: monitor(
    'a watcher is told of nothing that it has been told already',
    objectsTo('unique', isRepeated),
    { source },
  ),
  atomic: monitor(
    'a watcher is told all that a revision has changed at once',
    objectsTo(
      'atomic',
      (told, heard) => heard.revision === told.revision && !isRepeated(told, heard),
    ),
    { source },
  ),
  bookmarkable: monitor(
    'a watcher that is told how far it is has been told of all changes up to there',
    objectsTo('bookmarkable', (told, heard) => heard.revision <= told.bookmark),
    { source },
  ),
};
