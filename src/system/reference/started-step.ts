import type { Model } from '../../protocol/model.ts';
import { canonical } from '../../statechart/canonical.ts';
import type { LocalStep } from '../../statechart/local-step.ts';
import { publicFire, publicStart, publicStep } from '../../statechart/public-step.ts';
import type { Action, EventData } from '../action.ts';
import { isCut, letterKey, type Emitted } from './emit-all.ts';
import { isSpared, spent } from './spent.ts';
import type {
  Context,
  Letter,
  ReferenceProcess,
  ReferenceState,
  TimerNames,
} from './reference-state.ts';

/** A step that a process takes, and what is durable before it. */
export interface StartedStep extends Emitted {
  readonly durable: Context;
}

type MessageAction = Action & { readonly kind: 'deliver' | 'drop' | 'duplicate' | 'reorder' };

/**
 * What a process is about to do: the message is taken, the budgets are used, and nothing else has happened
 * yet.
 */
export function startedStep(
  model: Model,
  names: TimerNames,
  state: ReferenceState,
  action: Action,
): StartedStep | undefined {
  switch (action.kind) {
    case 'deliver':
    case 'duplicate':
      return received(model, state, action);
    case 'timeout': {
      const process = awake(state, action.process);
      const timer = process?.state.timers.find(
        (running) => names.nameOf(process, running) === action.timer,
      );
      if (process === undefined || timer === undefined) return undefined;
      const isEarly = model.time.timeouts === 'timed' && process.ticks[timer.id] !== 0;
      if (isEarly || !mayGiveUp(model, state, process, action.timer)) return undefined;
      const { chart } = process.declaration;
      return stepOf(state, process, publicFire(chart, process.state, timer));
    }
    case 'stimulus': {
      const process = awake(state, action.process);
      if (process === undefined || !isStimulus(process, action.event)) return undefined;
      const { chart } = process.declaration;
      const step = publicStep(chart, process.state, action.event);
      return step.taken ? stepOf(state, process, step) : undefined;
    }
    case 'restart':
      return restarted(model, state, action);
    default:
      return undefined;
  }
}

/** The state after a message is lost, doubled or has overtaken the others in its queue. */
export function networkFault(
  model: Model,
  state: ReferenceState,
  action: MessageAction,
): ReferenceState | undefined {
  const letter = letterOf(model, state, action);
  const { kind, process } = action;
  if (letter === undefined || kind === 'deliver' || isSpared(model, kind, process)) {
    return undefined;
  }
  const { letters } = state;
  const rest = letters.filter((other) => other !== letter);
  const used = spent(model, state, kind, process);
  switch (kind) {
    case 'drop':
      return used && { ...used, letters: rest };
    case 'duplicate': {
      const doubled = letters.flatMap((one) => (one === letter ? [one, { ...one }] : [one]));
      return used && { ...used, letters: doubled };
    }
    case 'reorder': {
      const [head] = channelOf(state, action.from, process);
      if (model.network.order !== 'fifo' || head === letter) return undefined;
      return used && { ...used, letters: [letter, ...rest] };
    }
  }
}

/** The letters on the way from one process to another, in the order of sending. */
export function channelOf(
  { letters }: ReferenceState,
  sender: string,
  receiver: string,
): readonly Letter[] {
  return letters.filter(({ from, to }) => from === sender && to === receiver);
}

/** The process with this name, when it acts and receives. */
export function awake(state: ReferenceState, id: string): ReferenceProcess | undefined {
  const process = state.processes.find(({ declaration }) => declaration.id === id);
  return process?.wake === undefined && process?.paused === false ? process : undefined;
}

function received(
  model: Model,
  state: ReferenceState,
  action: MessageAction,
): StartedStep | undefined {
  const { order, delivery } = model.network;
  const { from, process: to, message, kind } = action;
  const letter = letterOf(model, state, action);
  const process = awake(state, to);
  if (letter === undefined || process === undefined || isCut(state, from, to)) return undefined;
  if (order === 'fifo' && channelOf(state, from, to)[0] !== letter) return undefined;
  const event: EventData = { ...message, from };
  const step = publicStep(process.declaration.chart, process.state, event);
  if (kind === 'duplicate') {
    const used = isSpared(model, kind, to) ? undefined : spent(model, state, kind, to);
    return used && stepOf(used, process, step);
  }
  if (delivery === 'keeps') return step.taken ? stepOf(state, process, step) : undefined;
  const letters = state.letters.filter((other) => other !== letter);
  return stepOf({ ...state, letters }, process, step);
}

/** The letter that an action is about: of several equal ones that which is due first. */
function letterOf(
  { network }: Model,
  state: ReferenceState,
  { from, process, message, place }: MessageAction,
): Letter | undefined {
  const channel = channelOf(state, from, process);
  const key = letterKey(from, process, message);
  const equal = channel.filter(
    (letter, at) => letter.key === key && (place === undefined || place === at + 1),
  );
  if (network.order === 'fifo') return equal[0];
  return equal.toSorted((left, right) => left.due - right.due)[0];
}

function restarted(
  model: Model,
  state: ReferenceState,
  { process: id, amnesia }: Action & { readonly kind: 'restart' },
): StartedStep | undefined {
  const process = state.processes.find(({ declaration }) => declaration.id === id);
  if (process?.wake === undefined || model.faults.crash?.restart !== true) return undefined;
  const { chart, inputs } = process.declaration;
  const { recovered, step } = process.wake;
  if (amnesia !== true) return { state, process, step, durable: recovered };
  const used = isSpared(model, 'amnesia', id) ? undefined : spent(model, state, 'amnesia', id);
  return used && { state: used, process, step: publicStart(chart, inputs[0]), durable: {} };
}

/** Whether a wait may end: always, unless timeouts are accurate and the timer awaits somebody. */
function mayGiveUp(
  { time }: Model,
  state: ReferenceState,
  process: ReferenceProcess,
  timer: string,
): boolean {
  const { declaration } = process;
  const awaits = declaration.awaits[timer];
  if (time.timeouts !== 'accurate' || awaits === undefined) return true;
  const context = process.state.snapshot.context as Context;
  return awaits({ ...declaration, context }).some((id) => {
    const other = state.processes.find((each) => each.declaration.id === id);
    if (isCut(state, id, declaration.id)) return true;
    const isGone = other?.wake !== undefined || isCut(state, declaration.id, id);
    return isGone && channelOf(state, id, declaration.id).length === 0;
  });
}

function stepOf(state: ReferenceState, process: ReferenceProcess, step: LocalStep): StartedStep {
  return { state, process, step, durable: process.state.snapshot.context as Context };
}

function isStimulus({ declaration }: ReferenceProcess, event: EventData): boolean {
  const text = canonical(event, 'a stimulus');
  return declaration.stimuli.some((stimulus) => canonical(stimulus, 'a stimulus') === text);
}
