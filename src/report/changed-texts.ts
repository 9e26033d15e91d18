import type { Change } from '../trace/changes.ts';
import { stateText } from '../trace/state-text.ts';
import { onOneLine } from './lines/width.ts';

/** What a step changes of one process, in a word each, and of the monitors. */
export interface ChangedTexts {
  /** The state it is in now, in brackets: `[prepared]`; empty when it is in the same as before. */
  readonly states: readonly string[];
  /** What is new in its context: `vote=yes`; only what is short, for the rest would hide it. */
  readonly context: readonly string[];
  /** The monitors that have come to another state: `mutex [held]`. */
  readonly monitors: readonly string[];
}

const contextTextMax = 24;

/** Says for a diagram what the changes of a step come to for one process; undefined for none of them. */
export function changedTexts(
  process: string | undefined,
  changes: readonly Change[],
): ChangedTexts {
  const states: string[] = [];
  const context: string[] = [];
  const monitors: string[] = [];
  for (const change of changes) {
    if (change.kind === 'monitor') {
      monitors.push(onOneLine(`${change.monitor} [${stateText(change.after)}]`));
    }
    if (change.kind !== 'process' || change.process !== process) continue;
    const { field, after } = change;
    if (field === 'state') {
      states.push(`[${onOneLine(stateText(after))}]`);
    } else if (field.startsWith('context.') && isScalar(after)) {
      const text = onOneLine(`${field.slice('context.'.length)}=${after}`);
      if (text.length <= contextTextMax) context.push(text);
    }
  }
  return { states, context, monitors };
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
