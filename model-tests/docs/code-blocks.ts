/** A block of code in a page of Markdown. */
export interface CodeBlock {
  readonly language: string;
  /**
   * The file that it is, named after the language or in a comment on its first line; undefined when
   * there is none.
   */
  readonly name: string | undefined;
  readonly text: string;
}

/** The blocks of code of a page, in order. */
export function codeBlocksIn(page: string): readonly CodeBlock[] {
  const blocks = page.matchAll(/^```(\w*)(?: ([\w.-]+))?\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, language = '', name, text = '']) => ({
    language,
    name: name ?? /^\/\/ ([\w.-]+\.ts)\n/.exec(text)?.[1],
    text,
  }));
}
