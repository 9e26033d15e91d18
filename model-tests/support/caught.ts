import {
  checkSync,
  replayTrace,
  traceFromJson,
  traceToJson,
  type PropertyResult,
  type Protocol,
} from '#faultline';

/**
 * Checks a protocol that is broken by a mutation, with the mutation's own parameters.
 *
 * @param parameters - Others, over the mutation's own.
 * @returns What was found out about the property that the mutation names.
 */
export function caughtBy(
  protocol: Protocol,
  mutation: string,
  parameters: Readonly<Record<string, unknown>> = {},
): PropertyResult | undefined {
  const result = checkSync(protocol, { mutation, parameters });
  const named = protocol.mutations[mutation]?.violates;
  return result.properties.find(({ name }) => name === named);
}

/** The actions of a counterexample or witness, each in one line. */
export function labelsOf(property: PropertyResult | undefined): readonly string[] | undefined {
  return property?.trace?.steps.map(({ label }) => label);
}

/**
 * The same, taken again from the trace's file.
 *
 * @throws FaultlineError `FL503` when the trace does not show the property any more.
 */
export async function replayedLabels(
  protocol: Protocol,
  property: PropertyResult | undefined,
): Promise<readonly string[]> {
  if (property?.trace === undefined) throw new Error('There is no trace to replay.');
  const file = traceToJson(property.trace, { spec: protocol.id, property });
  const trace = replayTrace(protocol, await traceFromJson(JSON.stringify(file)));
  return trace.steps.map(({ label }) => label);
}
