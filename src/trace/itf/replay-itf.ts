import { FaultlineError } from '../../errors.ts';
import { modelOf, type ModelChoices } from '../../protocol/model.ts';
import { isLiveness, type Property } from '../../protocol/property.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { System } from '../../system/system.ts';
import { stateRecord } from '../../system/state-record.ts';
import { compileLiveness } from '../liveness/compiled-liveness.ts';
import { reasonsOf } from '../liveness/lasso.ts';
import { showing } from '../showing.ts';
import { initialStates, traceAlong, type Trace } from '../trace.ts';
import type { TraceProperty } from '../trace-file.ts';
import { verifyTrace } from '../verify.ts';
import { agreementsWith, type Agreement } from './agreement.ts';
import type { ItfTrace } from './itf-trace.ts';
import { matchStates, type Way } from './match-states.ts';

/** What can be chosen when a trace of another tool is replayed. */
export interface ReplayItfOptions extends ModelChoices {
  /**
   * How many steps there may be between two states of the trace besides the one that leads there; 1 by
   * default. No step at all is always possible.
   */
  readonly hiddenSteps?: number | undefined;
}

/** A trace of another tool in the terms of a protocol, and the first property that it violates. */
export interface ReplayedItf {
  readonly trace: Trace;
  readonly violated: TraceProperty | undefined;
}

/**
 * Finds the steps of a trace that another tool has written, by its states: those variables count that
 * are called as a process, as a role, `messages` or `faults`.
 *
 * @param itf - Read by `anyTraceFromJson`.
 * @returns A shortest trace through states that agree with those given, replayed through XState.
 * @throws FaultlineError `FL504` when no variable is known, or no steps lead through the states;
 * `FL1xx` for a choice that cannot be made.
 *
 * @example
 * const { trace } = replayItf(twoPhaseCommit, itf, { size: 'tiny' });
 */
export function replayItf(
  protocol: Protocol,
  itf: ItfTrace,
  { hiddenSteps = 1, ...choices }: ReplayItfOptions = {},
): ReplayedItf {
  const model = modelOf(protocol, choices);
  const system = new System(model);
  const { loop } = itf;
  if (loop !== undefined && loop >= itf.states.length) {
    throw new FaultlineError(
      'FL504',
      `The trace begins again in state ${loop}, and its last state is number ${itf.states.length - 1}.`,
      'let "loop" be the index of a state.',
    );
  }
  const agreements = agreementsOf(system, itf);
  const way = matchStates(system, { agreements, loop, hiddenSteps });
  const plain = traceAlong(model, system, way.path, way.actions);
  const found = violatedBy(system, way);
  const cycle = found?.fairBecause && {
    start: way.cycleStart as number,
    fairBecause: found.fairBecause,
  };
  const trace = { ...plain, ...(cycle && { cycle }) };
  verifyTrace(trace);
  return { trace, violated: found?.violated };
}

function agreementsOf(system: System, itf: ItfTrace): readonly (readonly Agreement[])[] {
  const start = stateRecord(system, initialStates(system)[0] as Int32Array);
  return itf.states.map((state, index) => {
    const { '#meta': _meta, ...given } = state;
    const agreements = agreementsWith(given, start);
    if (agreements.length > 0) return agreements;
    const names = Object.keys(given).join(', ');
    throw new FaultlineError(
      'FL504',
      `No variable of state ${index} of the trace has the name of something in the model. It has ${names === '' ? 'none' : names}.`,
      `let a variable be called ${start.processes.map(({ id }) => id).join(', ')}, messages or faults.`,
    );
  });
}

interface Violation {
  readonly violated: TraceProperty;
  /** Of a property of behaviors, why the trace is fair. */
  readonly fairBecause: readonly string[] | undefined;
}

/** The first property that the way violates: at its end or, of one that goes on for ever, by all of it. */
function violatedBy(system: System, way: Way): Violation | undefined {
  const { properties } = system.wiring.model.protocol;
  for (const [name, property] of Object.entries(properties)) {
    const { kind, says } = property;
    const fairBecause = reasons(system, name, property, way);
    const isAtEnd = kind !== 'reachable' && showing(system, name, property)(way.path);
    if (isAtEnd || fairBecause !== undefined) {
      return { violated: { name, kind, says }, fairBecause };
    }
  }
  return undefined;
}

function reasons(
  system: System,
  name: string,
  property: Property,
  { path, actions, cycleStart }: Way,
): readonly string[] | undefined {
  if (!isLiveness(property) || cycleStart === undefined) return undefined;
  return reasonsOf(system, compileLiveness(system, name, property), { path, actions, cycleStart });
}
