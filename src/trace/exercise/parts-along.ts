import { canonical } from '../../statechart/canonical.ts';
import type { Action } from '../../system/action.ts';
import { System } from '../../system/system.ts';
import { initialStates, successorsOf, type Trace } from '../trace.ts';
import { StepMarks } from './step-marks.ts';

/** A part of a chart that a process goes through in a trace. */
export interface PartAlong {
  readonly process: string;
  /** Counts from 1; 0 for what a process goes through before anything happens. */
  readonly step: number;
  readonly kind: 'state' | 'transition';
  /** A state by its path, a transition by its place, as in `prepared.on.commit[1]`. */
  readonly name: string;
}

/**
 * Tells which states each process enters along a trace, and which arrows it takes, in order.
 *
 * @param trace - One that was replayed or found: each of its steps can be taken.
 *
 * Cost: the successors of every state of the trace.
 */
export function partsAlong(trace: Trace): readonly PartAlong[] {
  const system = new System(trace.model);
  const marks = new StepMarks(system);
  const ids = system.wiring.processes.map(({ declaration }) => declaration.id);
  const parts: PartAlong[] = [];
  const add = (process: string, step: number, found: ReturnType<StepMarks['of']>) => {
    for (const { kind, name } of found) {
      if (kind === 'state' || kind === 'transition') parts.push({ process, step, kind, name });
    }
  };
  const starts = trace.model.starts[trace.initial] ?? [];
  for (const [slot, process] of system.wiring.processes.entries()) {
    add(process.declaration.id, 0, marks.ofStart(process, starts[slot] ?? 0));
  }
  let here = initialStates(system)[trace.initial] as Int32Array;
  for (const [index, { action }] of trace.steps.entries()) {
    const next = after(system, here, action);
    if ('process' in action) {
      const slot = ids.indexOf(action.process);
      const value = here[slot] as number;
      add(action.process, index + 1, marks.of({ slot, value, id: 0, action, isCertain: true }));
    }
    here = next;
  }
  return parts;
}

/** The state after a step; the same state where the step changes nothing. */
function after(system: System, slots: Int32Array, action: Action): Int32Array {
  const wanted = textOf(action);
  const found = successorsOf(system, slots).find((one) => textOf(one.action) === wanted);
  return found?.slots ?? slots;
}

function textOf(action: Action): string {
  return canonical(JSON.parse(JSON.stringify(action)), 'an action');
}
