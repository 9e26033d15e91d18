import type { ProcessRecord } from '../../system/state-record.ts';
import type { Change } from '../../trace/changes.ts';
import { stateText } from '../../trace/state-text.ts';
import type { TraceStep } from '../../trace/trace.ts';
import { onOneLine, widthOf } from '../lines/width.ts';
import { actionText } from '../sequence/sequence-layout.ts';
import type { Chip } from './geometry.ts';

/** What stands at a step. */
export interface StepTexts {
  readonly label: string;
  readonly chips: readonly Pick<Chip, 'kind' | 'full'>[];
}

const contextColumnsMax = 28;
const chipsMax = 5;

/**
 * The text of a step, and what it changes: of the process that it is about, and of the monitors.
 *
 * @param ticks - How many ticks have passed, this step included.
 */
export function textsOf({ action, changes }: TraceStep, ticks: number): StepTexts {
  const process = 'process' in action ? action.process : undefined;
  // That a crash leaves a process down is plain to see.
  const told = action.kind === 'crash' ? changes.filter(isOfContext) : changes;
  const chips = told.flatMap((change) => chipOf(change, process));
  const label = action.kind === 'tick' ? `tick ${ticks}` : actionText(action);
  if (chips.length <= chipsMax) return { label, chips };
  const shown = chips.slice(0, chipsMax - 1);
  const rest = chips.slice(shown.length).map(({ full }) => full);
  return { label, chips: [...shown, { kind: 'context', full: `and ${rest.length} more changes` }] };
}

/** The state of a process where its lane begins. */
export function startOf({ state, paused }: ProcessRecord): string {
  return onOneLine(paused === true ? `${stateText(state)}, paused` : stateText(state));
}

function isOfContext(change: Change): boolean {
  return change.kind === 'process' && change.field.startsWith('context.');
}

function chipOf(
  change: Change,
  process: string | undefined,
): readonly Pick<Chip, 'kind' | 'full'>[] {
  if (change.kind === 'monitor') {
    const { monitor, before, after } = change;
    const full = onOneLine(`${monitor}: ${stateText(before)} → ${stateText(after)}`);
    return [{ kind: 'monitor', full }];
  }
  if (change.kind !== 'process' || change.process !== process) return [];
  const { field, before, after } = change;
  if (field === 'state') {
    // A process that comes back was in no state before.
    const was = before === null ? '' : `${stateText(before)} → `;
    return [{ kind: 'state', full: onOneLine(`${was}${stateText(after)}`) }];
  }
  if (!field.startsWith('context.')) return [];
  const full = onOneLine(contextText(field.slice('context.'.length), before, after));
  // A long value would hide what is short.
  return widthOf(full) > contextColumnsMax ? [] : [{ kind: 'context', full }];
}

function contextText(key: string, before: unknown, after: unknown): string {
  const isCount = typeof before === 'number' && typeof after === 'number';
  return isCount ? `${key} ${before} → ${after}` : `${key} = ${valueText(after)}`;
}

function valueText(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
