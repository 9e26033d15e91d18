import { describe, expect, it } from 'vitest';
import type { ExploredSteps } from '../../trace/exercise/explored-steps.ts';
import { textWidth } from '../svg/font.ts';
import { overlaps, type Box } from '../svg/geometry.ts';
import { pictureText } from '../svg/picture.ts';
import { flowFaces, flowLayout, type FlowRow, type FlowText } from './flow-layout.ts';
import { flowMermaid } from './flow-mermaid.ts';
import { flowPicture } from './flow-picture.ts';

const states = (...names: readonly string[]) =>
  names.map((state, index) => ({ state, count: 1000 * (names.length - index) }));

const explored = {
  model: {
    protocol: { id: 'votes', title: 'Votes' },
    size: 'tiny',
    processes: ['leader', 'voter', 'voter', 'witness'].map((role) => ({ role })),
  } as unknown as ExploredSteps['model'],
  complete: true,
  distinctStates: 1234,
  parts: [],
  messages: [
    { type: 'ask', from: 'leader', to: 'voter', sentIn: states('a'), receivedIn: states('b') },
    {
      ...{ type: 'gossip', from: 'voter', to: 'voter' },
      sentIn: states(...'abcdefgh'.split('').map((letter) => `gossiping.${letter.repeat(4)}`)),
      receivedIn: [],
    },
    { type: 'report', from: 'witness', to: 'leader', sentIn: states(''), receivedIn: states('b') },
    {
      type: 'tell',
      from: 'voter',
      to: 'witness',
      sentIn: states('x', 'y'),
      receivedIn: states('b'),
    },
  ],
  fields: [],
} satisfies ExploredSteps;

const layout = flowLayout(explored);

function boxOf({ text, x, y, anchor }: FlowText, isType: boolean): Box {
  const face = isType ? flowFaces.type : flowFaces.small;
  const width = textWidth(text, face);
  const left = x - { start: 0, middle: width / 2, end: width }[anchor];
  return { x: left, y: y - face.size * 0.75, width, height: face.size };
}

const boxesOf = ({ label, counts, states: texts }: FlowRow): readonly Box[] => [
  boxOf(label, true),
  ...[counts, ...texts].map((text) => boxOf(text, false)),
];

describe('flowLayout', () => {
  it('has a lane for each role, and a row for each way of a message', () => {
    expect(layout.lanes.map(({ role }) => role)).toEqual(['leader', 'voter', 'witness']);
    expect(layout.rows.map(({ type, from, to }) => [type, from, to])).toEqual(
      explored.messages.map(({ type, from, to }) => [type, from, to]),
    );
  });

  it('draws each arrow from the lane of the sender to that of the receiver', () => {
    const xOf = (name: string) => layout.lanes.find(({ role }) => role === name)?.x;
    for (const { points, from, to } of layout.rows) {
      expect([points[0]?.x, points.at(-1)?.x]).toEqual([xOf(from), xOf(to)]);
    }
  });

  it('lets no words overlap, nor leave the picture, nor cross a lane', () => {
    const boxes = layout.rows.flatMap(boxesOf);
    const pairs = boxes.flatMap((left, index) =>
      boxes.slice(index + 1).filter((right) => overlaps(left, right)),
    );
    expect(pairs).toEqual([]);
    const outside = boxes.filter(
      ({ x, width, y }) => x < 0 || x + width > layout.width || y > layout.height - 20,
    );
    expect(outside).toEqual([]);
    const crossing = boxes.filter(({ x, width }) =>
      layout.lanes.some((lane) => x < lane.x && lane.x < x + width),
    );
    expect(crossing).toEqual([]);
  });

  it('says in which states, and how often', () => {
    const [, gossip, report] = layout.rows;
    expect(gossip?.counts.text).toBe('sent 36 000 ×, received 0 ×');
    const texts = (row: FlowRow | undefined) => row?.states.map(({ text }) => text).join(' ');
    expect(texts(gossip)).toContain('gossiping.ffff, 2 more never received');
    expect(texts(report)).toBe('sent in its only state received in b');
  });
});

describe('flowPicture', () => {
  it('says in words what it shows', () => {
    const { description, title } = flowPicture(layout);
    expect(title).toBe('Message flow of Votes');
    expect(description).toContain('leader sends ask to voter; voter sends gossip to voter;');
    expect(description).toContain('all 1 234 states (votes, size tiny)');
  });

  it('draws an arrow with a head for each row', () => {
    const text = pictureText(flowPicture(layout));
    expect(text.match(/class="head"/g)).toHaveLength(4);
    expect(text.match(/class="message"/g)).toHaveLength(4);
  });
});

describe('flowMermaid', () => {
  it('has an arrow for each two roles', () => {
    const both = { type: 'count', from: 'leader', to: 'voter', sentIn: [], receivedIn: [] };
    const more = { ...explored, messages: [...explored.messages, both] };
    expect(flowMermaid(more)).toBe(`flowchart LR
  r0["leader"]
  r1["voter"]
  r2["witness"]
  r0 -- "ask<br/>count" --> r1
  r1 -- "gossip" --> r1
  r2 -- "report" --> r0
  r1 -- "tell" --> r2
`);
  });
});
