import {
  checkSync,
  propertiesFor,
  type CheckResult,
  type Fairness,
  type PropertyResult,
  type Protocol,
} from '#faultline';

type Tools = ReturnType<typeof propertiesFor<Record<string, never>>>;

/** Asked of a state of any protocol: what it takes for granted of its charts is not checked. */
export type AnyTest = Parameters<Tools['eventually']>[1];

/** The functions that make properties of any protocol. */
export const { eventually, leadsTo, alwaysEventually, eventuallyAlways, ltl } =
  propertiesFor() as unknown as Tools;

/** The protocol with these properties in place of its own. */
export function asking(protocol: Protocol, properties: Protocol['properties']): Protocol {
  return { ...protocol, properties, expectationsFor: () => ({}) };
}

/** What is found out about a single property. */
export function askedOf(
  protocol: Protocol,
  property: Protocol['properties'][string],
  options: Parameters<typeof checkSync>[1] = {},
): PropertyResult & Pick<CheckResult, 'distinctStates'> {
  const { properties, distinctStates } = checkSync(asking(protocol, { asked: property }), options);
  return { ...(properties[0] as PropertyResult), distinctStates };
}

/** The contexts of the processes, by their ids, whatever is in them. */
export function contextOf<Context>(view: Parameters<AnyTest>[0], id: string): Context {
  const process = view.processes.find((one) => one.id === id);
  if (process === undefined) throw new Error(`There is no process ${id}.`);
  return process.context as Context;
}

/** The stimuli of a type, at every process, for a fairness. */
export function stimulus(event: string) {
  return { kind: 'stimulus', event } as const;
}

/** A list of fairness. */
export type Fair = readonly Fairness[];
