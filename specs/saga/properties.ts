import { propertiesFor, strong, weak, type ViewOf } from '#faultline';
import type { Entry, Mode } from './messages.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, leadsTo } = propertiesFor<typeof roles>();

/**
 * What a saga may count on: whoever has crashed comes up again, an orchestrator does not retry for ever
 * without ever giving up, and a compensation that is asked for again and again is heard and confirmed,
 * however many messages are lost. Steps need not arrive: one that does not is given up.
 */
const fair = [
  ...(['comp', 'compOk'] as const).map((message) => strong({ kind: 'deliver', message })),
  ...(['retryTimeout', 'stepTimeout'] as const).map((timer) => weak({ kind: 'timeout', timer })),
  weak('restart'),
];

/** What a saga promises, what it does not, and what it can come to. GS: Garcia-Molina & Salem 1987. */
export const properties = {
  // Differs: GS speak of the whole history, T1 … Tn or T1 … Tj Cj … C1. This is about its end, and the
  // monitors are about its order.
  sagaAtomicity: invariant(
    'a saga that is done has all of its effects, and one that has aborted has none',
    (view) =>
      view.all('orchestrator').every(({ id, context: { mode } }) => {
        if (mode === 'done') return entriesOf(view, id).every((entry) => entry === 'executed');
        return mode !== 'aborted' || entriesOf(view, id).every((entry) => entry !== 'executed');
      }),
    { source: 'GS' },
  ),

  stability: stepInvariant(
    'a saga that is done stays done, and one that has aborted stays aborted',
    (before, after) => {
      const later = after.all('orchestrator');
      return before
        .all('orchestrator')
        .every(
          ({ context: { mode } }, index) =>
            !isFinished(mode) || later[index]?.context.mode === mode,
        );
    },
    { source: 'GS' },
  ),

  finishes: leadsTo(
    'once it has begun a saga is done or aborts, if those that crash come up again',
    {
      whenever: (view) => view.all('orchestrator').some(({ context }) => isUnderWay(context.mode)),
      eventually: (view) =>
        view.all('orchestrator').every(({ context }) => !isUnderWay(context.mode)),
    },
    { source: 'GS', fairness: fair },
  ),

  // Not promised: with two steps or more, others see the first before the last has been carried out.
  isolation: invariant(
    'the effects of a saga are seen all together or not at all',
    (view) =>
      view.all('orchestrator').every(({ id }) => {
        const entries = entriesOf(view, id);
        return new Set(entries.map((entry) => entry === 'executed')).size === 1;
      }),
    { source: 'against isolation, which GS give up' },
  ),

  // Not promised: with two sagas, one of them builds on what the other one still may undo.
  noDirtyRead: stepInvariant(
    'no step is carried out over the effect of a saga that is not done',
    (before, after) => {
      const later = after.all('service');
      return before
        .all('service')
        .every(
          ({ context: { ledger } }, index) =>
            !isExecutedAnew(ledger, later[index]?.context.ledger) ||
            before
              .all('orchestrator')
              .every(({ id, context: { mode } }) => ledger[id] !== 'executed' || mode === 'done'),
        );
    },
    { source: 'against isolation, which GS give up' },
  ),

  canFinish: reachable('every saga is done', (view) => allIn(view, 'done')),

  canAbort: reachable(
    'every saga has aborted after every service but one has carried out its step',
    (view) =>
      allIn(view, 'aborted') &&
      view.all('orchestrator').every(({ id }) => {
        const entries = entriesOf(view, id);
        const undone = entries.filter((entry) => entry === 'compensated');
        return undone.length === entries.length - 1 && entries.at(-1) === 'failed';
      }),
    { source: 'GS' },
  ),

  canUndoUnknown: reachable(
    'a saga has aborted although every step of it had been carried out',
    (view) =>
      view
        .all('orchestrator')
        .some(
          ({ id, context: { mode } }) =>
            mode === 'aborted' && entriesOf(view, id).every((entry) => entry === 'compensated'),
        ),
  ),

  canUndoNothing: reachable(
    'a saga has aborted, and a message that asks for a step which it has given up is still on its way',
    (view) =>
      view.inFlight('exec').some(({ from, to }) => {
        const isHere = view.all('service').find(({ id }) => id === to);
        return isHere?.context.ledger[from] === 'tombstone' && modeOf(view, from) === 'aborted';
      }),
  ),

  canRecover: reachable(
    'every process is up again after a crash, and every saga is done',
    (view) =>
      view.faults.crashes > 0 && view.processes.every(({ alive }) => alive) && allIn(view, 'done'),
    { source: 'GS' },
  ),
};

/** What each service knows of a saga, in the order of the steps. */
function entriesOf(view: View, saga: string): readonly (Entry | undefined)[] {
  return view.all('service').map(({ context }) => context.ledger[saga]);
}

function modeOf(view: View, saga: string): Mode | undefined {
  return view.all('orchestrator').find(({ id }) => id === saga)?.context.mode;
}

function allIn(view: View, mode: Mode): boolean {
  return view.all('orchestrator').every(({ context }) => context.mode === mode);
}

function isFinished(mode: Mode): boolean {
  return mode === 'done' || mode === 'aborted';
}

function isUnderWay(mode: Mode): boolean {
  return mode === 'forward' || mode === 'compensating';
}

function isExecutedAnew(
  before: Readonly<Record<string, Entry>>,
  after: Readonly<Record<string, Entry>> = {},
): boolean {
  return Object.keys(after).some(
    (saga) => after[saga] === 'executed' && before[saga] !== 'executed',
  );
}
