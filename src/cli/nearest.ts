import { closest, distance } from 'fastest-levenshtein';
import { FaultlineError } from '../errors.ts';

/**
 * The known name that somebody probably meant.
 *
 * @returns `undefined` when no name is near: two letters may differ, or a third of them.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const plain = (text: string) => text.toLowerCase().replaceAll('-', '');
  const match = known.find((one) => plain(one) === plain(name)) ?? closest(name, known);
  const far = Math.max(2, Math.floor(match.length / 3));
  return distance(plain(name), plain(match)) <= far ? match : undefined;
}

/**
 * What to do about an unknown name: `did you mean "x"? See the list.`, or only `see the list.`
 *
 * @param otherwise - What to do when no name is near, beginning with a small letter.
 */
export function didYouMean(name: string, known: readonly string[], otherwise: string): string {
  const match = nearest(name, known);
  if (match === undefined) return otherwise;
  return `did you mean "${match}"? ${otherwise.charAt(0).toUpperCase()}${otherwise.slice(1)}`;
}

/**
 * The error for an option that neither the command nor the spec knows.
 *
 * @param mistake - `name` is the option as given, `known` what could have been meant; both as they
 * are written, with their dashes. `spec` is left out when the command takes no parameters.
 */
export function unknownOption(mistake: {
  readonly command: string;
  readonly name: string;
  readonly known: readonly string[];
  readonly spec?: string;
}): FaultlineError {
  const { command, name, known, spec } = mistake;
  const parameters = spec === undefined ? '' : `, and "${spec}" has no parameter of that name`;
  return new FaultlineError(
    'FL601',
    `"${command}" has no option "${name}"${parameters}.`,
    didYouMean(name, known, `see \`faultline ${command} --help\`.`),
  );
}
