import { FaultlineError } from '../errors.ts';
import { modelOf, type Model } from '../protocol/model.ts';
import { untimed } from '../protocol/network.ts';
import { isLiveness, type Property } from '../protocol/property.ts';
import type { Protocol } from '../protocol/protocol.ts';
import { validateFailures } from '../protocol/validate-failures.ts';
import { canonical } from '../statechart/canonical.ts';
import { labelOf, type Action } from '../system/action.ts';
import { stateRecord, type StateRecord } from '../system/state-record.ts';
import { System } from '../system/system.ts';
import { changesBetween, type Change } from './changes.ts';
import { showing } from './showing.ts';
import { compileLiveness } from './liveness/compiled-liveness.ts';
import { reasonsOf } from './liveness/lasso.ts';
import {
  initialStates,
  successorsOf,
  type Trace,
  type TraceCycle,
  type TraceStep,
} from './trace.ts';
import type { TraceFile, TraceFileStep } from './trace-file.ts';
import { verifyTrace } from './verify.ts';

/** A property and its name in the protocol. */
type NamedProperty = Property & { readonly name: string };

/** The way so far: the states, the last one as plain data, and the steps between them. */
interface Path {
  readonly slots: readonly Int32Array[];
  readonly state: StateRecord;
  readonly steps: readonly TraceStep[];
}

/**
 * Takes the steps of a trace file again, in the protocol as it is now: with the file's parameters,
 * mutation, network and faults, first by the compiled system and then by XState's public `transition`.
 *
 * @param file - Read by `traceFromJson`.
 * @returns The trace, which shows again what the file says: its property violated or, for a
 * reachable, witnessed. Of a file without property, the trace that leads to no error any more.
 * @throws FaultlineError `FL503` when a step does not fit, or the end does not show the property;
 * `FL1xx` when the protocol cannot be set up as the file says; the error of the spec that the file
 * leads to, when it has no property.
 */
export function replayTrace(protocol: Protocol, file: TraceFile): Trace {
  if (file.protocol !== protocol.id) {
    throw unfit(
      `The trace is of the protocol "${file.protocol}", not of "${protocol.id}".`,
      'replay it with the spec that it was found in.',
    );
  }
  const property = propertyOf(protocol, file);
  const model = modelFor(protocol, file);
  const system = new System(model);
  let path = startOf(system, file);
  for (const [index, step] of file.steps.entries()) path = take(system, path, step, index + 1);
  if (property === undefined) lookForErrors(system, protocol, path);
  const cycle = property && cycleOf(system, property, file, path);
  const shows = property === undefined || cycle !== undefined;
  if (!shows && !showing(system, property.name, property)(path.slots)) throw notShown(file);
  const { initial, start } = file;
  const trace = { model, initial, start, steps: path.steps, ...(cycle && { cycle }) };
  verifyTrace(trace);
  return trace;
}

/** How the trace goes on for ever, when it is one that violates a property of behaviors. */
function cycleOf(
  system: System,
  property: NamedProperty,
  { cycleStart }: TraceFile,
  { slots: path, steps }: Path,
): TraceCycle | undefined {
  if (!isLiveness(property) || cycleStart === undefined) return undefined;
  const actions = steps.map(({ action }) => action);
  const fairBecause = reasonsOf(system, compileLiveness(system, property.name, property), {
    path,
    actions,
    cycleStart,
  });
  return fairBecause && { start: cycleStart, fairBecause };
}

function propertyOf(protocol: Protocol, { property }: TraceFile): NamedProperty | undefined {
  if (property === null) return undefined;
  const { name, kind } = property;
  const known = Object.hasOwn(protocol.properties, name) ? protocol.properties[name] : undefined;
  if (known?.kind === kind) return { name, ...known };
  throw unfit(
    `The trace is about the property "${name}" of kind ${kind}, which "${protocol.id}" does not have${known === undefined ? '' : ` any more: it is of kind ${known.kind}`}.`,
    'find the trace again with the present spec.',
  );
}

/** The model that the file describes. Network and faults are taken as they are, nothing is added. */
function modelFor(protocol: Protocol, file: TraceFile): Model {
  const { parameters, mutation, network, faults, time = untimed } = file;
  const model = modelOf(protocol, { parameters, mutation });
  const roles = Object.keys(protocol.rolesFor(model.parameters));
  validateFailures({ roles, processes: model.processes, network, faults, time });
  return { ...model, network, faults, time };
}

function startOf(system: System, { initial, start }: TraceFile): Path {
  const starts = initialStates(system);
  const slots = starts[initial];
  if (slots === undefined) {
    throw unfit(
      `The trace begins in the initial state number ${initial}, and there are ${starts.length}, counted from 0.`,
      'find the trace again with the present spec.',
    );
  }
  const state = stateRecord(system, slots);
  if (textOf(state) === textOf(start)) return { slots: [slots], state, steps: [] };
  throw unfit(
    'The initial state of the trace is not that of the protocol.',
    'find the trace again with the present spec.',
  );
}

/** Takes the step of a file: its action, which must have the label and make the changes that it says. */
function take(system: System, path: Path, step: TraceFileStep, number: number): Path {
  const wanted = textOf(step.action);
  const here = path.slots.at(-1) as Int32Array;
  const moving = successorsOf(system, here);
  // Known once the state has been expanded.
  const stutters = system.stutters(here).map((action) => ({ action, slots: here }));
  const found = [...moving, ...stutters].find(({ action }) => textOf(action) === wanted);
  if (found === undefined) throw notEnabled(system, path, step, number);
  const next = stepTo(system, path, found.action, found.slots);
  const taken = next.steps.at(-1) as TraceStep;
  // The fields of a message have the order in which it was met first: here another than in the file.
  const label = labelOf(step.action);
  if (label === step.label && textOf(taken.changes) === textOf(step.changes)) return next;
  throw otherwise(step, { ...taken, label }, number);
}

function stepTo(system: System, path: Path, action: Action, slots: Int32Array): Path {
  const state = stateRecord(system, slots);
  const changes = changesBetween(path.state, state);
  const step = { action, label: labelOf(action), changes, state };
  return { slots: [...path.slots, slots], state, steps: [...path.steps, step] };
}

/** Does what a check does in the last state, and so throws again what it threw there. */
function lookForErrors(system: System, protocol: Protocol, path: Path): void {
  const { constraint, properties } = protocol;
  successorsOf(system, path.slots.at(-1) as Int32Array);
  if (constraint !== undefined) {
    const says = 'constraint';
    showing(system, says, { kind: 'reachable', says, holds: constraint })(path.slots);
  }
  for (const [name, property] of Object.entries(properties)) {
    showing(system, name, property)(path.slots);
  }
}

function notShown({ property, steps }: TraceFile): FaultlineError {
  const { name, kind, says } = property ?? {};
  const end = steps.length === 0 ? 'in the initial state' : `after step ${steps.length}`;
  const what = kind === 'reachable' ? 'is not witnessed' : 'is not violated';
  return unfit(
    `The property "${name}" ${what} ${end}: ${says}.`,
    'check the protocol again: the spec has changed, or the file was edited.',
  );
}

function otherwise(step: TraceFileStep, now: TraceStep, number: number): FaultlineError {
  const wrong =
    step.label === now.label
      ? `does something else than the trace says: ${listOf(now.changes)}, where the trace has ${listOf(step.changes)}`
      : `takes an action whose label is "${now.label}"`;
  return unfit(
    `Step ${number} ("${step.label}") ${wrong}.`,
    'find the trace again with the present spec.',
  );
}

function listOf(changes: readonly Change[]): string {
  const texts = changes.map((change) => {
    if ('message' in change) {
      return `${change.message.type} ${change.message.from} → ${change.message.to} ${change.kind}`;
    }
    const subject =
      change.kind === 'process' ? `${change.process} ${change.field}` : `monitor ${change.monitor}`;
    return `${subject} ${JSON.stringify(change.before)} → ${JSON.stringify(change.after)}`;
  });
  return texts.length === 0 ? 'no change' : texts.join(', ');
}

const enabledMax = 6;

function notEnabled(
  system: System,
  { slots }: Path,
  step: TraceFileStep,
  number: number,
): FaultlineError {
  const labels = successorsOf(system, slots.at(-1) as Int32Array).map(({ action }) =>
    labelOf(action),
  );
  const shown = [...new Set(labels)];
  const more = shown.length > enabledMax ? `, and ${shown.length - enabledMax} more` : '';
  const instead =
    shown.length === 0
      ? 'nothing is enabled there'
      : `enabled there is: ${shown.slice(0, enabledMax).join(', ')}${more}`;
  return unfit(
    `Step ${number} ("${step.label}") cannot be taken; ${instead}.`,
    'find the trace again with the present spec.',
  );
}

/** Text that is equal exactly for values that are equal as JSON, whatever the order of keys. */
function textOf(value: unknown): string {
  return canonical(JSON.parse(JSON.stringify(value)), 'a trace');
}

function unfit(problem: string, fix: string): FaultlineError {
  return new FaultlineError('FL503', problem, fix);
}
