import { FaultlineError } from '../../errors.ts';
import { isLiveness, type Property } from '../../protocol/property.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { Stepper, type Enabled } from '../simulation/stepper.ts';
import { replayTrace } from '../replay.ts';
import { traceToJson, type TraceProperty } from '../trace-file.ts';
import type { Trace, TraceStep } from '../trace.ts';
import { digitsOf } from './check-digits.ts';
import type { Link } from './link.ts';
import { modelFor, settingsOf } from './settings.ts';

/**
 * The link to a trace.
 *
 * Cost: that of expanding each state of the trace.
 *
 * @param spec - The name that the protocol has in the lab.
 * @returns undefined when a link cannot hold what was chosen for the model, such as another order of messages.
 * @throws FaultlineError `FL2xx` when a chart errs beside the trace.
 */
export function linkToTrace(trace: Trace, spec: string): Link | undefined {
  const { settings, isExact } = settingsOf(trace.model, spec);
  if (!isExact) return undefined;
  const stepper = new Stepper(trace.model);
  const choices: number[] = [];
  let slots = stepper.starts[trace.initial];
  for (const step of trace.steps) {
    const enabled: readonly Enabled[] = slots === undefined ? [] : stepper.enabled(slots);
    const choice = enabled.findIndex((one) => isSame(stepper, one, step));
    if (choice < 0) return undefined;
    choices.push(choice);
    slots = enabled[choice]?.slots;
  }
  const { state: end } = trace.steps.at(-1) ?? { state: trace.start };
  const labels = trace.steps.map(({ label }) => label);
  return {
    ...{ settings, initial: trace.initial, choices, selected: choices.length },
    ...{ cycleStart: trace.cycle?.start, check: digitsOf(labels, end), lesson: undefined },
  };
}

/** A trace that a link leads to, and what it violates at its end. */
export interface Linked {
  readonly trace: Trace;
  readonly violated: TraceProperty | undefined;
}

/**
 * The trace that a link leads to.
 *
 * @throws FaultlineError `FL1xx` for choices that cannot be made, `FL503` when the protocol has changed since.
 */
export function traceOfLink(protocol: Protocol, link: Link): Linked {
  const stepper = new Stepper(modelFor(protocol, link.settings));
  const first = stepper.starts[link.initial];
  if (first === undefined) throw changed(`begins in initial state ${link.initial + 1}`);
  const path = [first];
  const taken: Enabled[] = [];
  for (const [steps, choice] of link.choices.entries()) {
    const one = stepper.enabled(path[steps] as Int32Array)[choice];
    if (one === undefined) throw changed(`goes on after step ${steps}`);
    taken.push(one);
    path.push(one.slots);
  }
  const trace = stepper.trace(
    path,
    taken.map(({ action }) => action),
  );
  const labels = taken.map(({ label }) => label);
  const digits = digitsOf(labels, stepper.record(path.at(-1) as Int32Array));
  if (link.check !== undefined && taken.length > 0 && link.check !== digits) throw otherVersion();
  return shownBy(stepper, path, trace, link);
}

/** The trace, and the first property that is violated at its end or by repeating its cycle for ever. */
function shownBy(
  stepper: Stepper,
  path: readonly Int32Array[],
  trace: Trace,
  { cycleStart, settings: { spec } }: Link,
): Linked {
  const violated = stepper
    .judge(path)
    .find(({ is, property: { kind } }) => is === false && kind !== 'reachable');
  if (violated !== undefined) return { trace, violated: about(violated.name, violated.property) };
  if (cycleStart === undefined) return { trace, violated: undefined };
  const { protocol } = stepper.model;
  for (const [name, property] of Object.entries(protocol.properties)) {
    if (!isLiveness(property)) continue;
    const shown = about(name, property);
    const file = traceToJson(trace, { spec, property: { ...shown, verdict: 'violated' } });
    try {
      return { trace: replayTrace(protocol, { ...file, cycleStart }), violated: shown };
    } catch (error) {
      // The cycle does not violate this one.
      if (!(error instanceof FaultlineError) || error.code !== 'FL503') throw error;
    }
  }
  return {
    trace: { ...trace, cycle: { start: cycleStart, fairBecause: [] } },
    violated: undefined,
  };
}

function about(name: string, { kind, says }: Property): TraceProperty {
  return { name, kind, says };
}

function isSame(stepper: Stepper, one: Enabled, { action, state }: TraceStep): boolean {
  return (
    JSON.stringify(one.action) === JSON.stringify(action) &&
    JSON.stringify(stepper.record(one.slots)) === JSON.stringify(state)
  );
}

function changed(what: string): FaultlineError {
  return new FaultlineError(
    'FL503',
    `The link ${what}, where the protocol as it is now does not.`,
    'check the protocol again: it has changed since.',
  );
}

function otherVersion(): FaultlineError {
  return new FaultlineError(
    'FL503',
    'The link was made with another version of this protocol: its steps mean something else now.',
    'check the protocol again, as it is now.',
  );
}
