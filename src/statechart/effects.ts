import type { AnyStateMachine, EventObject } from 'xstate';
import { FaultlineError } from '../errors.ts';
import { canonical } from './canonical.ts';
import type { SentMessage, Timer } from './local-state.ts';

/** An action that XState has resolved and would execute. */
export interface Executable {
  readonly type: string;
  readonly params: unknown;
  readonly exec: unknown;
}

/** What the effects of one step come to. */
export interface Effects {
  readonly sent: readonly SentMessage[];
  readonly observed: readonly EventObject[];
  readonly timers: readonly Timer[];
}

/**
 * Sorts the effects of a step into messages, observations and timers, in the order of the chart.
 *
 * @param running - The timers that ran before the step.
 * @throws FaultlineError `FL204`, `FL205` or `FL210` for an effect that cannot be explored.
 */
export function applyEffects(
  chart: AnyStateMachine,
  executed: readonly Executable[],
  running: readonly Timer[],
): Effects {
  const sent: SentMessage[] = [];
  const observed: EventObject[] = [];
  let timers = running;
  for (const { type, params, exec } of executed) {
    switch (type) {
      case 'xstate.emit': {
        const { event } = params as { event: EventObject };
        canonical(event, `the event "${event.type}" that chart "${chart.id}" emits`);
        if (isSent(chart, event)) sent.push(event);
        else observed.push(event);
        break;
      }
      case 'xstate.raise':
        timers = started(timers, params as RaiseParams);
        break;
      case 'xstate.cancel':
        timers = timers.filter(({ id }) => id !== (params as { sendId: string }).sendId);
        break;
      case 'xstate.log':
        break;
      default:
        refuse(chart, type, exec);
    }
  }
  return { sent, observed, timers };
}

interface RaiseParams {
  readonly event: EventObject;
  readonly id?: string;
  readonly delay?: number;
}

/** A `raise` without delay has been processed by XState already: it starts no timer. */
function started(timers: readonly Timer[], { event, id, delay }: RaiseParams): readonly Timer[] {
  if (delay === undefined) return timers;
  const timer = { id: id ?? event.type, event, delay };
  return [...timers.filter((other) => other.id !== timer.id), timer];
}

function isSent(chart: AnyStateMachine, event: EventObject): event is SentMessage {
  if (!('to' in event)) return false;
  if (typeof event.to === 'string') return true;
  throw new FaultlineError(
    'FL201',
    `Chart "${chart.id}" sends "${event.type}" to ${JSON.stringify(event.to)}, which is not a process.`,
    'give the name of a process, such as "participant1".',
  );
}

function refuse(chart: AnyStateMachine, type: string, exec: unknown): never {
  if (/^xstate\.(sendTo|spawnChild|stopChild)$/.test(type)) {
    throw new FaultlineError(
      'FL204',
      `Chart "${chart.id}" uses the effect "${type}" on an actor, which cannot be replayed.`,
      'send a message instead, and let the network deliver the answer.',
    );
  }
  if (exec === undefined) {
    throw new FaultlineError(
      'FL210',
      `Chart "${chart.id}" uses the effect "${type}", which is not implemented.`,
      'implement it under "actions" in setup({ actions: { … } }).',
    );
  }
  throw new FaultlineError(
    'FL205',
    `Chart "${chart.id}" runs the effect "${type}", a function whose consequences the checker cannot see.`,
    'use assign() for the context, send() for messages and emit() for what others should notice.',
  );
}
