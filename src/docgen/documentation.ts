import type { Protocol } from '../protocol/protocol.ts';
import { makeFigures } from './figures.ts';
import { page } from './page/page.ts';
import type { Study } from './study.ts';

/** What the documentation of a protocol is made of. */
export interface Documented {
  readonly protocol: Protocol;
  readonly study: Study;
  /** What people say of the protocol, as Markdown. */
  readonly prose?: string | undefined;
}

/**
 * Writes the documentation of a protocol: a page in Markdown, and its pictures.
 *
 * @returns The files by their paths from the folder of the documentation: a page, and its pictures in
 * a folder of the same name.
 */
export async function documentation({
  protocol,
  study,
  prose,
}: Documented): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const figures = await makeFigures(protocol, study, (name, text) => {
    const path = `${protocol.id}/${name}`;
    files.set(path, text);
    return path;
  });
  return new Map([[`${protocol.id}.md`, page(protocol, { study, figures, prose })], ...files]);
}
