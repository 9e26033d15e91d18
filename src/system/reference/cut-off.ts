import type { Model } from '../../protocol/model.ts';
import { subsetsOf } from '../../protocol/partitions.ts';
import { durablePart } from '../../protocol/role.ts';
import { canonical } from '../../statechart/canonical.ts';
import type { Emission } from '../../statechart/effects.ts';
import type { Action, CutStep } from '../action.ts';
import { emitOne, replaced } from './emit-all.ts';
import { crashed } from './world.ts';
import type { StartedStep } from './started-step.ts';
import type { Context, ReferenceState } from './reference-state.ts';

/** One thing that happens in a step: what is durable changes, or something is emitted. */
type Happening =
  | { readonly kind: 'write'; readonly written: Context }
  | { readonly kind: 'emission'; readonly emission: Emission; readonly message: number };

/** The state after a crash in the middle of a step. */
export function cutOff(
  model: Model,
  started: StartedStep | undefined,
  { sent, writes }: CutStep,
): ReferenceState | undefined {
  if (started === undefined || model.faults.crash?.cutsBroadcast !== true) return undefined;
  const happenings = happeningsOf(started);
  const done = shortestWith(happenings, { sent, writes });
  if (done === undefined) return undefined;
  const { state, process } = started;
  const { id } = process.declaration;
  const awakened = { ...process, wake: undefined };
  const up = { ...state, processes: replaced(state.processes, process, awakened) };
  const written = done.reduce(
    (before, happening) => (happening.kind === 'write' ? happening.written : before),
    started.durable,
  );
  const dead = crashed(model, up, awakened, written);
  return done.reduce<ReferenceState | undefined>((before, happening) => {
    if (before === undefined || happening.kind === 'write') return before;
    const { emission, message } = happening;
    const isLost = message > 0 && !sent.includes(message);
    return isLost ? before : emitOne(model, before, id, emission.event);
  }, dead);
}

/** Every crash that may cut this step off. */
export function cutsOf(
  started: StartedStep,
  action: CutStep['action'],
): readonly (Action & { readonly kind: 'crash' })[] {
  const happenings = happeningsOf(started);
  const cuts = new Map<string, CutStep>();
  for (let length = 0; length <= happenings.length; length += 1) {
    const done = happenings.slice(0, length);
    const writes = done.filter(({ kind }) => kind === 'write').length;
    for (const sent of subsetsOf(messagesIn(done))) {
      cuts.set(`${sent.join()} ${writes}`, { action, sent, writes });
    }
  }
  const { id: process } = started.process.declaration;
  return [...cuts.values()].map((during) => ({ kind: 'crash', process, during }));
}

/** The shortest beginning of a step in which all that has happened; undefined for the whole step. */
function shortestWith(
  happenings: readonly Happening[],
  { sent, writes }: Omit<CutStep, 'action'>,
): readonly Happening[] | undefined {
  const allWrites = happenings.filter(({ kind }) => kind === 'write').length;
  if (writes === allWrites && sent.length === messagesIn(happenings).length) return undefined;
  for (let length = 0; length <= happenings.length; length += 1) {
    const done = happenings.slice(0, length);
    const written = done.filter(({ kind }) => kind === 'write').length;
    const emitted = messagesIn(done);
    if (written === writes && sent.every((message) => emitted.includes(message))) return done;
  }
  return undefined;
}

function messagesIn(happenings: readonly Happening[]): readonly number[] {
  return happenings.flatMap((happening) =>
    happening.kind === 'emission' && happening.message > 0 ? [happening.message] : [],
  );
}

function happeningsOf({ process, step, durable: before }: StartedStep): readonly Happening[] {
  const { durable } = process.declaration;
  const textOf = (context: Context) => canonical(durablePart(context, durable), 'what is durable');
  let written = before;
  let messages = 0;
  const writing = (context: Context): Happening[] => {
    if (textOf(context) === textOf(written)) return [];
    written = context;
    return [{ kind: 'write', written }];
  };
  const emitting = step.emissions.flatMap((emission): Happening[] => {
    const isMessage = 'to' in emission.event;
    if (isMessage) messages += 1;
    const message = isMessage ? messages : 0;
    return [...writing(emission.context), { kind: 'emission', emission, message }];
  });
  return [...emitting, ...writing(step.next.snapshot.context as Context)];
}
