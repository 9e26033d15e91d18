import { readFileSync } from 'node:fs';
import { replayTrace, traceFromJson, type Protocol, type Trace } from '#faultline';
import { expectNoViolation, ViolationError } from '../../src/testing/index.ts';
import type { Beyond } from './beyond.ts';

/** What runs of a broken protocol have found. */
export interface Caught {
  readonly property: string;
  /** As it was found, shrunk, and saved. */
  readonly trace: Trace;
  readonly file: string;
}

/**
 * Runs a protocol that a mutation has broken, where it is too large to check.
 *
 * @param folder - Where the trace is saved.
 * @returns Undefined when nothing is violated.
 */
export async function catchBeyond(
  protocol: Protocol,
  { parameters, mutation, faultWeight }: Beyond,
  folder: string,
): Promise<Caught | undefined> {
  const how = { parameters, mutation, faultWeight, seed: 1, runs: 500, save: folder };
  try {
    await expectNoViolation(protocol, how);
    return undefined;
  } catch (error) {
    if (!(error instanceof ViolationError)) throw error;
    const { property, trace, file } = error;
    return { property, trace, file };
  }
}

/** The labels of the steps of a saved trace, taken again in the protocol. */
export async function replayed(protocol: Protocol, file: string): Promise<readonly string[]> {
  const trace = replayTrace(protocol, await traceFromJson(readFileSync(file, 'utf8')));
  return trace.steps.map(({ label }) => label);
}
