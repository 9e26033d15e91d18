import type { AnyStateMachine } from 'xstate';
import { FaultlineError } from '../errors.ts';
import type { ProcessId } from './messages.ts';
import type { Faults, Network, Time } from './network.ts';
import { resolveParameters, type ParameterValues } from './parameters.ts';
import type { Mutation, Protocol } from './protocol.ts';
import { processIds, type AwaitedBy, type Role, type RoleRecord } from './role.ts';
import { validateFailures } from './validate-failures.ts';
import {
  validateExpectations,
  validateMutation,
  validateProcesses,
  validateRoles,
} from './validate.ts';

/** One process of a model: a chart, and what it starts with. */
export interface ProcessDeclaration {
  readonly id: ProcessId;
  readonly role: string;
  /** Counts from 0 within the role. */
  readonly index: number;
  readonly chart: AnyStateMachine;
  /** The possible inputs; more than one gives more than one initial state. */
  readonly inputs: readonly unknown[];
  readonly stimuli: readonly { readonly type: string }[];
  readonly durable: readonly string[];
  /** By timer: whom it waits for. */
  readonly awaits: Readonly<Record<string, AwaitedBy>>;
}

/** One monitor of a model. */
export interface MonitorDeclaration {
  readonly id: string;
  readonly chart: AnyStateMachine;
  readonly input: unknown;
}

/** A protocol with every choice made: ready to check. Made by {@link modelOf}. */
export interface Model {
  readonly protocol: Protocol;
  readonly parameters: ParameterValues;
  readonly size: string | undefined;
  readonly mutation: string | undefined;
  readonly processes: readonly ProcessDeclaration[];
  /** For each initial state the number of the input of each process; the last varies fastest. */
  readonly starts: readonly (readonly number[])[];
  readonly monitors: readonly MonitorDeclaration[];
  readonly network: Network;
  readonly faults: Faults;
  readonly time: Time;
}

/** What can be chosen when a protocol is made ready to check. */
export interface ModelChoices {
  /** One of the protocol's sizes. */
  readonly size?: string | undefined;
  /** Single parameters, over those of the size. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** One of the protocol's mutations; its smallest parameters are used unless others are given. */
  readonly mutation?: string | undefined;
  /** Changes to the network, over the protocol's. */
  readonly network?: Partial<Network> | undefined;
  /** Changes to single faults, over the protocol's. */
  readonly faults?: FaultChoices | undefined;
  /** Changes to when timers fire, over the protocol's. */
  readonly time?: Partial<Time> | undefined;
}

/** Changes to single faults. */
export type FaultChoices = {
  readonly [Fault in Exclude<keyof Faults, 'total'>]?: Partial<NonNullable<Faults[Fault]>>;
} & { readonly total?: number | undefined };

/**
 * Makes a protocol ready to check: chooses parameters, mutation, network and faults.
 *
 * Later choices win: defaults, then the mutation's parameters, then the size, then `parameters`.
 *
 * @throws FaultlineError `FL101` for a role or two processes whose name cannot be used, `FL102` for
 * a parameter out of range, `FL103` for an unknown size, `FL104` for network, faults or time without
 * meaning, `FL105` for an unknown mutation or an expectation of no property, `FL106` for an impossible
 * role.
 */
export function modelOf(protocol: Protocol, choices: ModelChoices = {}): Model {
  const mutation = find('FL105', 'mutation', choices.mutation, protocol.mutations);
  const parameters = resolveParameters(protocol.parameters, {
    ...mutation?.parameters,
    ...find('FL103', 'size', choices.size, protocol.sizes),
    ...choices.parameters,
  });
  const network = {
    ...(mutation?.network ?? protocol.networkFor(parameters)),
    ...choices.network,
  };
  const faults = chosenFaults(
    mutation?.faults ?? protocol.faultsFor(parameters),
    choices.faults ?? {},
  );
  const time = { ...(mutation?.time ?? protocol.timeFor(parameters)), ...choices.time };
  const roles = protocol.rolesFor(parameters);
  validateRoles(roles);
  validateExpectations(protocol.expectationsFor(parameters), protocol.properties);
  if (choices.mutation !== undefined) {
    validateMutation(choices.mutation, mutation?.charts ?? {}, roles);
  }
  const processes = Object.entries(roles).flatMap(([name, role]) =>
    processesOf(name, role, mutation),
  );
  validateProcesses(processes, faults);
  validateFailures({ roles: Object.keys(roles), processes, network, faults, time });
  return {
    protocol,
    parameters,
    size: choices.size,
    mutation: choices.mutation,
    processes,
    starts: startsOf(protocol, processes),
    monitors: Object.entries(protocol.monitorsFor(parameters)).map(([id, { chart, input }]) => ({
      id,
      chart,
      input,
    })),
    network,
    faults,
    time,
  };
}

/** The declared faults with the chosen changes; a fault that is only chosen never happens by default. */
function chosenFaults(declared: Faults, chosen: FaultChoices): Faults {
  const crash = declared.crash ?? chosen.crash;
  const pause = declared.pause ?? chosen.pause;
  const partition = declared.partition ?? chosen.partition;
  const drift = declared.drift ?? chosen.drift;
  const total = chosen.total ?? declared.total;
  return {
    ...(crash && { crash: { max: 0, ...declared.crash, ...chosen.crash } }),
    ...(pause && { pause: { max: 0, ...declared.pause, ...chosen.pause } }),
    ...(partition && { partition: { max: 0, ...declared.partition, ...chosen.partition } }),
    ...(drift && { drift: { ticks: 0, ...declared.drift, ...chosen.drift } }),
    ...(total !== undefined && { total }),
  };
}

/** Every combination of inputs that the protocol allows. */
function startsOf(
  { initially }: Protocol,
  processes: readonly ProcessDeclaration[],
): readonly (readonly number[])[] {
  const all = processes.reduce<readonly (readonly number[])[]>(
    (chosen, { inputs }) => chosen.flatMap((before) => inputs.map((_, at) => [...before, at])),
    [[]],
  );
  if (initially === undefined) return all;
  const starts = all.filter((chosen) =>
    initially(
      Object.fromEntries(processes.map(({ id, inputs }, at) => [id, inputs[chosen[at] as number]])),
    ),
  );
  if (starts.length > 0) return starts;
  throw new FaultlineError(
    'FL106',
    `"initially" leaves out every combination of inputs: there are ${all.length}.`,
    'let it return true for those with which behaviors may begin.',
  );
}

/** Splits a role into its processes, with the mutated chart where the mutation has one. */
function processesOf(name: string, role: Role, mutation: Mutation<RoleRecord> | undefined) {
  const ids = role.count === undefined ? [name] : processIds(name, role.count);
  const chart = mutation?.charts?.[name]?.(role.chart) ?? role.chart;
  return ids.map((id, index): ProcessDeclaration => {
    const info = { id, index };
    return {
      id,
      role: name,
      index,
      chart,
      inputs: role.inputsOf(info),
      stimuli: role.stimuliOf(info),
      durable: role.durable,
      awaits: role.awaits,
    };
  });
}

function find<Value>(
  code: 'FL103' | 'FL105',
  kind: string,
  name: string | undefined,
  known: Readonly<Record<string, Value>>,
): Value | undefined {
  if (name === undefined) return undefined;
  if (Object.hasOwn(known, name)) return known[name];
  const names = Object.keys(known).join(', ');
  throw new FaultlineError(
    code,
    `There is no ${kind} "${name}".`,
    names === '' ? `this protocol has none.` : `use ${names}.`,
  );
}
