const wide =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const mark = /[\p{Mn}\p{Me}\u200b-\u200d\ufe0f]/u;

/** How many columns of a terminal a character takes: 0, 1 or 2. */
export function widthOfCharacter(character: string): number {
  if (mark.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** How many columns of a terminal a text takes; it must be without colours. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + widthOfCharacter(character), 0);
}

/**
 * A text on one line, whatever it holds: what a terminal would obey, such as a line break or the
 * beginning of a colour, is written as an escape.
 */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (character) => {
    const known = { '\n': '\\n', '\t': '\\t', '\r': '\\r' }[character];
    return known ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A text with spaces behind it, so that it takes so many columns; a wider one as it is. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/**
 * A text that fits a width: its end gives way to `cut`, but a number at the end, which tells one process
 * from another, stays if there is room for it.
 *
 * @param width - Columns, enough for `cut`.
 * @param cut - The sign for what was left out, such as `…`.
 */
export function shortened(text: string, width: number, cut: string): string {
  if (widthOf(text) <= width) return text;
  const ending = /\d*$/.exec(text)?.[0] ?? '';
  const number = widthOf(cut + ending) < width ? ending : '';
  let head = '';
  for (const character of text) {
    if (widthOf(head + character + cut + number) > width) break;
    head += character;
  }
  return head + cut + number;
}
