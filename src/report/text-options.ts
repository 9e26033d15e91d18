/** Turns a text into the same text with colour, for a terminal; or leaves it as it is. */
export type Paint = (text: string) => string;

/** How a report colours what it says. */
export interface Palette {
  /** What holds. */
  readonly good: Paint;
  /** What is violated, lost or down. */
  readonly bad: Paint;
  /** What is not decided, or violated as expected. */
  readonly warn: Paint;
  /** What is beside the point. */
  readonly dim: Paint;
  /** What the eye should find first. */
  readonly strong: Paint;
}

/** How a report is laid out. */
export interface TextOptions {
  /** The width that no line exceeds, except for a single longer word; at least 40. */
  readonly columns: number;
  /** Whether lines and arrows may be drawn with other characters than ASCII. */
  readonly unicode: boolean;
  readonly palette: Palette;
}

const asItIs: Paint = (text) => text;

/** No colours. */
export const plainPalette: Palette = {
  good: asItIs,
  bad: asItIs,
  warn: asItIs,
  dim: asItIs,
  strong: asItIs,
};
