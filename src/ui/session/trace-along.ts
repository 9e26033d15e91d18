import type { Stepper } from '../../trace/simulation/stepper.ts';
import type { Trace } from '../../trace/trace.ts';
import { branchOf, type Session } from './session.ts';

/** The branch that is looked at, as a trace; with its cycle when it goes on for ever. */
export function traceAlongBranch(stepper: Stepper, session: Session): Trace {
  const branch = branchOf(session);
  const trace = stepper.trace(
    branch.map(({ slots }) => slots),
    branch.flatMap(({ taken }) => taken?.action ?? []),
  );
  const cycle = session.cycles.get(session.tip);
  return cycle === undefined ? trace : { ...trace, cycle };
}
