import { margin } from '../spacetime/frame.ts';
import { labelOf, letterSize, lineHeight } from '../spacetime/labels.ts';
import { textWidth } from '../svg/font.ts';
import type { GraphPicture, Meaning, Node } from './geometry.ts';

/** What every sign means, and which nodes have it. */
const signs: readonly {
  readonly sign: Meaning['sign'];
  readonly says: string;
  /** The same of a node that stands for several states. */
  readonly saysOfSome?: string;
  readonly has: (node: Omit<Node, 'x' | 'y'>) => boolean;
}[] = [
  { sign: 'initial', says: 'initial', has: ({ isInitial }) => isInitial },
  {
    sign: 'end',
    says: 'nothing can happen any more',
    saysOfSome: 'in some of its states nothing can happen any more',
    has: ({ isEnd }) => isEnd,
  },
  {
    sign: 'violating',
    says: 'violates a property',
    saysOfSome: 'some of its states violate a property',
    has: ({ violates }) => violates.length > 0,
  },
  { sign: 'frontier', says: 'not explored further', has: ({ isFrontier }) => isFrontier },
  {
    sign: 'merged',
    says: 'several states, how many is in it',
    has: ({ states, lines }) => states.length > 1 && lines.length < 2,
  },
  { sign: 'path', says: 'the way of the trace', has: ({ onPath }) => onPath !== 'no' },
  { sign: 'cycle', says: 'what is repeated for ever', has: ({ onPath }) => onPath === 'cycle' },
];

const signWidth = 26;
const between = 20;

/** Explains the signs that occur, and says how tall the picture becomes by it. */
export function legendOf(
  nodes: readonly Node[],
  { y, width }: { readonly y: number; readonly width: number },
): Pick<GraphPicture, 'legend' | 'height'> {
  const legend: Meaning[] = [];
  let [left, top] = [margin, y];
  for (const { sign, says: ofOne, saysOfSome = ofOne, has } of signs) {
    const meant = nodes.filter(has);
    if (meant.length === 0) continue;
    const says = meant.some(({ states }) => states.length > 1) ? saysOfSome : ofOne;
    const needed = signWidth + textWidth(says, { size: letterSize });
    if (left > margin && left + needed > width - margin) [left, top] = [margin, top + 22];
    const room = { align: 'left', at: 'middle', widthMax: width, linesMax: 1 } as const;
    const at = { x: left + 9, y: top };
    legend.push({ sign, at, label: labelOf(says, { x: left + signWidth, y: top, ...room }) });
    left += needed + between;
  }
  return { legend, height: top + lineHeight(letterSize) / 2 + margin };
}
