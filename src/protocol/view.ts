import type { AnyStateMachine } from 'xstate';
import type { Envelope, ProcessId } from './messages.ts';
import type { ParameterValues } from './parameters.ts';
import type {
  ChartOf,
  ContextOf,
  MessageOf,
  ParametersIn,
  ProcessIdOf,
  RoleOfId,
  RoleRecord,
  RolesFunction,
  RolesIn,
  StateOf,
  TagOf,
} from './role.ts';

/** One process, as a property sees it. */
export interface ProcessView<Chart extends AnyStateMachine = AnyStateMachine> {
  readonly id: ProcessId;
  readonly role: string;
  /** False while the process has crashed. */
  readonly alive: boolean;
  /** Whether the process stands still for a while. */
  readonly paused: boolean;
  /** Whether the chart has come to its final state. */
  readonly done: boolean;
  /**
   * Whether the chart is in this state; false while the process has crashed.
   *
   * @throws FaultlineError `FL301` when the chart has no such state.
   */
  matches(state: StateOf<Chart>): boolean;
  /** Whether an active state has this tag; false while the process has crashed. */
  hasTag(tag: TagOf<Chart>): boolean;
  /**
   * In how many ticks a timer fires, 0 when it is due; undefined while it does not run. Where timeouts are
   * not `timed` a running timer may fire now: 0.
   */
  ticksUntil(timer: string): number | undefined;
  /** The context; of a crashed process, what is durable, and the rest as it would wake up. */
  readonly context: ContextOf<Chart>;
}

/** A monitor, as a property sees it. */
export interface MonitorView {
  readonly id: string;
  /**
   * Whether the chart is in this state.
   *
   * @throws FaultlineError `FL301` when the chart has no such state.
   */
  matches(state: string | object): boolean;
  /** Whether an active state has this tag. */
  hasTag(tag: string): boolean;
  readonly context: Readonly<Record<string, unknown>>;
}

type SentBy<Roles extends RoleRecord> = {
  [Name in keyof Roles]: MessageOf<ChartOf<Roles, Name>>;
}[keyof Roles];

/** A message in flight. */
export type InFlight<Roles extends RoleRecord> =
  SentBy<Roles> extends infer Message
    ? Message extends { type: string }
      ? Message & Envelope
      : never
    : never;

/**
 * A state of the whole system, as a property sees it.
 *
 * Faultline remembers what a property asked and what it was told, and does not ask again: a property
 * must look at nothing but the view.
 */
export interface View<
  Roles extends RoleRecord = RoleRecord,
  Parameters extends ParameterValues = ParameterValues,
> {
  readonly parameters: Parameters;
  /** Every process, in the order of the declaration. */
  readonly processes: readonly ProcessView[];
  /** The process with this name. */
  process<Id extends ProcessIdOf<Roles>>(id: Id): ProcessView<ChartOf<Roles, RoleOfId<Roles, Id>>>;
  /** The processes of a role, in order. */
  all<Name extends keyof Roles & string>(role: Name): readonly ProcessView<ChartOf<Roles, Name>>[];
  /** Every message in flight; in a fifo network, each queue from its head. */
  readonly messages: readonly InFlight<Roles>[];
  /** The messages of one type in flight: cheaper to ask for than all. */
  inFlight<Type extends InFlight<Roles>['type']>(
    type: Type,
  ): readonly Extract<InFlight<Roles>, { readonly type: Type }>[];
  /** The monitor with this name. */
  monitor(name: string): MonitorView;
  /** Whether messages from one process get through to another: false while a partition is between. */
  reaches(from: ProcessIdOf<Roles>, to: ProcessIdOf<Roles>): boolean;
  /** What has failed so far. */
  readonly faults: FaultCounts;
}

/** How many faults of each kind have happened; only budgeted ones are counted. */
export interface FaultCounts {
  readonly drops: number;
  readonly duplicates: number;
  readonly reorders: number;
  readonly crashes: number;
  /** Restarts without what was durable. */
  readonly amnesias: number;
  readonly pauses: number;
  readonly partitions: number;
  readonly drifts: number;
}

/**
 * A state as the properties of these roles see it, for functions that several properties share.
 *
 * @example
 * type View = ViewOf<typeof roles>;
 */
export type ViewOf<Roles extends RoleRecord | RolesFunction> = View<
  RolesIn<Roles>,
  ParametersIn<Roles>
>;
