import { existsSync, readFileSync } from 'node:fs';
import type { CheckJson } from '../report/check-json.ts';
import { write } from './output.ts';
import type { CountedSteps } from './study.ts';

/** The checks of one protocol, and what they were made of. */
export interface KnownChecks {
  /** See `contentKey`. */
  readonly key: string;
  /** By the names of their questions. */
  readonly checks: Readonly<Record<string, CheckJson>>;
  readonly steps?: CountedSteps | undefined;
}

interface KnownFile {
  readonly format: 'faultline-docs';
  readonly version: 2;
  readonly protocols: Readonly<Record<string, KnownChecks>>;
}

/**
 * Reads the checks that an earlier run has kept.
 *
 * @returns Empty when there is no such file, or when it cannot be understood: then all is checked again.
 */
export function readKnown(path: string): Readonly<Record<string, KnownChecks>> {
  if (!existsSync(path)) return {};
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as Partial<KnownFile>;
    const isKnown = file.format === 'faultline-docs' && file.version === 2;
    return isKnown ? (file.protocols ?? {}) : {};
  } catch {
    return {};
  }
}

/**
 * Keeps the checks of a protocol beside those of others.
 *
 * @throws FaultlineError `FL604` when the file cannot be written.
 */
export function keepKnown(path: string, id: string, known: KnownChecks): void {
  const file: KnownFile = {
    format: 'faultline-docs',
    version: 2,
    protocols: { ...readKnown(path), [id]: known },
  };
  write(path, `${JSON.stringify(file)}\n`);
}
