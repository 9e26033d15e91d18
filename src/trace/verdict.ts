import type { Model } from '../protocol/model.ts';
import type { Property, PropertyKind } from '../protocol/property.ts';
import type { Trace } from './trace.ts';

/**
 * What a check can say.
 *
 * - `holds`: every reachable state was visited.
 * - `holds in bounds`: every state within the constraint or the greatest depth was visited.
 * - `violated`: there is a counterexample; or, for a reachable, no such state exists.
 * - `no violation found`: random walks came by none; others might.
 * - `unknown`: a limit was hit, or the search was stopped, before it could be decided.
 */
export type Verdict = 'holds' | 'holds in bounds' | 'violated' | 'no violation found' | 'unknown';

/** How a search ended, as far as verdicts depend on it. */
export interface Coverage {
  /** Whether every state within the bounds was visited. */
  readonly complete: boolean;
  /** Whether a constraint or a depth left states out. */
  readonly bounded: boolean;
}

/** What a check says of one property. */
export interface PropertyResult {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly says: string;
  readonly source: string | undefined;
  readonly verdict: Verdict;
  /** What the protocol declares; a mutation's property is expected to be violated. */
  readonly expected: 'holds' | 'violated';
  /** The counterexample, or the witness of a reachable; as short as any. */
  readonly trace: Trace | undefined;
}

/** The verdict on a property from what the search found. */
export function verdictOn(property: Property, found: boolean, coverage: Coverage): Verdict {
  if (found) return property.kind === 'reachable' ? 'holds' : 'violated';
  if (!coverage.complete) return 'unknown';
  if (property.kind === 'reachable') return coverage.bounded ? 'unknown' : 'violated';
  return coverage.bounded ? 'holds in bounds' : 'holds';
}

/**
 * One verdict for all properties: the worst.
 *
 * @param declared - The properties whose violation the protocol declares: it does not count. That a
 * mutation is caught does count: the protocol that was checked is the broken one.
 */
export function overallVerdict(
  properties: readonly PropertyResult[],
  coverage: Coverage,
  declared: Readonly<Partial<Record<string, 'violated'>>>,
): Verdict {
  const counted = properties
    .filter(({ name, verdict }) => !(verdict === 'violated' && declared[name] === 'violated'))
    .map(({ verdict }) => verdict);
  if (counted.includes('violated')) return 'violated';
  if (counted.includes('unknown') || !coverage.complete) return 'unknown';
  return coverage.bounded ? 'holds in bounds' : 'holds';
}

/** What the protocol declares of a property; of a mutation, that its property is violated. @internal */
export function expectedOf(model: Model, name: string): PropertyResult['expected'] {
  const { protocol, mutation } = model;
  const isBroken = mutation !== undefined && protocol.mutations[mutation]?.violates === name;
  return isBroken ? 'violated' : (declaredOf(model)[name] ?? 'holds');
}

/** The properties that the protocol itself declares to be violated. @internal */
export function declaredOf({
  protocol,
  parameters,
}: Model): Readonly<Partial<Record<string, 'violated'>>> {
  return protocol.expectationsFor(parameters);
}

/**
 * Whether a finding is all that was looked for: a mutation is caught by the property it names;
 * otherwise any unexpected violation is enough.
 *
 * @internal
 */
export function isEnough(model: Model, name: string): boolean {
  const { protocol, mutation } = model;
  if (protocol.properties[name]?.kind === 'reachable') return false;
  if (mutation !== undefined) return protocol.mutations[mutation]?.violates === name;
  return expectedOf(model, name) === 'holds';
}
