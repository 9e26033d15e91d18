import type { Buchi, LtlFormula } from '#faultline';
import { after, type Lasso } from './lasso.ts';

/** An automaton of any of the tools: a run is accepting when it visits each set again and again. */
export interface Automaton {
  readonly initial: readonly number[];
  /** By state. */
  readonly edges: readonly (readonly Edge[])[];
  /** Each gives, by state, whether that is in the set. */
  readonly acceptingSets: readonly (readonly boolean[])[];
}

interface Edge {
  readonly to: number;
  readonly reads: (letter: number) => boolean;
}

/** An automaton of ours, in the form that all tools have in common. */
export function automatonOf({ initial, edges, accepting }: Buchi): Automaton {
  return {
    initial,
    acceptingSets: [accepting],
    edges: edges.map((leaving) =>
      leaving.map(({ to, requires, forbids }) => ({
        to,
        reads: (letter) => (letter & requires) === requires && (letter & forbids) === 0,
      })),
    ),
  };
}

/** Whether a formula without temporal operators, over `p0`, `p1` …, is true of a letter. */
export function isTrueNow(formula: LtlFormula, letter: number): boolean {
  switch (formula.kind) {
    case 'constant':
      return formula.value;
    case 'atom':
      return ((letter >> Number(formula.atom.slice(1))) & 1) === 1;
    case 'not':
      return !isTrueNow(formula.operand, letter);
    case 'and':
      return isTrueNow(formula.left, letter) && isTrueNow(formula.right, letter);
    case 'or':
      return isTrueNow(formula.left, letter) || isTrueNow(formula.right, letter);
    default:
      throw new Error(`A guard has the operator ${formula.kind}.`);
  }
}

/**
 * Whether the automaton accepts the behavior: in the product of the two, some strongly connected
 * component with an edge has a state of every accepting set.
 */
export function accepts(automaton: Automaton, lasso: Lasso): boolean {
  const length = lasso.letters.length;
  const successors = (node: number): readonly number[] => {
    const position = node % length;
    return automaton.edges[Math.floor(node / length)]!.filter(({ reads }) =>
      reads(lasso.letters[position]!),
    ).map(({ to }) => to * length + after(lasso, position));
  };
  const starts = automaton.initial.map((state) => state * length);
  return components(starts, successors).some((component) => {
    const states = component.map((node) => Math.floor(node / length));
    const [first] = component;
    const hasEdge = component.length > 1 || successors(first!).includes(first!);
    return hasEdge && automaton.acceptingSets.every((set) => states.some((state) => set[state]));
  });
}

/**
 * The strongly connected components that can be reached.
 *
 * Source: Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J. Comput. 1(2), 1972.
 */
function components(
  starts: readonly number[],
  successors: (node: number) => readonly number[],
): readonly (readonly number[])[] {
  const found: number[][] = [];
  const stack: number[] = [];
  const order = new Map<number, number>();
  const visit = (node: number): number => {
    const number = order.size;
    order.set(node, number);
    const place = stack.push(node) - 1;
    let lowest = number;
    for (const to of successors(node)) {
      if (!order.has(to)) lowest = Math.min(lowest, visit(to));
      else if (stack.includes(to)) lowest = Math.min(lowest, order.get(to)!);
    }
    if (lowest === number) found.push(stack.splice(place));
    return lowest;
  };
  for (const start of starts) if (!order.has(start)) visit(start);
  return found;
}
