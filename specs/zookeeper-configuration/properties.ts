import { propertiesFor, weak, type ViewOf } from '#faultline';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, leadsTo } = propertiesFor<typeof roles>();

/** Messages arrive, timers fire when they may, and the network comes together again. */
const fair = [weak('deliver'), weak('timeout'), weak('heal')];

/** What a reader may count on, and what can happen to it. */
export const properties = {
  quiescentFresh: invariant(
    'a reader that watches, and to which nothing is on its way, has the configuration as it is',
    (view) => readersOf(view).every((reader) => !isQuiet(view, reader) || isFresh(view, reader)),
    { source: 'Hunt et al. 2010, §2.4, "Configuration Management"' },
  ),

  neverGoesBack: stepInvariant(
    'a reader never goes back to an older configuration',
    (before, after) => {
      const later = after.all('reader');
      return before
        .all('reader')
        .every(({ context }, index) => context.zxid <= (later[index]?.context.zxid ?? 0));
    },
    { source: 'Apache ZooKeeper 2022, "Programmer\'s Guide", "Consistency Guarantees"' },
  ),

  catchesUp: leadsTo(
    'when the last change is made every reader comes to have it, unless its session ends',
    {
      whenever: (view) => view.process('writer').context.values.length === 0,
      eventually: (view) =>
        view
          .all('reader')
          .every(
            (reader) =>
              reader.matches('expired') ||
              (reader.matches({ connected: 'watching' }) && isFresh(view, reader)),
          ),
    },
    { source: 'Hunt et al. 2010, §2.4, "Configuration Management"', fairness: fair },
  ),

  canFollow: reachable(
    'every change is made, and every reader has the last',
    (view) =>
      view.process('writer').context.values.length === 0 &&
      readersOf(view).every((reader) => isFresh(view, reader)),
  ),

  // Not a violation: it has been told that there is something new, and reads what is newest.
  canSkip: reachable('a reader that has a configuration is given the one after the next', (view) =>
    view.inFlight('data').some(({ to, zxid }) => {
      const reader = readersOf(view).find(({ id }) => id === to);
      return reader?.context.value !== null && zxid - (reader?.context.zxid ?? 0) >= 2;
    }),
  ),

  canMissEvent: reachable(
    'a reader that is not connected is told of a change, and does not hear it',
    (view) =>
      view
        .all('reader')
        .some(
          (reader) =>
            reader.matches('disconnected') &&
            view.inFlight('nodeDataChanged').some(({ to }) => to === reader.id),
        ),
  ),

  canExpire: reachable('a session ends, and its reader keeps an old configuration', (view) =>
    readersOf(view).some(
      (reader) =>
        reader.matches('expired') && reader.context.value !== null && !isFresh(view, reader),
    ),
  ),
};

type ReaderView = ReturnType<typeof readersOf>[number];

function readersOf(view: View) {
  return view.all('reader');
}

function isFresh(view: View, { context }: ReaderView): boolean {
  return context.value === view.process('service').context.nodes[0]?.data;
}

/** Whether a reader has nothing to do and nothing to hear. */
function isQuiet(view: View, reader: ReaderView): boolean {
  return (
    reader.matches({ connected: 'watching' }) &&
    view.messages.every(({ from, to }) => from !== reader.id && to !== reader.id)
  );
}
