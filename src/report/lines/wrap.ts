import { widthOf } from './width.ts';

/**
 * Breaks a text into lines between its words. A word that is longer than a line is broken too; a number
 * whose digits stand in groups, such as `10 340 352`, is one word.
 *
 * @param width - Columns a line may have, at least 2.
 * @returns At least one line, which is empty for an empty text.
 */
export function wrap(text: string, width: number): readonly string[] {
  return filled(wordsOf(text), width);
}

/**
 * Breaks a text into lines that hang under its beginning.
 *
 * @param first - What stands before the first line; the others are indented as far.
 * @param columns - Columns a line may have, the indentation included.
 */
export function hang(first: string, text: string, columns: number): readonly string[] {
  return indented(first, wrap(text, roomAfter(first, columns)));
}

/**
 * Lists items in lines that hang under the beginning, and breaks an item only when it is longer than a
 * line.
 *
 * @param items - In the lines, `; ` stands between two of them.
 */
export function hangItems(
  first: string,
  items: readonly string[],
  columns: number,
): readonly string[] {
  const width = roomAfter(first, columns);
  const closed = items.map((item, index) => (index + 1 < items.length ? `${item};` : item));
  const words = closed.flatMap((item) => (widthOf(item) > width ? wordsOf(item) : [item]));
  return indented(first, filled(words, width));
}

function wordsOf(text: string): readonly string[] {
  return text.split(/(?<!\d) | (?!\d{3}(?!\d))/);
}

function filled(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of words.flatMap((whole) => pieces(whole, width))) {
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line !== undefined && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line ?? ''];
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

function roomAfter(first: string, columns: number): number {
  return Math.max(2, columns - widthOf(first));
}

function indented(first: string, lines: readonly string[]): readonly string[] {
  const indent = ' '.repeat(widthOf(first));
  return lines.map((line, index) => (index === 0 ? first : indent) + line);
}
