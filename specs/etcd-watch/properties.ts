import { propertiesFor, weak, type ViewOf } from '#faultline';
import type { KeyValue } from '../etcd/messages.ts';
import { reads } from '../etcd/requests.ts';
import { changesAt, execute, withChange } from '../etcd/store.ts';
import type { roles } from './roles.ts';
import { watched } from './writer.ts';

type View = ViewOf<typeof roles>;
type WatcherView = ReturnType<typeof watchersOf>[number];

const { invariant, stepInvariant, reachable, leadsTo } = propertiesFor<typeof roles>();

const source = 'etcd 2024, "KV API guarantees", "Watch APIs"';

/** What a watcher may count on, and what can happen to it. */
export const properties = {
  reliable: invariant(
    'what a watcher has, with what is on its way to it, is all that there is',
    (view) =>
      watchersOf(view).every(
        (watcher) => !isOpen(view, watcher) || isSame(expectedCopy(view, watcher), keysOf(view)),
      ),
    { source },
  ),

  resumable: stepInvariant(
    'a watch is told of all from where it starts, or canceled when some of that is compacted',
    (before, after) => {
      const { store } = before.process('server').context;
      const still = after.inFlight('watch');
      return before
        .inFlight('watch')
        .filter(({ from, watch }) => !still.some((one) => one.from === from && one.watch === watch))
        .every(({ from, watch, startRevision }) => {
          const start = startRevision === 0 ? store.revision + 1 : startRevision;
          const isAbout = (one: { readonly to: string; readonly watch: number }) =>
            one.to === from && one.watch === watch;
          const told = after.inFlight('watchResponse').filter(isAbout);
          const canceled = after.inFlight('watchCanceled').filter(isAbout);
          if (start <= store.compactRevision) return told.length === 0 && canceled.length === 1;
          const due = Array.from(
            { length: store.revision - start + 1 },
            (_, index) => start + index,
          ).filter((revision) => changesAt(store, revision, watched).length > 0);
          return (
            canceled.length === 0 &&
            isSame(
              told.map(({ revision }) => revision),
              due,
            )
          );
        });
    },
    { source },
  ),

  neverGoesBack: stepInvariant(
    'a watcher never goes back to an older copy',
    (before, after) => {
      const later = watchersOf(after);
      return watchersOf(before).every(
        ({ context }, index) => context.last <= (later[index]?.context.last ?? 0),
      );
    },
    { source: 'etcd 2024, "KV API guarantees"' },
  ),

  catchesUp: leadsTo(
    'when the last change is made every watcher comes to have it',
    {
      whenever: (view) => isWritten(view),
      eventually: (view) =>
        watchersOf(view).every(({ context: { cache } }) => isSame(cache, keysOf(view))),
    },
    { source, fairness: [weak('deliver')] },
  ),

  canResume: reachable('a watcher that has lost its connection is told what comes next', (view) =>
    watchersOf(view).some(
      (watcher) =>
        watcher.matches({ following: 'reconnecting' }) && streamOf(view, watcher).length > 0,
    ),
  ),

  canBeCanceled: reachable(
    'a watcher asks for what has been compacted, and is told so',
    (view) => view.inFlight('watchCanceled').length > 0,
    { source: 'etcd 2024, "etcd API", "Watch API"' },
  ),

  canMissMiddle: reachable(
    'a watcher reads all again, and never hears of a change that was compacted',
    (view) =>
      watchersOf(view).some(
        ({ id, context: { calls, last } }) =>
          last > 0 &&
          view
            .inFlight('txnResponse')
            .some(({ to, call, revision }) => to === id && call === calls && revision >= last + 2),
      ),
  ),

  // What is compacted up to there can do it no harm any more.
  canBeTakenFurther: reachable(
    'a watcher is told that it is further than the last change of which it has heard',
    (view) =>
      watchersOf(view).some(
        (watcher) =>
          streamOf(view, watcher).length === 0 &&
          view
            .inFlight('watchProgress')
            .some(
              ({ to, watch, revision }) =>
                to === watcher.id &&
                watch === watcher.context.calls &&
                revision > watcher.context.last,
            ),
      ),
    { source: 'etcd 2024, "etcd API", "Watch API"' },
  ),
};

function watchersOf(view: View) {
  return view.all('watcher');
}

/** Whether the server has the watch for which a watcher asked last. */
function isOpen(view: View, { id, context }: WatcherView): boolean {
  return view.process('server').context.watchers[id]?.watch === context.calls;
}

/** What is on its way to a watcher, for the watch that it has now. */
function streamOf(view: View, { id, context }: WatcherView) {
  return view
    .inFlight('watchResponse')
    .filter(({ to, watch }) => to === id && watch === context.calls);
}

/** The copy of a watcher, when it will have heard all that is on its way. */
function expectedCopy(view: View, watcher: WatcherView): readonly KeyValue[] {
  return streamOf(view, watcher)
    .flatMap(({ changes }) => changes)
    .reduce(withChange, watcher.context.cache);
}

/** The keys that are watched. */
function keysOf(view: View): readonly KeyValue[] {
  return execute(view.process('server').context.store, reads(0, watched)).found[0] ?? [];
}

function isWritten(view: View): boolean {
  const writer = view.process('writer');
  return writer.matches('idle') && writer.context.calls === writer.context.writes;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
