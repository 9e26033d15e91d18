import { propertiesFor, weak, type ViewOf } from '#faultline';
import type { Entry } from '../saga/messages.ts';
import type { roles } from './roles.ts';

type View = ViewOf<typeof roles>;

const { invariant, stepInvariant, reachable, leadsTo } = propertiesFor<typeof roles>();

/** Messages arrive, who is down comes up again, a job is tried again, and workers give up on a step at some time. */
const fair = [
  ...[weak('deliver'), weak('restart'), weak('timeout')],
  weak({ kind: 'stimulus', event: 'job' }),
];

/** What is promised to whoever has the saga carried out, and what it can come to. GS: Garcia-Molina & Salem 1987. */
export const properties = {
  sagaAtomicity: invariant(
    'when the log says that the saga is done it has all of its effects, and none when it has aborted',
    (view) => {
      const { mode } = view.process('log').context;
      if (mode === 'done') return entries(view).every((entry) => entry === 'executed');
      return mode !== 'aborted' || entries(view).every((entry) => entry !== 'executed');
    },
    { source: 'GS' },
  ),

  stability: stepInvariant(
    'when the log says that the saga is over it goes on saying the same',
    (before, after) => {
      const { mode } = before.process('log').context;
      return !isOver(mode) || after.process('log').context.mode === mode;
    },
    { source: 'GS' },
  ),

  outcomeIsLogged: invariant(
    'a worker that has finished leaves the log as it believes it to be',
    (view) =>
      view
        .all('worker')
        .every(
          (one) =>
            !one.matches('finished') || one.context.mode === view.process('log').context.mode,
        ),
  ),

  actsUnderItsFence: invariant(
    'a worker that has the lock acts under the fence of the lock, or under none',
    (view) => {
      const { holder, fence } = view.process('lock').context;
      return view
        .all('worker')
        .every(
          ({ id, context }) => id !== holder || context.fence === 0 || context.fence === fence,
        );
    },
    {
      // One that forgets that it has asked may be given the lock twice.
      when: (view) => view.faults.crashes === 0,
      source: 'Kleppmann 2016, "Making the lock safe with fencing"',
    },
  ),

  singleActiveOrchestrator: stepInvariant(
    'the fences under which the log is written never decrease',
    (before, after) => before.process('log').context.fence <= after.process('log').context.fence,
    { source: 'Kleppmann 2016, "Making the lock safe with fencing"' },
  ),

  fencingSafety: stepInvariant(
    'the fences of the requests that a service takes never decrease',
    (before, after) => {
      const later = after.all('service');
      return before
        .all('service')
        .every(({ context: { last } }, index) => last <= (later[index]?.context.last ?? 0));
    },
    { source: 'Kleppmann 2016, "Making the lock safe with fencing"' },
  ),

  // Not promised: a worker that has lost the lock learns of it when it is refused.
  oneAtWork: invariant('at most one worker sees to the saga', (view) => atWork(view).length <= 1, {
    source: 'against Kleppmann 2016, "Protecting a resource with a lock"',
  }),

  finishes: leadsTo(
    'a saga that has begun is over at last',
    {
      whenever: (view) => view.process('log').context.mode !== 'idle',
      eventually: (view) => isOver(view.process('log').context.mode),
    },
    { source: 'GS', fairness: fair },
  ),

  canFinish: reachable(
    'the saga is done, and the lock is free',
    (view) => view.process('log').context.mode === 'done' && view.process('lock').matches('free'),
  ),

  canTakeOver: reachable(
    'the saga is done while a worker that has lost the lock still waits for a step',
    (view) => view.process('log').context.mode === 'done' && areOutpaced(view),
  ),

  canUndoForAnother: reachable(
    'all steps are undone while a worker that has lost the lock still waits for one',
    (view) => {
      const areUndone = entries(view).every((entry) => entry === 'compensated');
      return view.process('log').context.mode === 'aborted' && areUndone && areOutpaced(view);
    },
  ),

  canBeRefused: reachable(
    'a service refuses a request, because somebody else has the lock',
    (view) => view.inFlight('stale').some(({ from }) => from !== 'log'),
    { source: 'Kleppmann 2016, "Protecting a resource with a lock"' },
  ),
};

/** What each service knows of the saga, in the order of the steps. */
function entries(view: View): readonly (Entry | undefined)[] {
  return view.all('service').map(({ context }) => context.ledger.log);
}

function atWork(view: View) {
  return view.all('worker').filter((one) => one.matches('running'));
}

/** Whether a worker waits for a step although another one has claimed the log. */
function areOutpaced(view: View): boolean {
  const { fence } = view.process('log').context;
  return view
    .all('worker')
    .some((one) => one.matches({ running: 'executing' }) && one.context.fence < fence);
}

function isOver(mode: string): boolean {
  return mode === 'done' || mode === 'aborted';
}
