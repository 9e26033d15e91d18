import type { Point } from '../svg/geometry.ts';

/** A graph as the Eclipse Layout Kernel takes it, and gives it back with coordinates. */
export interface LayoutNode {
  readonly id: string;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly layoutOptions?: LayoutOptions;
  readonly children?: LayoutNode[];
  readonly edges?: LayoutEdge[];
}

/** An edge between two nodes anywhere in the graph. */
export interface LayoutEdge {
  readonly id: string;
  readonly sources: string[];
  readonly targets: string[];
  readonly labels?: LayoutLabel[];
  readonly sections?: LayoutSection[];
}

/** The room for the label of an edge. */
export interface LayoutLabel {
  readonly id: string;
  readonly text: string;
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly layoutOptions: LayoutOptions;
}

/** The way of an edge. */
export interface LayoutSection {
  readonly id: string;
  readonly startPoint: Point;
  readonly bendPoints?: Point[];
  readonly endPoint: Point;
}

type LayoutOptions = Record<string, string>;

/**
 * What lays a graph out. It is an argument, since the layout kernel is large and no part of the checker: a
 * command brings it along, and a page in a browser gets layouts that were made before.
 */
export type LayoutEngine = (graph: LayoutNode) => Promise<LayoutNode>;

/** Options of a node that has others inside. */
export const containerOptions: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.edgeLabel': '4',
  'elk.spacing.nodeSelfLoop': '14',
  'elk.layered.spacing.nodeNodeBetweenLayers': '26',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
};

/** Options of the graph as a whole: one layout of all levels, in coordinates of the picture. */
export const rootOptions: LayoutOptions = {
  ...containerOptions,
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.padding': '[top=12,left=12,bottom=12,right=12]',
};

/** Options of a label: it stands on its line. */
export const labelOptions: LayoutOptions = {
  'elk.edgeLabels.placement': 'CENTER',
  'elk.edgeLabels.inline': 'true',
};

/** Options of a mark from which a line starts, above everything else in its state. */
export const markOptions: LayoutOptions = {
  'elk.layered.layering.layerConstraint': 'FIRST',
};
