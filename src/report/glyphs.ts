/** The signs that a text report is drawn with. */
export interface Glyphs {
  readonly lane: string;
  /** The lane of a process that is down or stands still. */
  readonly downLane: string;
  readonly line: string;
  /** The line of a message that is duplicated. */
  readonly brokenLine: string;
  readonly crossing: string;
  readonly leavesRight: string;
  readonly leavesLeft: string;
  readonly headRight: string;
  readonly headLeft: string;
  /** A message that comes twice. */
  readonly twice: string;
  readonly bad: string;
  readonly good: string;
  readonly bounded: string;
  readonly unknown: string;
  readonly restart: string;
  readonly event: string;
  readonly pause: string;
  /** What happens to all processes at once. */
  readonly everywhere: string;
  readonly arrow: string;
  readonly cut: string;
}

const unicodeGlyphs: Glyphs = {
  lane: '│',
  downLane: '┊',
  line: '─',
  brokenLine: '╌',
  crossing: '┼',
  leavesRight: '├',
  leavesLeft: '┤',
  headRight: '►',
  headLeft: '◄',
  twice: '+',
  bad: '✗',
  good: '✓',
  bounded: '·',
  unknown: '…',
  restart: '↻',
  event: '●',
  pause: '‖',
  everywhere: '═',
  arrow: '→',
  cut: '…',
};

const asciiGlyphs: Glyphs = {
  lane: '|',
  downLane: ':',
  line: '-',
  brokenLine: '.',
  crossing: '+',
  leavesRight: '|',
  leavesLeft: '|',
  headRight: '>',
  headLeft: '<',
  twice: '+',
  bad: 'x',
  good: 'v',
  bounded: '.',
  unknown: '?',
  restart: '^',
  event: '*',
  pause: '=',
  everywhere: '=',
  arrow: '->',
  cut: '~',
};

/** The signs for a terminal that shows Unicode, or for one that may not. */
export function glyphsFor(unicode: boolean): Glyphs {
  return unicode ? unicodeGlyphs : asciiGlyphs;
}
