import type { Envelope } from '../../protocol/messages.ts';
import type { Model } from '../../protocol/model.ts';
import { reliable, untimed } from '../../protocol/network.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { labelOf, type Action, type EventData } from '../../system/action.ts';
import type { ProcessRecord, StateRecord } from '../../system/state-record.ts';
import { changesBetween } from '../../trace/changes.ts';
import type { Trace, TraceStep } from '../../trace/trace.ts';

/** One step of a made-up trace. */
export interface SampleStep {
  readonly action: Action;
  /** What becomes of the process that acts. */
  readonly becomes?: Partial<ProcessRecord>;
  /** The messages in flight afterwards; as before when left out. */
  readonly inFlight?: readonly Envelope[];
}

/** A made-up trace, of a protocol that nobody needs to run. */
export interface SampleTrace {
  /** The processes with their initial states. */
  readonly processes: Readonly<Record<string, unknown>>;
  readonly steps: readonly SampleStep[];
  readonly model?: Partial<Model>;
}

/** Makes a trace from what a test wants to see in it; the changes follow from the steps. */
export function sampleTrace({ processes, steps, model }: SampleTrace): Trace {
  const start: StateRecord = {
    processes: Object.entries(processes).map(([id, state]) => ({
      id,
      role: id.replace(/\d+$/, ''),
      alive: true,
      state,
      context: {},
      timers: [],
    })),
    messages: [],
  };
  const taken: TraceStep[] = [];
  for (const { action, becomes, inFlight } of steps) {
    const before = taken.at(-1)?.state ?? start;
    const state: StateRecord = {
      processes: before.processes.map((process) =>
        'process' in action && process.id === action.process ? { ...process, ...becomes } : process,
      ),
      messages: inFlight ?? before.messages,
    };
    taken.push({ action, label: labelOf(action), changes: changesBetween(before, state), state });
  }
  return { model: { ...sampleModel, ...model }, initial: 0, start, steps: taken };
}

/** A delivery, a loss or a duplication. */
export function onTheWay(
  kind: 'deliver' | 'drop' | 'duplicate',
  message: string | EventData,
  from: string,
  process: string,
): Action {
  return { kind, process, from, message: eventOf(message) };
}

/** A stimulus. */
export function stimulus(event: string | EventData, process: string): Action {
  return { kind: 'stimulus', process, event: eventOf(event) };
}

/** A protocol that declares nothing. */
export const sampleProtocol: Protocol = {
  kind: 'protocol',
  id: 'sample',
  title: 'A sample',
  source: undefined,
  parameters: {},
  sizes: {},
  rolesFor: () => ({}),
  initially: undefined,
  networkFor: () => reliable,
  faultsFor: () => ({}),
  timeFor: () => untimed,
  monitorsFor: () => ({}),
  constraint: undefined,
  properties: {},
  expectationsFor: () => ({}),
  mutations: {},
};

/** A model of {@link sampleProtocol}. */
export const sampleModel: Model = {
  protocol: sampleProtocol,
  parameters: {},
  size: undefined,
  mutation: undefined,
  processes: [],
  starts: [[]],
  monitors: [],
  network: reliable,
  faults: {},
  time: untimed,
};

function eventOf(event: string | EventData): EventData {
  return typeof event === 'string' ? { type: event } : event;
}
