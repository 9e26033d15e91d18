/**
 * What a README says of a protocol before it comes to what is generated: its text without the title, up to
 * the section in which the first generated part stands, or without any up to the first section.
 *
 * Links to files beside the README lose their way when the text moves; of them the words are left. A
 * sentence that only leads to such a file, as in `In full: [references](…)`, is left out.
 *
 * @returns undefined when nothing is left.
 */
export function proseOf(readme: string): string | undefined {
  const [, ...lines] = readme.replace(/^\s*(?=# )/, '').split('\n');
  const generated = lines.findIndex((line) => line.startsWith('<!-- generated:'));
  const sections = [...lines.keys()].filter((index) => lines[index]?.startsWith('## '));
  const end = generated < 0 ? sections[0] : sections.filter((index) => index < generated).at(-1);
  const text = lines
    .slice(0, end ?? (generated < 0 ? undefined : generated))
    .join('\n')
    .replace(leading, '')
    .replace(/!\[[^\]]*\]\((?!https?:)[^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\((?!https?:)[^)]*\)/g, '$1')
    .trim();
  return text === '' ? undefined : text;
}

/** Up to three words, a colon and a link to a file: a sentence of its own. */
const leading =
  /(?:(?<=[.!?])\s+|(?<=\n|^))\w+(?:\s+\w+){0,2}:\s+\[[^\]]*\]\((?!https?:)[^)]*\)\./g;
