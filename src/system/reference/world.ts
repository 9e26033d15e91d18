import type { Model } from '../../protocol/model.ts';
import { partitionsOf, separates, type Partition } from '../../protocol/partitions.ts';
import { durablePart } from '../../protocol/role.ts';
import { publicStart } from '../../statechart/public-step.ts';
import { partitionText, type Action } from '../action.ts';
import { isCut, replaced } from './emit-all.ts';
import { isSpared, spent } from './spent.ts';
import { awake } from './started-step.ts';
import type { Context, ReferenceProcess, ReferenceState } from './reference-state.ts';

/** The state after a process crashes between two steps, stands still or goes on. */
export function lifeFault(
  model: Model,
  state: ReferenceState,
  { kind, process: id }: Action & { readonly kind: 'crash' | 'pause' | 'resume' },
): ReferenceState | undefined {
  const process = state.processes.find(({ declaration }) => declaration.id === id);
  if (process === undefined || process.wake !== undefined) return undefined;
  if (kind === 'crash') {
    return crashed(model, state, process, process.state.snapshot.context as Context);
  }
  if (process.paused !== (kind === 'resume')) return undefined;
  const turned = { ...process, paused: kind === 'pause' };
  const next = { ...state, processes: replaced(state.processes, process, turned) };
  if (kind === 'resume') return next;
  return isSpared(model, 'pause', id) ? undefined : spent(model, next, 'pause', id);
}

/** The state after a process crashes, when it has written this; undefined when no budget allows it. */
export function crashed(
  model: Model,
  state: ReferenceState,
  process: ReferenceProcess,
  written: Context,
): ReferenceState | undefined {
  const { id, durable, inputs, chart } = process.declaration;
  const { atOnce = Infinity } = model.faults.crash ?? {};
  const down = state.processes.filter((other) => other !== process && other.wake !== undefined);
  if (isSpared(model, 'crash', id) || down.length >= atOnce) return undefined;
  const used = spent(model, state, 'crash', id);
  if (used === undefined) return undefined;
  const recovered = durablePart(written, durable);
  const step = publicStart(chart, { ...(inputs[0] as object), recovered });
  const { snapshot } = step.next;
  // What it does on waking up it has not done yet: until then its durable part is as it was.
  const asleep = { ...snapshot, context: { ...(snapshot.context as object), ...recovered } };
  const dead = {
    ...process,
    state: { ...step.next, snapshot: asleep },
    wake: { recovered, step },
    paused: false,
    ticks: {},
  };
  return { ...used, processes: replaced(used.processes, process, dead) };
}

/** The state after a clock has gone wrong by a tick. */
export function drifted(
  model: Model,
  state: ReferenceState,
  { process: id, ticks }: Action & { readonly kind: 'drift' },
): ReferenceState | undefined {
  const process = awake(state, id);
  const limit = model.faults.drift?.ticks ?? 0;
  if (process === undefined || isSpared(model, 'drift', id)) return undefined;
  const ahead = process.ahead + ticks;
  const running = Object.values(process.ticks);
  if (running.length === 0 || Math.abs(ahead) > limit) return undefined;
  if (ticks > 0 && running.includes(0)) return undefined;
  const turned = { ...process, ahead, ticks: moved(process.ticks, -ticks) };
  return spent(
    model,
    { ...state, processes: replaced(state.processes, process, turned) },
    'drift',
    id,
  );
}

/** The state after the network has fallen apart. */
export function parted(
  model: Model,
  state: ReferenceState,
  { groups, oneWay }: Action & { readonly kind: 'partition' },
): ReferenceState | undefined {
  const { partition: fault } = model.faults;
  const partition: Partition = { groups, oneWay };
  if (fault === undefined || state.partition !== undefined) return undefined;
  const declared = partitionsOf(fault, model.processes).map(partitionText);
  if (!declared.includes(partitionText(partition))) return undefined;
  const isKept = ({ from, to }: ReferenceState['letters'][number]) =>
    fault.messages !== 'dropped' || !separates(partition, from, to);
  const next = { ...state, partition, letters: state.letters.filter(isKept) };
  return fault.max === 0 ? undefined : spent(model, next, 'partition', 'all');
}

/** The state after the network has come together again. */
export function healed(model: Model, state: ReferenceState): ReferenceState | undefined {
  const { partition: fault } = model.faults;
  if (state.partition === undefined || fault?.heal === false) return undefined;
  return { ...state, partition: undefined };
}

/** The state a tick later; undefined while something is due that comes first. */
export function tickLater(model: Model, state: ReferenceState): ReferenceState | undefined {
  if (model.time.timeouts !== 'timed') return undefined;
  const isTimerDue = ({ wake, paused, ticks }: ReferenceProcess) =>
    wake === undefined && !paused && Object.values(ticks).includes(0);
  const isLetterDue = ({ due, from, to }: ReferenceState['letters'][number]) =>
    due === 0 && awake(state, to) !== undefined && !isCut(state, from, to);
  if (state.processes.some(isTimerDue) || state.letters.some(isLetterDue)) return undefined;
  return {
    ...state,
    processes: state.processes.map((process) => {
      return { ...process, ticks: moved(process.ticks, -1) };
    }),
    letters: state.letters.map((letter) => ({ ...letter, due: Math.max(0, letter.due - 1) })),
  };
}

function moved(ticks: ReferenceProcess['ticks'], by: number): ReferenceProcess['ticks'] {
  return Object.fromEntries(
    Object.entries(ticks).map(([id, left]) => [id, Math.max(0, left + by)]),
  );
}
