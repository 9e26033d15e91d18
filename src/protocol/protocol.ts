import type { AnyStateMachine } from 'xstate';
import { untimed, type Faults, type Network, type Time } from './network.ts';
import { monitorProperties, type Monitor } from './monitor.ts';
import {
  resolveParameters,
  type ParameterRecord,
  type ParameterValues,
  type ValuesOf,
} from './parameters.ts';
import { propertiesFor, type Property, type PropertyTools } from './property.ts';
import type { ChartOf, ParametersIn, RoleRecord, RolesFunction, RolesIn, StartOf } from './role.ts';
import { validateDeclaration } from './validate.ts';
import type { View } from './view.ts';

/** A value, or a function that gives it for the parameters of a check. */
export type ByParameters<Parameters, Value> = Value | ((parameters: Parameters) => Value);

/** A deliberate break of a protocol that the checker must catch. */
export interface Mutation<
  Roles extends RoleRecord = RoleRecord,
  PropertyName extends string = string,
  Parameters extends ParameterValues = ParameterValues,
> {
  /** What is broken, as a sentence. */
  readonly says: string;
  /** The property that must be violated. */
  readonly violates: PropertyName;
  /** How many steps the shortest counterexample has, with the parameters below. */
  readonly steps?: number;
  /** The smallest parameters that show it; the defaults elsewhere. */
  readonly parameters?: Partial<Parameters>;
  /** Gives the broken chart for the right one. */
  readonly charts?: {
    readonly [Name in keyof Roles]?: (chart: ChartOf<Roles, Name>) => AnyStateMachine;
  };
  /** Instead of the protocol's network. */
  readonly network?: Network;
  /** Instead of the protocol's faults. */
  readonly faults?: Faults;
  /** Instead of the protocol's time. */
  readonly time?: Time;
}

/**
 * The mutations of one protocol, for `satisfies` when they stand in a file of their own. One that a monitor
 * is to catch needs the monitor's name, as the third argument.
 *
 * @example
 * export const mutations = { … } satisfies MutationsOf<typeof roles, typeof properties>;
 */
export type MutationsOf<
  Roles extends RoleRecord | RolesFunction,
  Properties extends Readonly<Record<string, Property>>,
  MonitorName extends string = never,
> = Readonly<
  Record<
    string,
    Mutation<
      RolesIn<Roles>,
      (keyof Properties & string) | Watched<MonitorName>,
      ParametersIn<Roles>
    >
  >
>;

/** What an author declares. See {@link defineProtocol}. */
export interface ProtocolDeclaration<
  Parameters extends ParameterRecord,
  Roles extends RoleRecord,
  Properties extends Readonly<Record<string, Property>>,
  MonitorName extends string = never,
> {
  /** The name by which the command line knows it: lower-case words joined by `-`. */
  readonly id: string;
  readonly title: string;
  /** Where the protocol is published. */
  readonly source?: string;
  readonly parameters?: Parameters;
  /** Named sets of parameters; what a size leaves out has its default. */
  readonly sizes?: Readonly<Record<string, Partial<ValuesOf<Parameters>>>>;
  readonly roles: (parameters: ValuesOf<Parameters>) => Roles;
  /**
   * Whether behaviors may begin with these inputs. Where roles have several `inputs`, every combination
   * of them is an initial state unless this leaves it out.
   */
  readonly initially?: (inputs: StartOf<Roles>) => boolean;
  /** An unordered network that loses nothing unless declared otherwise. */
  readonly network?: ByParameters<ValuesOf<Parameters>, Network>;
  /** Nothing crashes unless declared otherwise. */
  readonly faults?: ByParameters<ValuesOf<Parameters>, Faults>;
  /** Timers may fire at any moment unless declared otherwise. */
  readonly time?: ByParameters<ValuesOf<Parameters>, Time>;
  /** States for which this is false are checked but not explored further: the check is bounded. */
  readonly constraint?: (view: View<Roles, ValuesOf<Parameters>>) => boolean;
  readonly properties?:
    Properties | ((tools: PropertyTools<Roles, ValuesOf<Parameters>>) => Properties);
  /** Charts that hear what processes observe. Each stands for properties: see `monitor`. */
  readonly monitors?: ByParameters<ValuesOf<Parameters>, Readonly<Record<MonitorName, Monitor>>>;
  /** Properties whose violation is the lesson. Every other property is expected to hold. */
  readonly expectations?: ByParameters<
    ValuesOf<Parameters>,
    Readonly<Partial<Record<keyof NoInfer<Properties> | Watched<MonitorName>, 'violated'>>>
  >;
  readonly mutations?: Readonly<
    Record<
      string,
      Mutation<Roles, (keyof Properties & string) | Watched<MonitorName>, ValuesOf<Parameters>>
    >
  >;
}

/** The names of the properties that monitors stand for. */
type Watched<Name extends string> = NoInfer<Name> | `${NoInfer<Name>}-hot`;

/** A protocol: everything its author declared. Made by {@link defineProtocol}. */
export interface Protocol {
  readonly kind: 'protocol';
  readonly id: string;
  readonly title: string;
  readonly source: string | undefined;
  readonly parameters: ParameterRecord;
  readonly sizes: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly rolesFor: (parameters: ParameterValues) => RoleRecord;
  readonly initially: ((inputs: Readonly<Record<string, unknown>>) => boolean) | undefined;
  readonly networkFor: (parameters: ParameterValues) => Network;
  readonly faultsFor: (parameters: ParameterValues) => Faults;
  readonly timeFor: (parameters: ParameterValues) => Time;
  readonly constraint: ((view: View) => boolean) | undefined;
  /** Those of the monitors come last. */
  readonly properties: Readonly<Record<string, Property>>;
  readonly monitorsFor: (parameters: ParameterValues) => Readonly<Record<string, Monitor>>;
  readonly expectationsFor: (
    parameters: ParameterValues,
  ) => Readonly<Partial<Record<string, 'violated'>>>;
  readonly mutations: Readonly<Record<string, Mutation>>;
}

/**
 * Declares a protocol: its charts, how many processes play them, the network, the failures, and
 * what must be true.
 *
 * @returns The protocol, ready for `modelOf` and `check`.
 * @throws FaultlineError `FL101` for a name that cannot be used, `FL102` for a size or mutation that
 * sets a parameter out of its range, `FL103` for a size that sets an unknown parameter, `FL105` for
 * a mutation or expectation that names an unknown property, `FL107` for a monitor that objects to
 * nothing.
 */
export function defineProtocol<
  const Roles extends RoleRecord,
  const Properties extends Readonly<Record<string, Property>> = Record<never, Property>,
  const Parameters extends ParameterRecord = Record<never, never>,
  MonitorName extends string = never,
>(declaration: ProtocolDeclaration<Parameters, Roles, Properties, MonitorName>): Protocol {
  const { properties } = declaration;
  const tools = propertiesFor<Roles, ValuesOf<Parameters>>();
  const defaults = resolveParameters(declaration.parameters ?? {}, {}) as ValuesOf<Parameters>;
  const protocol = {
    kind: 'protocol',
    id: declaration.id,
    title: declaration.title,
    source: declaration.source,
    parameters: declaration.parameters ?? {},
    sizes: declaration.sizes ?? {},
    rolesFor: declaration.roles,
    initially: declaration.initially,
    networkFor: (parameters: ValuesOf<Parameters>) =>
      valueFor(declaration.network, parameters) ?? { order: 'unordered' },
    faultsFor: (parameters: ValuesOf<Parameters>) => valueFor(declaration.faults, parameters) ?? {},
    timeFor: (parameters: ValuesOf<Parameters>) =>
      valueFor(declaration.time, parameters) ?? untimed,
    constraint: declaration.constraint,
    properties: {
      ...(typeof properties === 'function' ? properties(tools) : properties),
      ...monitorProperties(valueFor(declaration.monitors, defaults) ?? {}),
    },
    monitorsFor: (parameters: ValuesOf<Parameters>) =>
      valueFor(declaration.monitors, parameters) ?? {},
    expectationsFor: (parameters: ValuesOf<Parameters>) =>
      valueFor(declaration.expectations, parameters) ?? {},
    mutations: declaration.mutations ?? {},
  };
  // The types of one protocol's parameters and roles end here: from now on they are looked up by name.
  const untyped = protocol as unknown as Protocol;
  const expectations = untyped.expectationsFor(defaults);
  validateDeclaration({ ...untyped, expectations });
  return untyped;
}

function valueFor<Parameters, Value>(
  given: ByParameters<Parameters, Value> | undefined,
  parameters: Parameters,
): Value | undefined {
  return typeof given === 'function'
    ? (given as (parameters: Parameters) => Value)(parameters)
    : given;
}
