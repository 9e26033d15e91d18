import { FaultlineError } from '../../errors.ts';
import { disabled, type Operator } from '../tables/slot-tables.ts';
import type { Effect } from '../tables/arena.ts';
import type { ProcessSteps } from './process-steps.ts';

/** A process that waits, with what is known of it without looking at others. */
interface Waiting {
  readonly index: number;
  readonly local: number;
  readonly inbox: number;
}

/** A question to another slot: an effect that only asks, and the one that asks for the contrary. */
interface Condition {
  readonly holds: Effect;
  readonly fails: Effect;
}

/**
 * The ways in which a timer may fire, each with what must be true of other slots; no two of them at once.
 * One without conditions where timeouts are not accurate, or the timer awaits nobody in particular.
 *
 * A wait for a process is over when it has crashed, or the two are cut off from each other, and nothing from
 * it that can still arrive is on its way.
 */
export function waysToGiveUp(
  steps: ProcessSteps,
  waiting: Waiting,
  timer: string,
): readonly (readonly Effect[])[] {
  const { model } = steps.wiring;
  const { declaration } = steps.table(waiting.index);
  if (model.time.timeouts !== 'accurate' || declaration.awaits[timer] === undefined) return [[]];
  const awaited = awaitedBy(steps, waiting, timer);
  // Who waits for itself waits for ever: it is there.
  const outcomes = awaited.flatMap((other) => {
    if (other === waiting.index) return [];
    const conditions = overWhen(steps, waiting, other);
    return conditions === undefined ? [] : [conditions];
  });
  return firstOf(outcomes);
}

/** The indices of the processes that a timer waits for. */
function awaitedBy(
  steps: ProcessSteps,
  { index, local }: Waiting,
  timer: string,
): readonly number[] {
  const { declaration, local: localOf } = bound(steps, index);
  const context = localOf(local).state.snapshot.context as Readonly<Record<string, unknown>>;
  const ids = declaration.awaits[timer]?.({ ...declaration, context }) ?? [];
  return [...new Set(ids)].map((id) => {
    const other = steps.wiring.model.processes.findIndex((process) => process.id === id);
    if (other >= 0) return other;
    throw new FaultlineError(
      'FL104',
      `The timer "${timer}" of ${declaration.id} awaits "${id}", which does not exist.`,
      `let "awaits" give names among ${steps.wiring.model.processes.map((each) => each.id).join(', ')}.`,
    );
  });
}

function bound(steps: ProcessSteps, index: number) {
  const table = steps.table(index);
  return { declaration: table.declaration, local: (local: number) => table.local(local) };
}

/** What must be true for the wait for `other` to be over; undefined when it goes on in any case. */
function overWhen(
  steps: ProcessSteps,
  { index, local, inbox }: Waiting,
  other: number,
): readonly Condition[] | undefined {
  const { wiring } = steps;
  const { post, inboxes } = wiring;
  const isDeaf = steps.table(index).local(local).deafTo.includes(other);
  // What a partition holds back cannot arrive.
  if (isDeaf) return [];
  const fromOther = inboxes
    .items(inbox)
    .some((item) => post.letter(post.messageOf(item)).from === other);
  if (fromOther) return undefined;
  const isGone = (value: number): boolean => {
    const { alive, deafTo } = steps.table(other).local(wiring.pair(other, value).local);
    return !alive || deafTo.includes(index);
  };
  const gone = condition(steps, `gone for ${index}`, other, isGone);
  if (wiring.model.network.order !== 'fifo') return [gone];
  const { slot, channel } = wiring.channelFrom(other, index);
  const isEmpty = (value: number) => channel.items(value).length === 0;
  return [gone, condition(steps, 'empty', slot, isEmpty)];
}

function condition(
  { wiring }: ProcessSteps,
  words: string,
  slot: number,
  holds: (value: number) => boolean,
): Condition {
  const only = (wanted: boolean): Operator => {
    return (value) => (holds(value) === wanted ? value : disabled);
  };
  return {
    holds: wiring.effect(`only ${words}`, slot, only(true)),
    fails: wiring.effect(`only not ${words}`, slot, only(false)),
  };
}

/** The ways in which at least one of several conjunctions is true, told apart by which is the first. */
function firstOf(conjunctions: readonly (readonly Condition[])[]): readonly (readonly Effect[])[] {
  const ways: (readonly Effect[])[] = [];
  let noneBefore: readonly (readonly Effect[])[] = [[]];
  for (const conditions of conjunctions) {
    const all = conditions.map(({ holds }) => holds);
    ways.push(...noneBefore.map((before) => [...before, ...all]));
    noneBefore = noneBefore.flatMap((before) =>
      conditions.map(({ fails }, at) => [...before, ...all.slice(0, at), fails]),
    );
  }
  return ways;
}
