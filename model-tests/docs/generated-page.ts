/** A page of the documentation that is written by a program, as a whole or in part. */
export interface GeneratedPage {
  /** Path from the top of the repository. */
  readonly path: string;
  /**
   * The text that the page must have.
   *
   * @param present - The text that it has now; empty when there is no such file.
   */
  readonly render: (present: string) => string | Promise<string>;
}

/**
 * Replaces a section of a page that is otherwise written by hand. It stands between the lines
 * `<!-- generated: NAME -->` and `<!-- end -->`, which stay.
 *
 * @param name - The name in the first of the two lines.
 * @param content - Lines of Markdown, without a line break at the end.
 * @throws Error when the page does not have the section exactly once.
 */
export function withSection(page: string, name: string, content: string): string {
  const [begin, end] = [`<!-- generated: ${name} -->\n`, '\n<!-- end -->'];
  const [before, rest, ...more] = page.split(begin);
  const at = rest?.indexOf(end.slice(1)) ?? -1;
  if (before === undefined || rest === undefined || more.length > 0 || at < 0) {
    throw new Error(`The page needs the section "${name}" once: ${begin}…${end}`);
  }
  return `${before}${begin}${content}${end}${rest.slice(at + end.length - 1)}`;
}

/** The names of the sections of a page that `withSection` replaces, in order. */
export function sectionsOf(page: string): readonly string[] {
  return [...page.matchAll(/^<!-- generated: (.+) -->$/gm)].map(([, name = '']) => name);
}
