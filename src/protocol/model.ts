import type { AnyStateMachine } from 'xstate';
import { FaultlineError } from '../errors.ts';
import type { ProcessId } from './messages.ts';
import type { Faults, Network } from './network.ts';
import { resolveParameters, type ParameterValues } from './parameters.ts';
import type { Mutation, Protocol } from './protocol.ts';
import { processIds, type Role, type RoleRecord } from './role.ts';
import {
  validateExpectations,
  validateInstance,
  validateMutation,
  validateProcesses,
} from './validate.ts';

/** One process of a model: a chart, and what it starts with. */
export interface ProcessDeclaration {
  readonly id: ProcessId;
  readonly role: string;
  readonly chart: AnyStateMachine;
  /** The possible inputs; more than one gives more than one initial state. */
  readonly inputs: readonly unknown[];
  readonly stimuli: readonly { readonly type: string }[];
  readonly durable: readonly string[];
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
  readonly network: Network;
  readonly faults: Faults;
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
  readonly faults?:
    { readonly [Fault in keyof Faults]?: Partial<NonNullable<Faults[Fault]>> } | undefined;
}

/**
 * Makes a protocol ready to check: chooses parameters, mutation, network and faults.
 *
 * Later choices win: defaults, then the mutation's parameters, then the size, then `parameters`.
 *
 * @throws FaultlineError `FL101` for a role or two processes whose name cannot be used, `FL102` for
 * a parameter out of range, `FL103` for an unknown size, `FL104` for faults without meaning, `FL105`
 * for an unknown mutation or an expectation of no property, `FL106` for an impossible role.
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
  const faults = mutation?.faults ?? protocol.faultsFor(parameters);
  const crash =
    (faults.crash ?? choices.faults?.crash)
      ? { crash: { max: 0, ...faults.crash, ...choices.faults?.crash } }
      : {};
  const roles = protocol.rolesFor(parameters);
  validateInstance(roles, network, crash);
  validateExpectations(protocol.expectationsFor(parameters), protocol.properties);
  if (choices.mutation !== undefined) {
    validateMutation(choices.mutation, mutation?.charts ?? {}, roles);
  }
  const processes = Object.entries(roles).flatMap(([name, role]) =>
    processesOf(name, role, mutation),
  );
  validateProcesses(processes, crash);
  return {
    protocol,
    parameters,
    size: choices.size,
    mutation: choices.mutation,
    processes,
    starts: startsOf(protocol, processes),
    network,
    faults: crash,
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
      chart,
      inputs: role.inputsOf(info),
      stimuli: role.stimuliOf(info),
      durable: role.durable,
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
