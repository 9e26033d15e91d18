import type { OutlineArrow, OutlineState } from '../../statechart/parts/chart-outline.ts';
import { onOneLine } from '../lines/width.ts';
import { wrapped } from '../svg/font.ts';
import { faces, lineWidth, type FaceName, type Line, type Run } from './text-block.ts';

/** What an author wrote is broken into lines that are no wider. */
export const textWidthMax = 230;

/** The first line of a state: its name and, where it shows nowhere else, what it is. */
export function nameLine({ key, kind }: OutlineState): Line {
  const what: readonly Run[] = kind === 'parallel' ? [run('word', '  ∥ parallel')] : [];
  return { runs: [run('name', onOneLine(key)), ...what] };
}

/** What the author says of a state. */
export function descriptionLines({ description }: OutlineState): readonly Line[] {
  return description === null ? [] : linesOf('word', description);
}

/**
 * What happens in a state: its effects when it is entered and left, and the arrows that change no state.
 *
 * @param all - The arrows of the chart.
 * @param notes - What was counted, by the names of arrows.
 */
export function happeningLines(
  { path, entry, exit }: OutlineState,
  all: readonly OutlineArrow[],
  notes: Notes,
): readonly Line[] {
  const inside = all.filter(({ source, targets }) => source === path && targets.length === 0);
  return [
    ...entry.map((effect) => ({
      runs: [run('word', 'entry / '), run('plain', onOneLine(effect))],
    })),
    ...exit.map((effect) => ({ runs: [run('word', 'exit / '), run('plain', onOneLine(effect))] })),
    ...inside.flatMap((arrow) =>
      joined(arrowLines(arrow, all, notes)).map((line) => ({ ...line, arrow: arrow.name })),
    ),
  ];
}

/** What was counted, by the path of a state or the name of an arrow. */
export type Notes = Readonly<Record<string, string>>;

/**
 * The label of an arrow: what it waits for, its guard in square brackets, its effects after a slash.
 *
 * @param all - The arrows of the chart, of which those that wait for the same are tried in order.
 */
export function arrowLines(
  arrow: OutlineArrow,
  all: readonly OutlineArrow[],
  notes: Notes,
): readonly Line[] {
  const { effects, name } = arrow;
  const head = [...orderRuns(arrow, all), ...triggerRuns(arrow)];
  const note = notes[name];
  return [
    ...withGuard(head, guardOf(arrow, all)),
    ...linesOf('plain', effects.map(onOneLine).join(', '), '/ '),
    ...(note === undefined ? [] : [{ runs: [run('note', note)] }]),
  ];
}

/** The lines as one, if there is room. */
function joined(lines: readonly Line[]): readonly Line[] {
  const runs = lines.flatMap((line, index) => [
    ...(index === 0 ? [] : [run('plain', ' ')]),
    ...line.runs,
  ]);
  return lineWidth({ runs }) <= textWidthMax ? [{ runs }] : lines;
}

function withGuard(head: readonly Run[], guard: string): readonly Line[] {
  if (guard === '') return [{ runs: head }];
  const [line = '', ...more] = linesOf('plain', guard).map(({ runs }) => runs[0]?.text ?? '');
  // A short guard stands behind what it guards.
  if (more.length === 0 && line.length <= shortGuard) {
    return [{ runs: [...head, run('plain', ` ${line}`)] }];
  }
  return [{ runs: head }, ...[line, ...more].map((text) => ({ runs: [run('plain', text)] }))];
}

const shortGuard = 16;

/** The guard in brackets; `[else]` for what is left when the guards before it are false. */
function guardOf({ guard, ...arrow }: OutlineArrow, all: readonly OutlineArrow[]): string {
  if (guard !== null) return `[${onOneLine(guard)}]`;
  const rivals = rivalsOf(arrow, all);
  return rivals.length > 1 && rivals.at(-1)?.name === arrow.name ? '[else]' : '';
}

/** The place among those that are tried one after the other. */
function orderRuns(arrow: OutlineArrow, all: readonly OutlineArrow[]): readonly Run[] {
  const rivals = rivalsOf(arrow, all);
  const place = rivals.findIndex(({ name }) => name === arrow.name) + 1;
  return rivals.length > 1 ? [run('word', `${place}. `)] : [];
}

function rivalsOf(
  { source, kind, trigger }: Pick<OutlineArrow, 'source' | 'kind' | 'trigger'>,
  all: readonly OutlineArrow[],
): readonly OutlineArrow[] {
  return all.filter(
    (other) => other.source === source && other.kind === kind && other.trigger === trigger,
  );
}

function triggerRuns({ kind, trigger }: OutlineArrow): readonly Run[] {
  switch (kind) {
    case 'event':
      return [run('trigger', onOneLine(trigger))];
    case 'after':
      return [run('word', 'after '), run('trigger', onOneLine(trigger))];
    case 'always':
    case 'done':
      return [run('word', kind)];
  }
}

function linesOf(face: FaceName, text: string, prefix = ''): readonly Line[] {
  if (text === '') return [];
  const lines = wrapped(prefix + onOneLine(text), textWidthMax, faces[face]);
  return lines.map((line) => ({ runs: [run(face, line)] }));
}

function run(face: FaceName, text: string): Run {
  return { face, text };
}
