import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Protocol } from '../protocol/protocol.ts';
import { contentKey } from './content-key.ts';
import { documentation } from './documentation.ts';
import { keepKnown, readKnown } from './known-checks.ts';
import { planFiles, writeFiles, type PlannedFile } from './output.ts';
import { proseOf } from './prose.ts';
import { inOrder, study, type StudyOptions } from './study.ts';
import { toolKey } from './tool-key.ts';

/** What is documented, and where it goes. */
export interface DocumentOptions extends Omit<StudyOptions, 'known'> {
  readonly protocol: Protocol;
  /** Absolute path of the file that exports the protocol. */
  readonly file: string;
  /** Absolute path of a README, if there is one: what it says of the protocol begins the page. */
  readonly readme: string;
  /** The folder of the documentation. */
  readonly folder: string;
  /** What else the checks depend on: `faultline 0.1.0`. */
  readonly versions: readonly string[];
  /** Whether to write; otherwise it is only compared. */
  readonly writes: boolean;
}

/** What has become of the documentation of a protocol. */
export interface DocumentResult {
  /** Empty when it was interrupted: then the checks that were made are kept, and nothing else. */
  readonly files: readonly PlannedFile[];
  /** How many checks were made, and how many were known from before. */
  readonly checked: number;
  readonly known: number;
  readonly interrupted: boolean;
}

/** The file in the folder of the documentation that keeps the checks. */
export const knownFile = '.faultline-docs.json';

/**
 * Checks a protocol in its sizes and mutations, as far as that is not known from before, and writes a page
 * about it and its pictures.
 *
 * @throws FaultlineError `FL103` for a size, `FL105` for a mutation that it does not have; `FL604` for a file that cannot be written, `FL605` for one that is in the way;
 * SpecError for an error in a chart or a property.
 */
export async function documentProtocol(options: DocumentOptions): Promise<DocumentResult> {
  const { protocol, file, readme, folder, versions, statesMax, selection, writes } = options;
  const path = join(folder, knownFile);
  const key = await contentKey(file, [...versions, toolKey(), `at most ${statesMax} states`]);
  const before = readKnown(path)[protocol.id];
  const same = before?.key === key ? before : undefined;
  const known = { checks: new Map(Object.entries(same?.checks ?? {})), steps: same?.steps };
  const found = await study(protocol, { ...options, known });
  const made = [...found.checks.keys()].filter((name) => !known.checks.has(name)).length;
  if (writes && (made > 0 || found.steps !== known.steps)) {
    // What this page does not rest on may still be what the next one does.
    const checks = Object.fromEntries([...known.checks, ...found.checks]);
    keepKnown(path, protocol.id, { key, checks, steps: found.steps ?? known.steps });
  }
  const whole = inOrder(protocol, found, selection);
  const counts = { checked: made, known: found.checks.size - made, interrupted: whole.isPartial };
  if (whole.isPartial) return { files: [], ...counts };
  const files = await documentation({ protocol, study: whole, prose: proseIn(readme) });
  return { files: (writes ? writeFiles : planFiles)(folder, files), ...counts };
}

function proseIn(path: string): string | undefined {
  return existsSync(path) ? proseOf(readFileSync(path, 'utf8')) : undefined;
}
