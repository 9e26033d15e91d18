import { widthOf } from './width.ts';

/**
 * Breaks a text into lines between its words. A word that is longer than a line is broken too.
 *
 * @param width - Columns a line may have, at least 1.
 * @returns At least one line, which is empty for an empty text.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((whole) => pieces(whole, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/**
 * Breaks a text into lines that hang under its beginning.
 *
 * @param first - What stands before the first line; the others are indented as far.
 * @param columns - Columns a line may have, the indentation included.
 */
export function hang(first: string, text: string, columns: number): readonly string[] {
  const indent = ' '.repeat(widthOf(first));
  return wrap(text, Math.max(1, columns - indent.length)).map(
    (line, index) => (index === 0 ? first : indent) + line,
  );
}

function pieces(word: string, width: number): readonly string[] {
  if (widthOf(word) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && widthOf(piece + character) > width) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...found, piece];
}
