import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cannotWrite, FaultlineError } from '../errors.ts';
import { pageMark, pictureMark } from './marks.ts';

/** What is to become of a file. */
export interface PlannedFile {
  /** From the folder of the documentation. */
  readonly path: string;
  readonly state: 'new' | 'changed' | 'same';
}

/**
 * Compares the files of a documentation with those that are there.
 *
 * @throws FaultlineError `FL605` for a file in the way that Faultline has not written.
 */
export function planFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
): readonly PlannedFile[] {
  return [...files].map(([path, text]) => {
    const present = read(join(folder, path));
    if (present === undefined) return { path, state: 'new' };
    if (present === text) return { path, state: 'same' };
    if (!isOurs(present)) throw inTheWay(join(folder, path));
    return { path, state: 'changed' };
  });
}

/**
 * Writes the files that are new or have changed.
 *
 * @throws FaultlineError `FL604` when one cannot be written; `FL605` for a file in the way.
 */
export function writeFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
): readonly PlannedFile[] {
  // Nothing is written before it is known that nothing of the user's is in the way.
  const planned = planFiles(folder, files);
  for (const { path, state } of planned) {
    if (state !== 'same') write(join(folder, path), files.get(path) as string);
  }
  return planned;
}

function isOurs(text: string): boolean {
  return text.startsWith(pageMark) || text.includes(pictureMark);
}

function read(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { message } = error as Error;
    throw new FaultlineError('FL604', `"${path}" cannot be read: ${message}.`, 'move it away.', {
      cause: error,
    });
  }
}

/** Writes a file and makes its folder. @throws FaultlineError `FL604` when that is not possible. */
export function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

function inTheWay(path: string): FaultlineError {
  return new FaultlineError(
    'FL605',
    `"${path}" is there already, and Faultline has not written it.`,
    'move it away, or name another folder; nothing was written.',
  );
}
