import type {
  AnyStateMachine,
  ContextFrom,
  EmittedFrom,
  EventFromLogic,
  InputFrom,
  SnapshotFrom,
  TagsFrom,
} from 'xstate';
import type { ProcessId } from './messages.ts';
import type { ParameterValues } from './parameters.ts';

/** The context of a chart. */
export type ContextOf<Chart extends AnyStateMachine> = Readonly<ContextFrom<Chart>>;
/** What `matches` of a chart accepts. */
export type StateOf<Chart extends AnyStateMachine> = Parameters<SnapshotFrom<Chart>['matches']>[0];
/** The tags of a chart. */
export type TagOf<Chart extends AnyStateMachine> = TagsFrom<Chart>;
/** The messages a chart sends. */
export type MessageOf<Chart extends AnyStateMachine> = Extract<
  EmittedFrom<Chart>,
  { readonly to: ProcessId }
>;

/** Which process of its role this is. */
export interface ProcessInfo {
  readonly id: ProcessId;
  /** Counts from 0 within the role. */
  readonly index: number;
}

type Given<Value> = Value | ((process: ProcessInfo) => Value);

/** Input without `recovered`, which Faultline sets itself when a process restarts. */
type FirstInput<Chart extends AnyStateMachine> = Omit<InputFrom<Chart>, 'recovered'>;

// These ask what the chart is although they know it: only of such types does the compiler work out
// the chart before it looks at a function, and keep the words that the function returns as they are.
type InputOf<Chart> = Chart extends AnyStateMachine ? Given<FirstInput<Chart>> : never;
type InputsOf<Chart> = Chart extends AnyStateMachine ? Given<readonly FirstInput<Chart>[]> : never;
type StimuliOf<Chart> = Chart extends AnyStateMachine
  ? Given<readonly EventFromLogic<Chart>[]>
  : never;

/** Whom a timer of a process waits for, given the process and its context. */
export type AwaitedBy<Context = Readonly<Record<string, unknown>>> = (
  waiting: ProcessInfo & { readonly context: Context },
) => readonly ProcessId[];

type AwaitsOf<Chart> = Chart extends AnyStateMachine
  ? Readonly<Record<string, AwaitedBy<ContextOf<Chart>>>>
  : never;

/** What an author says of a role, besides its chart. */
export interface RoleOptions<Chart extends AnyStateMachine, Count extends number | undefined> {
  /**
   * How many processes play the role. With a count they are called `role1`, `role2` …; without
   * one there is a single process that bears the name of the role.
   */
  readonly count?: Count;
  /** The input of each process. */
  readonly input?: InputOf<Chart>;
  /** Several possible inputs: each gives initial states of its own. Instead of `input`. */
  readonly inputs?: InputsOf<Chart>;
  /** The context keys that survive a crash; a restarted process gets them as `input.recovered`. */
  readonly durable?: readonly (keyof ContextFrom<Chart> & string)[];
  /** The events that the environment may give a process whenever its chart can take them. */
  readonly stimuli?: StimuliOf<Chart>;
  /**
   * Whom each timer waits for, by the timer's name, such as `prepareTimeout`. Where timeouts are
   * `accurate` it fires only when one of these is out of reach; a timer not named fires at any moment.
   */
  readonly awaits?: AwaitsOf<Chart>;
  /** Whether the processes are interchangeable. */
  readonly symmetric?: boolean;
}

/** A chart, and how many processes play it with which inputs. Made by {@link role}. */
export interface Role<
  Chart extends AnyStateMachine = AnyStateMachine,
  Count extends number | undefined = number | undefined,
> {
  readonly kind: 'role';
  readonly chart: Chart;
  readonly count: Count;
  readonly inputsOf: (process: ProcessInfo) => readonly unknown[];
  readonly stimuliOf: (process: ProcessInfo) => readonly { readonly type: string }[];
  readonly durable: readonly string[];
  readonly awaits: Readonly<Record<string, AwaitedBy>>;
  readonly symmetric: boolean;
}

/** The roles of a protocol by name. */
export type RoleRecord = Readonly<Record<string, Role>>;

/** What a protocol declares as its `roles`: the roles for one set of parameters. */
export type RolesFunction = (...parameters: never[]) => RoleRecord;

/** The roles themselves, given them or the function that makes them. */
export type RolesIn<Roles extends RoleRecord | RolesFunction> = Roles extends RolesFunction
  ? ReturnType<Roles>
  : Extract<Roles, RoleRecord>;

/** The parameters that a function makes roles for. */
export type ParametersIn<Roles extends RoleRecord | RolesFunction> = Roles extends (
  parameters: infer Given extends ParameterValues,
) => RoleRecord
  ? Given
  : ParameterValues;

/** The chart of the role called `Name`. */
export type ChartOf<Roles extends RoleRecord, Name extends keyof Roles> = Roles[Name]['chart'];

/** The names that processes of these roles have: `coordinator`, `participant1`, … */
export type ProcessIdOf<Roles extends RoleRecord> = {
  [Name in keyof Roles & string]: IdOf<Name, Roles[Name]['count']>;
}[keyof Roles & string];

type IdOf<Name extends string, Count> = undefined extends Count ? Name : `${Name}${number}`;

/** What each process starts with, by its name. */
export type StartOf<Roles extends RoleRecord> = {
  readonly [Name in keyof Roles & string as IdOf<Name, Roles[Name]['count']>]: FirstInput<
    ChartOf<Roles, Name>
  >;
};

/** The role that the process called `Id` plays. */
export type RoleOfId<Roles extends RoleRecord, Id extends string> = {
  [Name in keyof Roles & string]: Id extends IdOf<Name, Roles[Name]['count']> ? Name : never;
}[keyof Roles & string];

/** What {@link RoleOptions} gives to the processes, whatever the chart. */
interface GivenToAny {
  readonly input?: Given<unknown>;
  readonly inputs?: Given<readonly unknown[]>;
  readonly stimuli?: Given<readonly { readonly type: string }[]>;
  readonly awaits?: Readonly<Record<string, AwaitedBy>>;
}

/**
 * Declares a role: a chart, and who plays it.
 *
 * @param chart - A machine made by XState's `setup(…).createMachine(…)`.
 * @param options - Count, inputs, durable context keys, stimuli, awaited processes. See {@link RoleOptions}.
 */
export function role<Chart extends AnyStateMachine, Count extends number | undefined = undefined>(
  chart: Chart,
  options: RoleOptions<Chart, Count> = {},
): Role<Chart, Count> {
  const { durable = [], symmetric = false } = options;
  const { input, inputs, stimuli = [], awaits = {} } = options as GivenToAny;
  return {
    kind: 'role',
    chart,
    count: options.count as Count,
    inputsOf: (process) =>
      inputs === undefined ? [valueFor(input, process)] : valueFor(inputs, process),
    stimuliOf: (process) => valueFor(stimuli, process),
    durable,
    awaits,
    symmetric,
  };
}

/**
 * The names of the processes of a role that has a count: `processIds('participant', 2)` is
 * `['participant1', 'participant2']`.
 *
 * @param count - How many, 0 or more.
 */
export function processIds<Name extends string>(name: Name, count: number): `${Name}${number}`[] {
  return Array.from({ length: count }, (_, index): `${Name}${number}` => `${name}${index + 1}`);
}

/**
 * What of a context survives a crash: the durable keys that it has.
 *
 * @internal
 */
export function durablePart(
  context: Readonly<Record<string, unknown>>,
  durable: readonly string[],
): Readonly<Record<string, unknown>> {
  const kept = durable.filter((key) => Object.hasOwn(context, key));
  return Object.fromEntries(kept.map((key) => [key, context[key]]));
}

function valueFor<Value>(given: Given<Value>, process: ProcessInfo): Value {
  return typeof given === 'function' ? (given as (process: ProcessInfo) => Value)(process) : given;
}
