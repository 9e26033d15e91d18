/**
 * Every error code, with the sentence that explains it in the reference.
 *
 * `FL1xx` protocol · `FL2xx` statechart · `FL3xx` property · `FL4xx` search · `FL5xx` trace ·
 * `FL6xx` command line · `FL9xx` a bug in Faultline.
 */
export const errorCodes = {
  FL101: 'A protocol, role, property or mutation is declared with a name that cannot be used.',
  FL102: 'A parameter is unknown, of the wrong type or out of its range.',
  FL103: 'A size is unknown or sets a parameter that the protocol does not have.',
  FL104: 'The network, the faults or time are declared in a way that has no meaning.',
  FL105: 'A mutation is unknown or names a property that the protocol does not have.',
  FL106: 'A role is declared with a count or an input it cannot have.',
  FL107:
    'A monitor is declared that cannot watch: its chart objects to nothing, has timers or emits.',
  FL201: 'A chart sends a message to a process that does not exist.',
  FL202: 'A context, a message or an event holds a value that is not plain data.',
  FL203: 'A guard, an effect or an expression of a chart threw an error.',
  FL204: 'A chart invokes or spawns an actor, or sends to one, which cannot be replayed.',
  FL205: 'A chart runs an effect that the checker cannot see.',
  FL206: 'A chart reads the clock or a source of randomness.',
  FL207: 'A chart changes its context, its input or an event in place.',
  FL208: 'The same local step, computed twice, gave two different answers.',
  FL209: 'A chart does not come to rest: it raises events or takes eventless transitions for ever.',
  FL210: 'A chart uses an action, a guard or a delay that it does not implement.',
  FL211: 'A chart does not describe a statechart that XState accepts, or has two states of one id.',
  FL212:
    'A chart starts a timer that it cannot start: its delay is no duration, or it runs already.',
  FL213: 'A timer is to be counted in ticks, and its delay is no whole number of them.',
  FL301: 'A property asks about a process, a role or a state that does not exist.',
  FL302: 'A property threw an error or did not answer with a boolean.',
  FL303: 'A fairness is declared of a fault, or of no process that there is.',
  FL304: 'A temporal formula does not follow the syntax of linear temporal logic.',
  FL305: 'A temporal formula has more predicates than fit into one automaton.',
  FL306: 'A temporal formula names a predicate that is not given, or leaves out one that is.',
  FL307: 'A refinement maps a state to more than one state of the abstract protocol.',
  FL308: 'A refinement has an abstract protocol with too many states to be explored.',
  FL401: 'A system has no initial state.',
  FL402: 'An action that was enabled before is not enabled now, or leads elsewhere.',
  FL403: 'A depth-first search is bounded in depth.',
  FL501: 'A trace file cannot be read: it is not JSON or does not have the shape of a trace.',
  FL502: 'A trace file was written in another version of the trace format.',
  FL503: 'A trace does not fit the protocol it names: it was edited, or the protocol has changed.',
  FL504: 'No steps of the protocol lead through the states of an ITF trace of another tool.',
  FL505: 'In a simulation something is chosen that cannot be chosen there.',
  FL601: 'The command line has an unknown command, option or value.',
  FL602: 'A spec was not found.',
  FL603: 'A spec file could not be loaded or does not export a protocol.',
  FL604: 'A file could not be read or written.',
  FL605: 'A file that Faultline has not written is where one is to be written.',
  FL606: 'The lab could not be served.',
  FL901: 'Faultline itself is wrong. Please report it.',
} as const;

/** A code of {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;

/**
 * An error that says what is wrong, with the value, and what to do about it.
 *
 * A violated property is a result, never an error.
 */
export class FaultlineError extends Error {
  readonly code: ErrorCode;
  readonly problem: string;
  readonly fix: string;

  constructor(code: ErrorCode, problem: string, fix: string, options?: ErrorOptions) {
    super(`[${code}] ${problem}\n  Fix: ${fix}`, options);
    this.name = 'FaultlineError';
    this.code = code;
    this.problem = problem;
    this.fix = fix;
  }
}

/** The error of a file that could not be written. */
export function cannotWrite(path: string, cause: unknown): FaultlineError {
  const { message } = cause as Error;
  const fix = 'name a place where you may write.';
  return new FaultlineError('FL604', `"${path}" cannot be written: ${message}.`, fix, { cause });
}

/**
 * Marks a place that the types say cannot be reached.
 *
 * @throws FaultlineError `FL901` always.
 */
export function unreachable(value: never): never {
  throw new FaultlineError(
    'FL901',
    `The value ${JSON.stringify(value)} was not expected here.`,
    'please report this with the command that shows it.',
  );
}
