import type { Enabled } from '../../trace/simulation/stepper.ts';
import type { TraceCycle } from '../../trace/trace.ts';

/** A step that was taken, somewhere in the tree; the first node is an initial state. */
export interface StepNode {
  /** Its place among the nodes of the session. */
  readonly id: number;
  /** The node it was taken from; of an initial state, undefined. */
  readonly parent: number | undefined;
  /** The place of the action among those that were enabled; of an initial state, its own number. */
  readonly choice: number;
  /** What was done; of an initial state, undefined. */
  readonly taken: Enabled | undefined;
  readonly slots: Int32Array;
  /** How many steps lead here. */
  readonly depth: number;
}

/**
 * Everything that was tried, as a tree: to act in the past begins a branch, and nothing is ever lost.
 *
 * A session never changes; what is done gives another one.
 */
export interface Session {
  /** In the order in which they were taken: a node comes after its parent. */
  readonly nodes: readonly StepNode[];
  /** The end of the branch that is looked at. */
  readonly tip: number;
  /** The node that is selected: it lies on the way to the tip. */
  readonly selected: number;
  /** Behaviors that go on for ever, by the node at their end. */
  readonly cycles: ReadonlyMap<number, TraceCycle>;
}

/** A session in which nothing has been done yet. */
export function newSession(slots: Int32Array, initial: number): Session {
  const root = { id: 0, parent: undefined, choice: initial, taken: undefined, slots, depth: 0 };
  return { nodes: [root], tip: 0, selected: 0, cycles: new Map() };
}

/** The node that is selected. */
export function selectedNode(session: Session): StepNode {
  return session.nodes[session.selected] as StepNode;
}

/** The nodes from the initial state to a node, both included. */
export function wayTo({ nodes }: Session, id: number): readonly StepNode[] {
  const way: StepNode[] = [];
  for (let at: number | undefined = id; at !== undefined; at = nodes[at]?.parent) {
    const node = nodes[at];
    if (node === undefined) break;
    way.push(node);
  }
  return way.reverse();
}

/** The nodes of the branch that is looked at. */
export function branchOf(session: Session): readonly StepNode[] {
  return wayTo(session, session.tip);
}

/**
 * Does something in the selected state. What was done there before is done again; anything else begins
 * a branch.
 *
 * @param choice - The place of the action among those that are enabled.
 */
export function take(session: Session, choice: number, taken: Enabled): Session {
  const { nodes, selected } = session;
  const known = childrenOf(session, selected).find((child) => child.choice === choice);
  if (known !== undefined) return select(session, known.id);
  const depth = selectedNode(session).depth + 1;
  const id = nodes.length;
  const node = { id, parent: selected, choice, taken, slots: taken.slots, depth };
  return { ...session, nodes: [...nodes, node], tip: id, selected: id };
}

/** Looks at another node; the branch stays when the node lies on it. */
export function select(session: Session, id: number): Session {
  const { nodes, tip } = session;
  if (nodes[id] === undefined) return session;
  const isOnBranch = wayTo(session, tip).some((node) => node.id === id);
  return { ...session, selected: id, tip: isOnBranch ? tip : furthestFrom(session, id) };
}

/** Looks at the step that comes after so many others on the branch; as near to it as there are. */
export function selectStep(session: Session, depth: number): Session {
  const branch = branchOf(session);
  const node = branch[Math.min(Math.max(depth, 0), branch.length - 1)] as StepNode;
  return { ...session, selected: node.id };
}

/** The end of every branch, oldest first. */
export function tipsOf({ nodes }: Session): readonly StepNode[] {
  const parents = new Set(nodes.map(({ parent }) => parent));
  return nodes.filter(({ id }) => !parents.has(id));
}

/** The steps that were taken from a node, oldest first. */
export function childrenOf({ nodes }: Session, id: number): readonly StepNode[] {
  return nodes.filter(({ parent }) => parent === id);
}

/** Says of the end of the branch that it goes on for ever in a cycle. */
export function withCycle(session: Session, cycle: TraceCycle): Session {
  return { ...session, cycles: new Map([...session.cycles, [session.tip, cycle]]) };
}

/** The end of the branch that was taken last from a node on. */
function furthestFrom(session: Session, id: number): number {
  const newest = childrenOf(session, id).at(-1);
  return newest === undefined ? id : furthestFrom(session, newest.id);
}
