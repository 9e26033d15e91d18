import type { Action } from '../system/action.ts';
import type { TraceProperty } from '../trace/trace-file.ts';
import type { Trace, TraceCycle, TraceStep } from '../trace/trace.ts';
import { changedTexts } from './changed-texts.ts';
import { cycleText, fairTexts } from './cycle-text.ts';
import { mermaidText } from './lines/mermaid-text.ts';
import { wrap } from './lines/wrap.ts';
import { actionText } from './sequence/sequence-layout.ts';
import { startTexts } from './step-list.ts';
import { shownText } from './text.ts';

/** A participant of the diagram: a process, and the name by which the lines refer to it. */
interface Participant {
  readonly process: string;
  readonly name: string;
}

/**
 * A trace as a Mermaid sequence diagram. Line break at the end.
 *
 * Every process is a participant, in order, and every step has its number. A delivery is an arrow; a
 * message that is lost ends in a cross, one that is duplicated is dashed. What happens to one process is
 * a note over it, and so is what a step changes. A first note has the initial states.
 *
 * @param property - The property that the trace is about, which a last note states.
 *
 * Source: Mermaid 11, "Sequence diagrams"; a text may hold anything: what Mermaid would read as syntax
 * is written as an entity, such as `#59;` for a semicolon.
 */
export function mermaidSequence(trace: Trace, property?: TraceProperty): string {
  const { start, steps, model, cycle } = trace;
  const participants = participantsOf(start.processes.map(({ id }) => id));
  const names = new Map(participants.map(({ process, name }) => [process, name]));
  const deliversCopies = model.network.order === 'set';
  const everybody = [...new Set([participants[0]?.name, participants.at(-1)?.name])].join(',');
  const lines = [
    ...participants.map(participantLine),
    noteLine(everybody, ['Initially', ...startTexts(start)]),
    ...steps.flatMap((step, index) => [
      ...(cycle?.start === index ? ['loop for ever'] : []),
      ...stepLines(step, index + 1, { names, deliversCopies, everybody }),
    ]),
    ...(cycle === undefined ? [] : cycleLines(cycle, steps.length, everybody)),
    ...(property === undefined
      ? []
      : [noteLine(everybody, [shownText(property, steps.length, cycle)])]),
  ];
  return ['sequenceDiagram', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

/** The end of the loop, and a note why no fairness forbids it. */
function cycleLines(cycle: TraceCycle, steps: number, over: string): readonly string[] {
  const end = cycle.start < steps ? ['end'] : [];
  return [...end, noteLine(over, [cycleText(cycle, steps), ...fairTexts(cycle)])];
}

/** Words that begin a line or a clause of a sequence diagram, in whatever case. */
const reserved = new Set(
  (
    'accdescr acctitle activate actor alt and as autonumber box break create critical deactivate ' +
    'destroy details else end left link links loop note off opt option over par par_over ' +
    'participant properties rect right sequencediagram title'
  ).split(' '),
);

function participantsOf(processes: readonly string[]): readonly Participant[] {
  return processes.map((process, index) => {
    const isPlain = /^[a-z]\w*$/i.test(process) && !/^process_\d+$/.test(process);
    const isFree = isPlain && !reserved.has(process.toLowerCase());
    return { process, name: isFree ? process : `process_${index + 1}` };
  });
}

function participantLine({ process, name }: Participant): string {
  return `participant ${name}${name === process ? '' : ` as ${mermaidText(process)}`}`;
}

interface Naming {
  readonly names: ReadonlyMap<string, string>;
  /** The first and the last participant, as a note over all names them. */
  readonly everybody: string;
  /** Whether a duplicated message is delivered at once: a set cannot hold it twice. */
  readonly deliversCopies: boolean;
}

function stepLines(
  { action, changes }: TraceStep,
  number: number,
  naming: Naming,
): readonly string[] {
  const process = 'process' in action ? action.process : undefined;
  const at = process === undefined ? naming.everybody : (naming.names.get(process) as string);
  const text = `${number} ${actionText(action)}`;
  const { states, context, monitors } = changedTexts(process, changes);
  // That a crash leaves a process down needs no second line.
  const changed = [...(action.kind === 'crash' ? [] : states), ...context, ...monitors];
  if (!('from' in action)) return [noteLine(at, [text, ...changed])];
  const from = naming.names.get(action.from) as string;
  const arrow = `${from} ${arrowOf(action.kind, naming)} ${at}: ${mermaidText(text)}`;
  return changed.length === 0 ? [arrow] : [arrow, noteLine(at, changed)];
}

function arrowOf(
  kind: Extract<Action, { readonly from: string }>['kind'],
  { deliversCopies }: Naming,
): string {
  switch (kind) {
    case 'deliver':
      return '->>';
    case 'drop':
      return '-x';
    case 'reorder':
      return '->';
    case 'duplicate':
      // Without a head where the copy is still on its way.
      return deliversCopies ? '-->>' : '-->';
  }
}

const noteWidth = 40;

/** A note, in lines that do not make the diagram much wider. */
function noteLine(over: string, texts: readonly string[]): string {
  const lines = texts.flatMap((text) => wrap(text, noteWidth));
  return `Note over ${over}: ${lines.map(mermaidText).join('<br/>')}`;
}
