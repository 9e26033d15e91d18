import type { Model } from '../../protocol/model.ts';
import { partitionsOf } from '../../protocol/partitions.ts';
import type { Action, CutStep } from '../action.ts';
import { cutsOf } from './cut-off.ts';
import { channelOf, type StartedStep } from './started-step.ts';
import type { Letter, ReferenceState, TimerNames } from './reference-state.ts';

/** Whatever might be enabled in a state; `started` tells what a step would begin with. */
export function candidatesOf(
  model: Model,
  names: TimerNames,
  state: ReferenceState,
  started: (action: Action) => StartedStep | undefined,
): readonly Action[] {
  const byNetwork = state.letters.flatMap((letter) => choicesOf(model, state, letter));
  const byProcess = state.processes.flatMap((process): Action[] => {
    const { id, stimuli } = process.declaration;
    return [
      ...process.state.timers.map((timer): Action => {
        return { kind: 'timeout', process: id, timer: names.nameOf(process, timer) };
      }),
      ...stimuli.map((event): Action => ({ kind: 'stimulus', process: id, event })),
      { kind: 'restart', process: id },
      { kind: 'restart', process: id, amnesia: true },
      ...(['crash', 'pause', 'resume'] as const).map((kind) => ({ kind, process: id })),
      ...([1, -1] as const).map((ticks): Action => ({ kind: 'drift', process: id, ticks })),
    ];
  });
  const { partition } = model.faults;
  const partitions = partition === undefined ? [] : partitionsOf(partition, model.processes);
  const byWorld: readonly Action[] = [
    ...partitions.map((each): Action => ({ kind: 'partition', ...each })),
    { kind: 'heal' },
    { kind: 'tick' },
  ];
  const all = [...byNetwork, ...byProcess, ...byWorld];
  if (model.faults.crash?.cutsBroadcast !== true) return all;
  return [...all, ...all.flatMap((action) => cutsDuring(action, started))];
}

function cutsDuring(
  action: Action,
  started: (action: Action) => StartedStep | undefined,
): readonly Action[] {
  if (!isStep(action)) return [];
  const step = started(action);
  return step === undefined ? [] : cutsOf(step, action);
}

function isStep(action: Action): action is CutStep['action'] {
  return ['deliver', 'timeout', 'stimulus', 'restart'].includes(action.kind);
}

/** What may happen to a letter. Equal ones are one choice, unless they stand in a queue. */
function choicesOf({ network }: Model, state: ReferenceState, letter: Letter): readonly Action[] {
  const { from, to, message, key } = letter;
  const channel = channelOf(state, from, to);
  const at = channel.indexOf(letter);
  const subject = { process: to, from, message };
  if (channel.findIndex((other) => other.key === key) === at) {
    const kinds = ['deliver', 'drop', 'duplicate', 'reorder'] as const;
    return kinds.map((kind) => ({ kind, ...subject }));
  }
  if (network.order !== 'fifo') return [];
  const kinds = ['drop', 'duplicate', 'reorder'] as const;
  return kinds.map((kind) => ({ kind, ...subject, place: at + 1 }));
}
