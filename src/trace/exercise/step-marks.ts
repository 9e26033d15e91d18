import type { ProcessDeclaration } from '../../protocol/model.ts';
import { partTracer, type PartTracer } from '../../statechart/parts/part-tracer.ts';
import type { Action, EventData } from '../../system/action.ts';
import type { KnownMove } from '../../system/known-moves.ts';
import type { Local, ProcessTable } from '../../system/slots/process-table.ts';
import type { System } from '../../system/system.ts';
import { stateText } from '../state-text.ts';
import type { Mark, Tally } from './tally.ts';

/** Tells what a step exercises: of the charts, of what processes receive, of the faults. */
export class StepMarks {
  readonly #system: System;
  readonly #tracers = new Map<string, PartTracer>();
  readonly #byId: ReadonlyMap<string, ProcessTable>;

  constructor(system: System) {
    const { processes } = system.wiring;
    this.#system = system;
    this.#byId = new Map(processes.map((process) => [process.declaration.id, process]));
    for (const { declaration } of processes) {
      const { role, chart } = declaration;
      if (!this.#tracers.has(role)) this.#tracers.set(role, partTracer(chart));
    }
  }

  /** Declares the parts of the charts, and what the processes may receive. */
  declareIn(tally: Tally): void {
    for (const { declaration, vocabulary } of this.#byId.values()) {
      const { role, stimuli } = declaration;
      const { parts, timers, eventTypes } = this.#tracerOf(declaration);
      for (const part of parts) {
        const guard = part.kind === 'transition' ? part.guard : null;
        const guarded = guard === null ? {} : { guard };
        tally.declare({ kind: part.kind, role, name: part.name, ...guarded });
      }
      const given = new Set(stimuli.map(({ type }) => type));
      for (const name of given) tally.declare({ kind: 'stimulus', role, name });
      for (const id of timers) {
        tally.declare({ kind: 'timer', role, name: vocabulary.timerName({ id }) });
      }
      for (const name of eventTypes) {
        if (!given.has(name)) tally.declare({ kind: 'message', role, name });
      }
    }
  }

  /** What the first step of a process exercises. */
  ofStart({ declaration }: ProcessTable, choice: number): readonly Mark[] {
    return this.#parts(declaration, (tracer) => tracer.start(declaration.inputs[choice]));
  }

  /** What a move exercises. */
  of({ slot, value, action }: KnownMove): readonly Mark[] {
    const process = 'process' in action ? this.#byId.get(action.process) : undefined;
    if (process === undefined || isOfNetwork(action)) return faultMarks(action, null);
    const { role } = process.declaration;
    const local = process.local(this.#system.wiring.pair(slot, value).local);
    switch (action.kind) {
      case 'deliver':
        return this.#received(process, local, { ...action.message, from: action.from });
      case 'stimulus':
        return [
          { kind: 'stimulus', role, name: action.event.type },
          ...this.#parts(process.declaration, (tracer) => tracer.step(local.state, action.event)),
        ];
      case 'timeout':
        return this.#fired(process, local, action.timer);
      case 'restart':
        return action.amnesia === true
          ? [{ kind: 'fault', role, name: 'amnesia' }, ...this.#begun(process)]
          : [...faultMarks(action, role), ...this.#restarted(process, local)];
      default:
        return faultMarks(action, role);
    }
  }

  #received({ declaration }: ProcessTable, { state }: Local, event: EventData): readonly Mark[] {
    const { role } = declaration;
    const place = stateText(state.snapshot.value);
    return [
      { kind: 'message', role, name: event.type, state: place },
      ...this.#parts(declaration, (tracer) => tracer.step(state, event)),
    ];
  }

  #fired({ declaration, vocabulary }: ProcessTable, { state }: Local, name: string) {
    const { role } = declaration;
    const timer = state.timers.find((one) => vocabulary.timerName(one) === name);
    if (timer === undefined) return [{ kind: 'timer', role, name } as const];
    const fired: Mark = { kind: 'timer', role, name, event: timer.event.type };
    return [fired, ...this.#parts(declaration, (tracer) => tracer.step(state, timer.event))];
  }

  #restarted({ declaration }: ProcessTable, { wake }: Local): readonly Mark[] {
    const { inputs } = declaration;
    const input = { ...(inputs[0] as object), recovered: wake?.recovered ?? {} };
    return this.#parts(declaration, (tracer) => tracer.start(input));
  }

  #begun({ declaration }: ProcessTable): readonly Mark[] {
    return this.#parts(declaration, (tracer) => tracer.start(declaration.inputs[0]));
  }

  #parts(
    declaration: ProcessDeclaration,
    trace: (tracer: PartTracer) => readonly number[],
  ): readonly Mark[] {
    const { role } = declaration;
    const tracer = this.#tracerOf(declaration);
    return trace(tracer).map((index) => {
      const { kind, name } = tracer.parts[index] as PartTracer['parts'][number];
      return { kind, role, name };
    });
  }

  #tracerOf({ role }: ProcessDeclaration): PartTracer {
    return this.#tracers.get(role) as PartTracer;
  }
}

/** Whether an action is what the network does to a message on its own. */
function isOfNetwork({ kind }: Action): boolean {
  return ['drop', 'duplicate', 'reorder'].includes(kind);
}

function faultMarks({ kind }: Action, role: string | null): readonly Mark[] {
  return [{ kind: 'fault', role, name: kind }];
}
