import { FaultlineError } from '../errors.ts';
import type { Envelope } from '../protocol/messages.ts';
import type { FaultCounts, MonitorView, ProcessView, View } from '../protocol/view.ts';
import { canonical } from '../statechart/canonical.ts';
import type { Asked } from './tables/decision-tree.ts';
import type { MonitorTable } from './slots/monitor-table.ts';
import { ticksUntil, type Local, type ProcessTable } from './slots/process-table.ts';
import type { Wiring } from './wiring.ts';

type Ask = (asked: Asked) => void;
type Context = Readonly<Record<string, unknown>>;

/**
 * A state that is looked at. To look at another one, its slots are replaced: a view is expensive to
 * make, and a property is run often.
 */
export interface Seen {
  readonly wiring: Wiring;
  /** Which state of a step this is: 0 before, 1 after. */
  readonly side: 0 | 1;
  slots: Int32Array;
  /** Whom to tell what is asked. */
  ask: Ask;
}

/** The state that `seen` holds, as a property sees it. What the property asks is reported first. */
export function viewOf(seen: Seen): View {
  const { wiring } = seen;
  const processes = wiring.processes.map((process, slot) => processView(seen, process, slot));
  const byId = new Map(processes.map((process) => [process.id, process]));
  const monitors = new Map(
    wiring.monitors.map((monitor, index) => [
      monitor.declaration.id,
      monitorView(seen, monitor, wiring.monitorSlot(index)),
    ]),
  );
  const view: View = {
    parameters: wiring.model.parameters,
    processes,
    process: (id: string) => byId.get(id) ?? unknownName('process', id, [...byId.keys()]),
    all: (role: string) => {
      const playing = processes.filter((process) => process.role === role);
      if (playing.length > 0) return playing as never;
      const roles = Object.keys(wiring.model.protocol.rolesFor(wiring.model.parameters));
      return roles.includes(role) ? [] : unknownName('role', role, roles);
    },
    get messages() {
      return inFlight(seen, undefined) as never;
    },
    inFlight: (type: string) => inFlight(seen, type) as never,
    monitor: (name: string) =>
      monitors.get(name) ?? unknownName('monitor', name, [...monitors.keys()]),
    reaches: (from: string, to: string) => reaches(seen, from, to),
    get faults() {
      return faultsOf(seen);
    },
  };
  return view;
}

function processView(seen: Seen, process: ProcessTable, slot: number): ProcessView {
  const { wiring, side } = seen;
  const { declaration, vocabulary } = process;
  const localAt = (value: number): Local => process.local(wiring.pair(slot, value).local);
  /** Reports a question about this process and answers it for the present state. */
  const answer = <Value>(key: string, of: (local: Local) => Value): Value => {
    const answerFor = (value: number) => {
      const told = of(localAt(value));
      return told === undefined ? 'undefined' : canonical(told, `a property's view of ${key}`);
    };
    seen.ask({ key: `${slot} ${key}`, side, question: { slot, answerFor } });
    return of(localAt(seen.slots[slot] as number));
  };
  return {
    id: declaration.id,
    role: declaration.role,
    get alive() {
      return answer('alive', ({ alive }) => alive);
    },
    get paused() {
      return answer('paused', ({ paused }) => paused);
    },
    get done() {
      return answer('done', ({ alive, state }) => alive && state.snapshot.status === 'done');
    },
    matches: (state: unknown) => {
      vocabulary.requireState(state);
      return answer(
        `matches ${JSON.stringify(state)}`,
        (of) => of.alive && of.state.snapshot.matches(state as never),
      );
    },
    hasTag: (tag: string) => {
      if (!vocabulary.tags.has(tag)) unknownName('tag', tag, [...vocabulary.tags]);
      return answer(`tag ${tag}`, (of) => of.alive && of.state.snapshot.hasTag(tag));
    },
    ticksUntil: (name: string) =>
      answer(`ticks ${name}`, (of) => {
        const timer = of.state.timers.find((each) => vocabulary.timerName(each) === name);
        return of.alive && timer !== undefined ? ticksUntil(of, timer) : undefined;
      }),
    context: contextView((key) =>
      key === undefined
        ? answer('context', (of) => of.state.snapshot.context as unknown)
        : answer(`context ${key}`, (of) => (of.state.snapshot.context as Context)[key]),
    ),
  };
}

function monitorView(seen: Seen, monitor: MonitorTable, slot: number): MonitorView {
  const { declaration, vocabulary } = monitor;
  const answer = <Value>(key: string, of: (snapshot: Snapshot) => Value): Value => {
    const told = (value: number) => of(monitor.state(value).snapshot as Snapshot);
    const answerFor = (value: number) => canonical(told(value) ?? null, `a view of ${key}`);
    seen.ask({ key: `${slot} ${key}`, side: seen.side, question: { slot, answerFor } });
    return told(seen.slots[slot] as number);
  };
  return {
    id: declaration.id,
    matches: (state) => {
      vocabulary.requireState(state);
      return answer(`matches ${JSON.stringify(state)}`, (of) => of.matches(state));
    },
    hasTag: (tag) => {
      if (!vocabulary.tags.has(tag)) unknownName('tag', tag, [...vocabulary.tags]);
      return answer(`tag ${tag}`, (of) => of.hasTag(tag));
    },
    context: contextView((key) =>
      key === undefined
        ? answer('context', (of) => of.context)
        : answer(`context ${key}`, (of) => of.context[key]),
    ) as Context,
  };
}

/** What a view of a monitor asks of a snapshot. */
interface Snapshot {
  matches(state: unknown): boolean;
  hasTag(tag: string): boolean;
  readonly context: Context;
}

/** Whether messages get through, as far as partitions are concerned. */
function reaches({ wiring, slots, side, ask }: Seen, from: string, to: string): boolean {
  const ids = wiring.processes.map(({ declaration }) => declaration.id);
  const [sender, receiver] = [from, to].map((id) => {
    const index = ids.indexOf(id);
    return index < 0 ? unknownName('process', id, ids) : index;
  }) as [number, number];
  const slot = wiring.worldSlot;
  if (slot < 0) return true;
  const isOpen = (value: number) => !wiring.isCut(wiring.faults.partition(value), sender, receiver);
  const answerFor = (value: number) => String(isOpen(value));
  ask({ key: `${slot} reaches ${from} ${to}`, side, question: { slot, answerFor } });
  return isOpen(slots[slot] as number);
}

/** A context that reports which keys are read. */
function contextView(read: (key: string | undefined) => unknown): object {
  const all = () => read(undefined) as object;
  return new Proxy(
    {},
    {
      get: (_, key) => (typeof key === 'string' ? read(key) : undefined),
      has: (_, key) => key in all(),
      ownKeys: () => Reflect.ownKeys(all()),
      getOwnPropertyDescriptor: (_, key) => {
        const value = Reflect.getOwnPropertyDescriptor(all(), key);
        return value === undefined ? undefined : { ...value, configurable: true };
      },
    },
  );
}

/** A slot that holds messages. */
interface MessageSlot {
  readonly slot: number;
  readonly itemsAt: (value: number) => readonly number[];
}

/** In how many ticks each message in flight is due, in the order of `messages`; none without limit. */
export function ticksLeft(wiring: Wiring, slots: Int32Array): readonly number[] {
  return messageSlots(wiring).flatMap(({ slot, itemsAt }) =>
    itemsAt(slots[slot] as number).flatMap((item) => wiring.post.ticksLeft(item) ?? []),
  );
}

/** Messages in flight, by receiver and then by sender; of one type when `type` is given. */
function inFlight(
  { wiring, slots, side, ask }: Seen,
  type: string | undefined,
): readonly Envelope[] {
  return messageSlots(wiring).flatMap(({ slot, itemsAt }) => {
    const wanted = (value: number) =>
      itemsAt(value)
        .map((item) => wiring.post.messageOf(item))
        .filter((message) => {
          return type === undefined || wiring.post.letter(message).event.type === type;
        });
    const answerFor = (value: number) => wanted(value).join(',');
    ask({ key: `${slot} messages ${type ?? '*'}`, side, question: { slot, answerFor } });
    return wanted(slots[slot] as number).map((message) => envelopeOf(wiring, message));
  });
}

/**
 * The slots that hold messages, and how to read the items in them from a value.
 *
 * The order must not tell what was found first in a search: a trace is rebuilt by other searches. So
 * channels are put in order, and the messages of an inbox by sender and text.
 */
function messageSlots(wiring: Wiring): readonly MessageSlot[] {
  const { post, inboxes, channels } = wiring;
  if (wiring.model.network.order === 'fifo') {
    const sorted = [...channels].sort((one, other) => one.to - other.to || one.from - other.from);
    return sorted.map(({ slot, channel }) => ({
      slot,
      itemsAt: (value: number) => channel.items(value),
    }));
  }
  // Items of one message are sorted as they stand: what is due first comes first.
  const letterOf = (item: number) => post.letter(post.messageOf(item));
  const inOrder = (one: number, other: number): number => {
    const [left, right] = [letterOf(one), letterOf(other)];
    return left.from - right.from || (left.text < right.text ? -1 : Number(left.text > right.text));
  };
  return wiring.processes.map((_, slot) => ({
    slot,
    itemsAt: (value: number) => inboxes.items(wiring.pair(slot, value).inbox).toSorted(inOrder),
  }));
}

function envelopeOf({ post, processes }: Wiring, message: number): Envelope {
  const { event, from, to } = post.letter(message);
  const idOf = (index: number) => (processes[index] as ProcessTable).declaration.id;
  return Object.freeze({ ...event, from: idOf(from), to: idOf(to) });
}

function faultsOf({ wiring, slots, side, ask }: Seen): FaultCounts {
  const slot = wiring.worldSlot;
  const counts = (value: number): FaultCounts => wiring.faults.counts(value);
  if (slot < 0) return counts(0);
  const answerFor = (value: number) => JSON.stringify(counts(value));
  ask({ key: `${slot} faults`, side, question: { slot, answerFor } });
  return counts(slots[slot] as number);
}

function unknownName(kind: string, name: string, known: readonly string[]): never {
  throw new FaultlineError(
    'FL301',
    `A property asks for the ${kind} "${name}", which does not exist.`,
    `use ${known.join(', ') || `no ${kind}: there is none`}.`,
  );
}
