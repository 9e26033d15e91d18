import { widthOfCharacter } from '../lines/width.ts';

/**
 * The fonts of every picture. All but the last have the same advance widths, those of Helvetica: so a text
 * takes the space that {@link textWidth} says, wherever the picture is shown.
 */
export const fontFamily = "Helvetica, Arial, 'Liberation Sans', Arimo, 'Nimbus Sans', sans-serif";

/** How a text is set. */
export interface Face {
  /** In units of the picture. */
  readonly size: number;
  readonly bold?: boolean;
}

/**
 * The width of a text in units of the picture, without kerning.
 *
 * A character outside ASCII counts as an average capital letter, or as a square where it is that wide: such
 * a text is rather narrower than said.
 *
 * Source: Adobe Systems, "Font Metrics for PDF Core 14 Fonts", Helvetica.afm and Helvetica-Bold.afm.
 */
export function textWidth(text: string, { size, bold = false }: Face): number {
  const widths = bold ? boldWidths : regularWidths;
  let thousandths = 0;
  for (const character of text) thousandths += widthOf(character, widths);
  return (thousandths * size) / 1000;
}

/** How far below the top of its line the baseline of a text is, when the line is `lineHeight` high. */
export function baseline(lineHeight: number, { size }: Face): number {
  // The capital letters, 718 thousandths high, stand in the middle.
  return (lineHeight + 0.718 * size) / 2;
}

/** A text that fits a width: its end gives way to `…`. */
export function fitted(text: string, width: number, face: Face): string {
  if (textWidth(text, face) <= width) return text;
  let head = '';
  for (const character of text) {
    if (textWidth(`${head}${character}…`, face) > width) break;
    head += character;
  }
  return `${head}…`;
}

/**
 * A text in lines that fit a width, broken at spaces; a single word that is longer is cut with `…`.
 *
 * @returns At least one line.
 */
export function wrapped(text: string, width: number, face: Face): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, face) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].map((one) => fitted(one, width, face));
}

type Widths = readonly number[];

function widthOf(character: string, widths: Widths): number {
  const known = widths[(character.codePointAt(0) as number) - 0x20];
  if (known !== undefined) return known;
  const columns = widthOfCharacter(character);
  return columns === 1 ? (others[character] ?? 722) : columns * 500;
}

const others: Readonly<Record<string, number>> = { '·': 333, '…': 1000, '→': 1000, '–': 556 };

/** From the space to the tilde, in thousandths of the size. */
const regularWidths: Widths = [
  ...[278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278],
  ...[556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556],
  ...[1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778],
  ...[667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556],
  ...[333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556],
  ...[556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584],
];

const boldWidths: Widths = [
  ...[278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278],
  ...[556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611],
  ...[975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778],
  ...[667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556],
  ...[333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611],
  ...[611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584],
];
