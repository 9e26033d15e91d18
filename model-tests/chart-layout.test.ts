import {
  chartLayout,
  chartOutline,
  modelOf,
  type ChartLayout,
  type ChartOutline,
  type LayoutEngine,
} from '#faultline';
import { fc, it as property } from '@fast-check/vitest';
import Elk from 'elkjs/lib/elk.bundled.js';
import { describe, expect, it } from 'vitest';
import { createMachine, type AnyStateMachine } from 'xstate';
import { everySpec } from './support/every-spec.ts';
import { layoutFaults } from './support/layout-faults.ts';

const elk = new Elk.default();
const engine: LayoutEngine = (graph) => elk.layout(graph as never) as never;
const layoutOf = (chart: AnyStateMachine) => chartLayout(chartOutline(chart), engine);

/** Every chart of every spec: those of the roles, and the monitors. */
const charts = everySpec.flatMap((protocol) => {
  const { processes, monitors } = modelOf(protocol);
  const byRole = new Map(processes.map(({ role, chart }) => [role, chart]));
  const named = [...byRole, ...monitors.map(({ id, chart }) => [id, chart] as const)];
  return named.map(([name, chart]) => [`${protocol.id} ${name}`, chart] as const);
});

const player = createMachine({
  id: 'player',
  initial: 'off',
  entry: 'greet',
  on: { unplug: '.off', '*': { actions: 'count' } },
  states: {
    off: {
      tags: ['quiet', 'idle'],
      description: 'Nothing is heard until somebody presses the button.',
      on: { power: 'on.sound.back' },
    },
    on: {
      type: 'parallel',
      exit: 'save',
      onDone: 'off',
      after: { 60000: 'off' },
      on: { power: 'off', reset: '.sound.loud' },
      states: {
        sound: {
          initial: 'loud',
          states: {
            loud: {
              on: {
                quieter: [{ guard: 'isLow', target: 'mute' }, { actions: 'lower' }],
                stop: 'end',
              },
            },
            mute: {
              entry: 'dim',
              tags: 'quiet',
              on: { louder: { target: 'loud', actions: 'raise' } },
            },
            back: { type: 'history', history: 'deep' },
            end: { type: 'final' },
          },
        },
        tape: {
          initial: 'still',
          states: {
            still: { on: { play: 'running' } },
            running: {
              initial: 'forward',
              on: { halt: 'still', play: { target: 'running', reenter: true } },
              states: {
                forward: { on: { turn: 'backward', jam: '#player.on.tape' } },
                backward: {
                  on: { turn: 'forward', both: ['#player.on.tape.end', '#player.on.sound.end'] },
                  always: { guard: 'atStart', target: '#player.on.tape.end' },
                },
              },
            },
            end: { type: 'final' },
          },
        },
      },
    },
  },
}) as AnyStateMachine;
const drawn = layoutOf(player);

describe('the picture of a chart', () => {
  it.each(charts)('can be shown: %s', async (_name, chart) => {
    expect(layoutFaults(await layoutOf(chart))).toEqual([]);
  });

  it('can be shown: everything that a chart may have', async () => {
    expect(layoutFaults(await drawn)).toEqual([]);
  });

  property.prop([outlines()], { numRuns: 25 })('can be shown: any chart', async (outline) => {
    expect(layoutFaults(await chartLayout(outline, engine))).toEqual([]);
  });
});

describe('the check of pictures', () => {
  it.each<[fault: string, broken: (layout: ChartLayout) => ChartLayout]>([
    ['states off and on overlap', moveState('off', { x: 0, y: 260 })],
    [
      'states on.sound.loud and on.sound.mute overlap',
      moveState('on.sound.mute', { x: 0, y: -120 }),
    ],
    ['states on and on.sound overlap', moveState('on.sound', { x: 0, y: -400 })],
    ['state off is outside of the picture', moveState('off', { x: -60, y: 0 })],
    ['the words of state off stick out', moveState('off', { x: 20, y: 0 })],
    ['the labels of off.on.power and on.on.power overlap', moveLabel('off.on.power', 60)],
    ['the label of off.on.power is away from its line', moveLabel('off.on.power', 60)],
    ['the words of off.on.power stick out', moveLabel('off.on.power', 60)],
    [
      'the line of off.on.power does not end at state off',
      moveLine('off.on.power', { x: 2, y: 2 }),
    ],
    [
      'the line of on.on.reset runs through state on.sound.loud',
      moveLine('on.on.reset', { x: 20, y: 20 }),
    ],
    [
      'the line of on.on.power runs through the label of off.on.power',
      moveLine('on.on.power', { x: -60, y: 0 }),
    ],
    ['arrow on.onDone has an empty label', emptyLabel('on.onDone')],
  ])('finds that %s', async (fault, broken) => {
    expect(layoutFaults(broken(await drawn))).toContain(fault);
  });
});

function moveState(path: string, by: { readonly x: number; readonly y: number }) {
  return (layout: ChartLayout): ChartLayout => ({
    ...layout,
    states: layout.states.map((state) => {
      const box = { ...state.box, x: state.box.x + by.x, y: state.box.y + by.y };
      return state.path === path ? { ...state, box } : state;
    }),
  });
}

function moveLabel(name: string, by: number) {
  return changeArrow(name, (arrow) => ({
    ...arrow,
    label: { ...arrow.label, x: arrow.label.x + by },
  }));
}

function moveLine(name: string, by: { readonly x: number; readonly y: number }) {
  return changeArrow(name, (arrow) => ({
    ...arrow,
    points: arrow.points.map(({ x, y }) => ({ x: x + by.x, y: y + by.y })),
  }));
}

function emptyLabel(name: string) {
  return changeArrow(name, (arrow) => ({ ...arrow, content: { ...arrow.content, lines: [] } }));
}

type PlacedArrow = ChartLayout['arrows'][number];

function changeArrow(name: string, change: (arrow: PlacedArrow) => PlacedArrow) {
  return (layout: ChartLayout): ChartLayout => ({
    ...layout,
    arrows: layout.arrows.map((arrow) => (arrow.name === name ? change(arrow) : arrow)),
  });
}

/** Charts of up to three levels, with arrows between any two of their states. */
function outlines(): fc.Arbitrary<ChartOutline> {
  const shape = fc.record({
    parents: fc.array(fc.nat(9), { minLength: 1, maxLength: 9 }),
    parallel: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
    ends: fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(30)), { maxLength: 12 }),
  });
  return shape.map(({ parents, parallel, ends }) => {
    const paths = [''];
    for (const parent of parents) {
      const around = paths[parent % paths.length] as string;
      const deep = around.split('.').length > 2 ? '' : around;
      paths.push(deep === '' ? `s${paths.length}` : `${deep}.s${paths.length}`);
    }
    const inside = (path: string) => paths.filter((other) => parentOf(other) === path);
    const states = paths.sort().map((path, index): ChartOutline['states'][number] => {
      const [first] = inside(path);
      const isParallel = parallel[index] === true;
      const kind = first === undefined ? 'atomic' : isParallel ? 'parallel' : 'compound';
      return {
        ...{
          path,
          key: path === '' ? 'chart' : (path.split('.').at(-1) as string),
          parent: parentOf(path),
          kind,
        },
        initial: kind === 'compound' ? (first as string) : null,
        ...{ tags: index % 3 === 0 ? ['tagged'] : [], entry: index % 2 === 0 ? ['enter'] : [] },
        ...{ exit: [], description: null },
      };
    });
    const arrows = ends.map(([from, to, length], index): ChartOutline['arrows'][number] => ({
      ...{ name: `arrow ${index}`, kind: 'event', trigger: `e${'x'.repeat(length)}`, guard: null },
      ...{
        effects: length % 2 === 0 ? [] : ['effect'],
        source: paths[from % paths.length] as string,
      },
      ...{ targets: [paths[to % paths.length] as string], reenters: false, description: null },
    }));
    return { id: 'random', states, arrows };
  });
}

function parentOf(path: string): string | null {
  return path === '' ? null : path.split('.').slice(0, -1).join('.');
}
