import type { Box, Point } from '../svg/geometry.ts';
import type { Heading, Label } from '../spacetime/geometry.ts';

/** A state of the graph, or several that are drawn as one. */
export interface Node extends Box {
  /** The states, by their numbers in the graph. */
  readonly states: readonly number[];
  /** Steps from an initial state along a shortest path. */
  readonly depth: number;
  /** The state in words; empty where nodes are too small for words. */
  readonly lines: readonly string[];
  /** The state in words, whoever small the node is. */
  readonly says: string;
  readonly isInitial: boolean;
  /** Whether nothing can happen any more in it, or in one of its states. */
  readonly isEnd: boolean;
  /** The properties that it violates, or that one of its states does. */
  readonly violates: readonly string[];
  /** Whether transitions from it are missing, because the search has stopped. */
  readonly isFrontier: boolean;
  /** Whether the trace that is shown passes here, and whether its cycle does. */
  readonly onPath: 'no' | 'stem' | 'cycle';
}

/** All transitions from one node to another. */
export interface Edge {
  /** Indices of the nodes. */
  readonly from: number;
  readonly to: number;
  /** A straight line from one end to the other, or the four points of a Bézier curve. */
  readonly way: readonly Point[];
  /** The actions, each once. */
  readonly actions: readonly string[];
  /** What stands at the edge; undefined where there is no room for it. */
  readonly label: Label | undefined;
  readonly onPath: 'no' | 'stem' | 'cycle';
}

/** How many states have a depth. */
export interface DepthBar extends Box {
  readonly depth: number;
  readonly count: number;
  /** How wide the part is that stands for states that violate a property. */
  readonly violatingWidth: number;
  readonly says: string;
  readonly label: Label;
}

/** What one of the signs of a graph means. */
export interface Meaning {
  readonly sign: 'initial' | 'end' | 'violating' | 'frontier' | 'merged' | 'path' | 'cycle';
  readonly at: Point;
  readonly label: Label;
}

/** A state graph as numbers: nothing is left to decide for whoever draws it. */
export interface GraphPicture {
  readonly width: number;
  readonly height: number;
  readonly heading: readonly Heading[];
  /** Empty where there are too many states to draw each. */
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  /** The depth of every layer, beside it. */
  readonly depths: readonly Label[];
  /** How many states each depth has, where they are too many to draw. */
  readonly bars: readonly DepthBar[];
  readonly legend: readonly Meaning[];
}
