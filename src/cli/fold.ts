import { widthOf } from '../report/lines/width.ts';

/**
 * Fills lines with words. A word that is longer than a line stays whole: a path is for copying.
 *
 * @param columns - The width that no line exceeds, except for a single longer word.
 */
export function fold(words: readonly string[], columns: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && widthOf(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
