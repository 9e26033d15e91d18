import type { Model } from '../../protocol/model.ts';
import { isInScope, type Budget, type CrashFault } from '../../protocol/network.ts';
import type { FaultCounts } from '../../protocol/view.ts';
import { disabled } from '../tables/slot-tables.ts';
import { Interner } from './interner.ts';

/** What uses a budget up, or gives back what it has taken. */
export type FaultUse =
  | 'drop'
  | 'duplicate'
  | 'reorder'
  | 'crash'
  | 'restart'
  | 'amnesia'
  | 'pause'
  | 'partition'
  | 'drift';

/** What is counted. */
export type CountedUse = Exclude<FaultUse, 'restart'>;

const countedUses: readonly CountedUse[] = [
  'drop',
  'duplicate',
  'reorder',
  'crash',
  'amnesia',
  'pause',
  'partition',
  'drift',
];

/** Something that is counted, and up to which number. */
interface Counter {
  /** All faults together when undefined. */
  readonly use: CountedUse | undefined;
  /** The index of the only process for which it counts. */
  readonly process: number | undefined;
  readonly max: number;
}

/** What is known of faults so far. */
interface FaultRecord {
  /** By counter. */
  readonly counts: readonly number[];
  /** How many processes have crashed and not come back, as far as a limit is set. */
  readonly down: number;
  /** The partition in force, counted from 1, or 0. */
  readonly partition: number;
}

/**
 * The fault budgets of a model, and the partition that is in force, as one slot: its values are numbered
 * records. What no budget limits is not counted, so that it does not split states.
 */
export class FaultRecords {
  readonly #records = new Interner<string, FaultRecord>();
  readonly #counters: readonly Counter[];
  readonly #atOnce: number;
  readonly #partitions: boolean;

  constructor(model: Model) {
    const { crash, partition } = model.faults;
    this.#counters = countersOf(model);
    this.#atOnce = limitOf(crash) > 0 ? (crash?.atOnce ?? Infinity) : Infinity;
    this.#partitions = limitOf(partition) > 0;
    this.#intern({ counts: this.#counters.map(() => 0), down: 0, partition: 0 });
  }

  /** Whether there is anything to record. */
  get isNeeded(): boolean {
    return this.#counters.length > 0 || this.#atOnce < Infinity || this.#partitions;
  }

  /** Whether something changes in the record; otherwise the use is always allowed. */
  isNoted(use: FaultUse, process: number | undefined): boolean {
    if (use === 'restart') return this.#atOnce < Infinity;
    const counts = this.#counters.some((counter) => isCountedBy(counter, use, process));
    return counts || (use === 'crash' && this.#atOnce < Infinity);
  }

  /** How often faults have happened, those only that a budget limits. */
  counts(value: number): FaultCounts {
    const { counts } = this.#records.valueOf(value);
    const timesOf = (use: CountedUse): number => {
      const own = [...this.#counters.entries()].filter(([, counter]) => counter.use === use);
      const together = own.filter(([, { process }]) => process === undefined);
      return (together.length > 0 ? together : own).reduce(
        (total, [at]) => total + (counts[at] as number),
        0,
      );
    };
    return {
      drops: timesOf('drop'),
      duplicates: timesOf('duplicate'),
      reorders: timesOf('reorder'),
      crashes: timesOf('crash'),
      amnesias: timesOf('amnesia'),
      pauses: timesOf('pause'),
      partitions: timesOf('partition'),
      drifts: timesOf('drift'),
    };
  }

  /** The partition in force, counted from 1, or 0. */
  partition(value: number): number {
    return this.#records.valueOf(value).partition;
  }

  /**
   * The record after one more use, or `disabled` when a budget does not allow it.
   *
   * @param process - The index of the process that it befalls.
   */
  after(use: FaultUse, process: number | undefined, value: number): number {
    const before = this.#records.valueOf(value);
    const counts = before.counts.map((count, at) =>
      isCountedBy(this.#counters[at] as Counter, use, process) ? count + 1 : count,
    );
    const isOver = counts.some((count, at) => count > (this.#counters[at] as Counter).max);
    const step = use === 'crash' ? 1 : use === 'restart' ? -1 : 0;
    const down = this.#atOnce === Infinity ? 0 : before.down + step;
    return isOver || down > this.#atOnce ? disabled : this.#intern({ ...before, counts, down });
  }

  /** The record when this partition comes into force, counted from 1; with 0, when it has gone. */
  partitioned(value: number, partition: number): number {
    return this.#intern({ ...this.#records.valueOf(value), partition });
  }

  #intern(record: FaultRecord): number {
    const { counts, down, partition } = record;
    return this.#records.intern(`${counts.join(' ')} ${down} ${partition}`, () => record);
  }
}

/** How often a budget allows: 0 without one, Infinity without bound. */
export function limitOf(budget: Budget | undefined): number {
  if (budget === undefined) return 0;
  return budget.max === 'unbounded' ? Infinity : budget.max;
}

/** The budget that limits a fault; undefined where it cannot happen. */
export function budgetOf({ network, faults }: Model, use: CountedUse): Budget | undefined {
  const { crash, pause, partition, drift } = faults;
  switch (use) {
    case 'drop':
      return network.loss;
    case 'duplicate':
      return network.duplication;
    case 'reorder':
      return network.reordering;
    case 'crash':
      return crash;
    case 'amnesia':
      return amnesiaOf(crash);
    case 'pause':
      return pause;
    case 'partition':
      return partition;
    case 'drift':
      return drift && { ...drift, max: drift.ticks === 0 ? 0 : (drift.max ?? 'unbounded') };
  }
}

/** Only those who crash restart. */
function amnesiaOf(crash: CrashFault | undefined): Budget | undefined {
  if (crash?.amnesia === undefined) return undefined;
  const { amnesia: max, roles, processes } = crash;
  return { max, ...(roles && { roles }), ...(processes && { processes }) };
}

function isCountedBy(counter: Counter, use: FaultUse, process: number | undefined): boolean {
  if (use === 'restart') return false;
  if (counter.use !== undefined && counter.use !== use) return false;
  return counter.process === undefined || counter.process === process;
}

function countersOf(model: Model): readonly Counter[] {
  const counters = countedUses.flatMap((use): Counter[] => {
    const budget = budgetOf(model, use);
    const max = limitOf(budget);
    if (budget === undefined || max === 0) return [];
    const { maxEach } = budget;
    const each = [...model.processes.entries()].filter(
      ([, process]) => maxEach !== undefined && isInScope(budget, process),
    );
    return [
      ...(max < Infinity ? [{ use, process: undefined, max }] : []),
      ...each.map(([process]) => ({ use, process, max: maxEach as number })),
    ];
  });
  const { total } = model.faults;
  if (total === undefined) return counters;
  return [...counters, { use: undefined, process: undefined, max: total }];
}
