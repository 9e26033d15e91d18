import type { Palette } from '../text-options.ts';
import { widthOfCharacter } from './width.ts';

/** A colour by its name in the palette. */
export type Tint = keyof Palette;

interface Cell {
  readonly character: string;
  readonly tint: Tint | undefined;
}

/** One line of text that is drawn cell by cell. What is drawn later covers what was there. */
export class Row {
  readonly #cells: Cell[] = [];

  /** Draws a text; what would stand left of the line's beginning is cut off. */
  put(at: number, text: string, tint?: Tint): void {
    let column = at;
    for (const character of text) {
      const width = widthOfCharacter(character);
      if (column >= 0) this.#set(column, character, tint);
      // The right half of a wide character is there already.
      if (width === 2) this.#set(column + 1, '', tint);
      column += width;
    }
  }

  /** The text of the line, in colour, without spaces at its end. */
  render(palette: Palette): string {
    const cells = [...this.#cells];
    while (cells.at(-1)?.character === ' ') cells.pop();
    let line = '';
    for (let index = 0; index < cells.length;) {
      const { tint } = cells[index] as Cell;
      let run = '';
      while (index < cells.length && cells[index]?.tint === tint) {
        run += cells[index]?.character ?? '';
        index += 1;
      }
      line += tint === undefined ? run : palette[tint](run);
    }
    return line;
  }

  #set(column: number, character: string, tint: Tint | undefined): void {
    while (this.#cells.length <= column) this.#cells.push({ character: ' ', tint: undefined });
    this.#cells[column] = { character, tint };
  }
}
