import { stateText } from '../../trace/state-text.ts';
import type { PartAlong } from '../../trace/exercise/parts-along.ts';
import type { Trace } from '../../trace/trace.ts';
import { counted } from '../lines/numbers.ts';
import type { ChartOverlay } from './chart-picture.ts';

/** Which of a trace is shown in a chart. */
export interface TraceInChart {
  readonly trace: Trace;
  readonly parts: readonly PartAlong[];
  readonly role: string;
  /** One process of the role; left out, all of them. */
  readonly process?: string | undefined;
  /** After how many steps; by default after all. */
  readonly step?: number | undefined;
}

/** Where the processes of a role are after some steps of a trace, and the way that led them there. */
export function traceInChart(shown: TraceInChart): ChartOverlay {
  const { trace, parts, role, process } = shown;
  const step = shown.step ?? trace.steps.length;
  const { processes } = trace.steps[step - 1]?.state ?? trace.start;
  const own = processes.filter(
    (one) => one.role === role && (process === undefined || one.id === process),
  );
  const ids = own.map(({ id }) => id);
  const gone = parts.filter((part) => part.step <= step && ids.includes(part.process));
  const here = own.flatMap(({ id, state }) =>
    state === null ? [] : leavesOf(state).map((path) => ({ id, path })),
  );
  return {
    notes: { ...arrowNotes(gone, ids), ...stateNotes(here) },
    marks: {
      active: new Set(here.flatMap(({ path }) => withAncestors(path))),
      taken: new Set(gone.map(({ name }) => name)),
    },
    caption: captionOf(own, step, trace.steps.length),
  };
}

/** Who takes an arrow, and in which steps; of a single process it need not be said whose they are. */
function arrowNotes(gone: readonly PartAlong[], ids: readonly string[]): Record<string, string> {
  const notes: Record<string, string[]> = {};
  for (const { kind, name, process, step } of gone) {
    if (kind !== 'transition') continue;
    const who = ids.length === 1 ? '' : `${process} `;
    (notes[name] ??= []).push(`${who}${step === 0 ? 'at first' : `in step ${step}`}`);
  }
  return Object.fromEntries(Object.entries(notes).map(([name, ways]) => [name, fewOf(ways)]));
}

/** In a picture there is no room for many. */
const shownMax = 3;

function fewOf(ways: readonly string[]): string {
  const more = ways.length - shownMax;
  return `${ways.slice(0, shownMax).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

function stateNotes(
  here: readonly { readonly id: string; readonly path: string }[],
): Record<string, string> {
  const notes: Record<string, string[]> = {};
  for (const { id, path } of here) (notes[path] ??= []).push(id);
  return Object.fromEntries(
    Object.entries(notes).map(([path, names]) => [path, `here: ${names.join(', ')}`]),
  );
}

function captionOf(
  own: readonly { readonly id: string; readonly state: unknown }[],
  step: number,
  steps: number,
): string {
  const names = own.map(({ id }) => id).join(', ');
  const when =
    step === 0
      ? 'at first'
      : `after ${step === steps ? '' : `${step} of `}${counted(steps, 'step')}`;
  const down = own.filter(({ state }) => state === null).map(({ id }) => id);
  const missing = down.length === 0 ? '' : `; down: ${down.join(', ')}`;
  return `Thick: the way of ${names} in the trace, and where it has led ${when}${missing}`;
}

function leavesOf(state: unknown): readonly string[] {
  return stateText(state).split(', ');
}

function withAncestors(path: string): readonly string[] {
  const keys = path.split('.');
  return keys.map((_, index) => keys.slice(0, index + 1).join('.'));
}
