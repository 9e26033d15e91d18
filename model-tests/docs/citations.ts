import { isCode, isTest, type SourceText } from '../support/source-text.ts';

/**
 * What the code cites: a surname with its year, such as `Gray 1978`, and the names of specifications,
 * such as `TwoPhase.tla`.
 */
export function citationsIn(files: readonly SourceText[]): readonly string[] {
  const texts = files
    .filter((file) => isCode(file) && !isTest(file.path))
    .flatMap(({ text }) => [...text.matchAll(inData), ...text.matchAll(inComment)])
    .map(([, text = '']) => text.replace(/\n\s*\*\s*/g, ' '));
  return [...new Set(texts.flatMap(citationsOf))].sort();
}

/** `source: '…'`, in the declaration of a protocol or of a property. */
const inData = /\bsource: ['"]([^'"\n]*)['"]/g;

/** `Source: …` in a comment, up to the end of the paragraph. */
const inComment = /\bSource: ([\s\S]*?)(?=\n\s*(?:\*\/|\*\s*\n|\* @)|\*\/)/g;

function citationsOf(text: string): readonly string[] {
  const files = text.match(/\b[\w-]+\.(?:tla|cfg|specl)\b/g) ?? [];
  const works = text.split(';').flatMap((part) => {
    const [, author, year] =
      /^\W*(?:\w+ and )?([A-Z][\w-]+)\b.*?\b((?:19|20)\d\d)\b/.exec(part) ?? [];
    return author === undefined || year === undefined ? [] : [`${author} ${year}`];
  });
  return [...files, ...works];
}

/** Whether one entry of the list of references is what a citation means. */
export function isListed(citation: string, references: string): boolean {
  const entries = references.split(/\n(?=- )/);
  return entries.some((entry) => citation.split(' ').every((word) => entry.includes(word)));
}
