import type { Box, Point } from '../svg/geometry.ts';

/** A text in a picture, in one or more lines, and the room that it takes. */
export interface Label extends Box {
  readonly lines: readonly string[];
  /** Whether the lines begin at the left, lie around the middle or end at the right of the box. */
  readonly align: 'left' | 'middle' | 'right';
  /** The size of its letters. */
  readonly size: number;
}

/** What a step changes, in a small box on the lane of its process. */
export interface Chip extends Box {
  readonly kind: 'state' | 'context' | 'monitor';
  readonly text: string;
  /** The text without anything left out. */
  readonly full: string;
}

/** A stretch of a lane in which its process is up, down, or stands still. */
export interface Stretch {
  readonly is: 'up' | 'down' | 'paused';
  readonly top: number;
  readonly bottom: number;
}

/** The vertical line that stands for one process. */
export interface Lane {
  readonly process: string;
  readonly x: number;
  readonly name: Label;
  /** The state in which the process is where the lane begins, and where it ends. */
  readonly state: Chip;
  readonly final: Chip | undefined;
  readonly stretches: readonly Stretch[];
}

/** The sign for what happens. */
export type Mark =
  | 'received'
  | 'timer'
  | 'local'
  | 'crash'
  | 'restart'
  | 'pause'
  | 'resume'
  | 'clock'
  | 'lost'
  | 'forked'
  | 'overtakes'
  | 'everywhere';

/** What one step does, at its place: on a lane, on the way of a message, or across all lanes. */
export interface Happening extends Point {
  /** The number of the step, from 1. */
  readonly step: number;
  /** The index of the lane; undefined when it happens on the way or everywhere. */
  readonly lane: number | undefined;
  readonly mark: Mark;
  readonly label: Label;
  readonly chips: readonly Chip[];
  /** The whole step in one line, for whoever points at it. */
  readonly says: string;
}

/** The way of one message, or of one copy of it. */
export interface Arrow {
  /** From where it leaves to where it ends; y never becomes less. */
  readonly way: readonly Point[];
  readonly sentIn: number;
  /** The step in which it ends; undefined when the message is still in flight at the end. */
  readonly endsIn: number | undefined;
  readonly end: 'received' | 'lost' | 'inFlight';
  /** The index of the lane of its sender. */
  readonly sender: number;
  /** Whether it begins on the way of another: a copy that the network made. */
  readonly isCopy: boolean;
  /** What the message is, where no step at the end of the arrow says so. */
  readonly label: Label | undefined;
  readonly says: string;
  /** Whether the way begins above this page, or goes on below it. */
  readonly goesOn: { readonly above: boolean; readonly below: boolean };
}

/** The strip of the picture that belongs to one step. */
export interface Row {
  /** The number of the step; undefined for what comes after the last one. */
  readonly step: number | undefined;
  readonly top: number;
  /** Where the step happens. */
  readonly y: number;
  readonly bottom: number;
  readonly isInCycle: boolean;
  /** Whether the property is violated, or witnessed, by this step. */
  readonly isShown: boolean;
}

/** Where messages do not get through: between two neighbouring lanes, or around one that reaches both sides. */
export interface Cut extends Box {
  /** What is cut off from what. */
  readonly says: string;
}

/** A part of a trace that goes on for ever: what comes before, once, or what is repeated. */
export interface Band extends Box {
  readonly kind: 'stem' | 'cycle';
  readonly label: Label;
  /** Of a cycle, the way from its end back to its beginning, beside the numbers of the steps. */
  readonly back: readonly Point[];
  /** Whether it begins above this page, or goes on below it. */
  readonly goesOn: { readonly above: boolean; readonly below: boolean };
}

/** A line of the heading: what the trace is of, what it shows, and what else there is to say. */
export interface Heading {
  readonly kind: 'title' | 'model' | 'violated' | 'witnessed' | 'note';
  readonly label: Label;
}

/** A space-time diagram as numbers: nothing is left to decide for whoever draws it. */
export interface Spacetime {
  readonly width: number;
  readonly height: number;
  readonly heading: readonly Heading[];
  readonly lanes: readonly Lane[];
  /** How far apart the lanes are. */
  readonly gap: number;
  /** From where to where the lanes run. */
  readonly body: { readonly top: number; readonly bottom: number };
  readonly rows: readonly Row[];
  readonly happenings: readonly Happening[];
  readonly arrows: readonly Arrow[];
  readonly cuts: readonly Cut[];
  /** Only where a trace goes on for ever. */
  readonly bands: readonly Band[];
  /** What the signs mean that occur. */
  readonly legend: readonly { readonly mark: Mark; readonly at: Point; readonly label: Label }[];
  /** Where the numbers of the steps end. */
  readonly numbersRight: number;
}
