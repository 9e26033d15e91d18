import { FaultlineError } from '../../errors.ts';
import type { Trace } from '../trace.ts';

/** An error in a spec that showed in a reachable state, with the way to that state. */
export class SpecError extends FaultlineError {
  readonly trace: Trace;

  constructor(error: FaultlineError, trace: Trace) {
    super(error.code, error.problem, error.fix, { cause: error });
    this.trace = trace;
  }
}
