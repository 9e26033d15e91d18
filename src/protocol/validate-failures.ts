import { FaultlineError } from '../errors.ts';
import type {
  Budget,
  CrashFault,
  DriftFault,
  Faults,
  FaultScope,
  Network,
  PartitionFault,
  Time,
} from './network.ts';

/** What is declared of failures and time, and the names that it may use. */
export interface DeclaredFailures {
  readonly roles: readonly string[];
  readonly processes: readonly { readonly id: string; readonly awaits: object }[];
  readonly network: Network;
  readonly faults: Faults;
  readonly time: Time;
}

/**
 * Checks network, faults and time against each other and against the processes.
 *
 * @throws FaultlineError `FL104` for what has no meaning.
 * @internal
 */
export function validateFailures(declared: DeclaredFailures): void {
  const { network, faults, time } = declared;
  checkNetwork(declared);
  checkTime(declared);
  if (faults.crash !== undefined) checkCrash(faults.crash);
  if (faults.pause !== undefined) checkBudget('faults.pause', faults.pause);
  if (faults.partition !== undefined) checkPartition(faults.partition, declared);
  if (faults.drift !== undefined) checkDrift(faults.drift, time);
  if (faults.total !== undefined) checkWhole('faults.total', faults.total, 0, 255);
  const scopes = {
    'network.loss': network.loss,
    'network.duplication': network.duplication,
    'network.reordering': network.reordering,
    'faults.crash': faults.crash,
    'faults.pause': faults.pause,
    'faults.partition': faults.partition,
    'faults.drift': faults.drift,
  };
  for (const [where, scope] of Object.entries(scopes)) {
    if (scope !== undefined) checkScope(where, scope, declared);
  }
}

function checkNetwork({ network, faults, time }: DeclaredFailures): void {
  const { order, delivery, loss, duplication, reordering } = network;
  const keeps = delivery === 'keeps';
  if (keeps && order !== 'set') {
    refuse(`delivery "keeps" with order "${order}"`, 'use order "set" with it.');
  }
  if (keeps && (loss !== undefined || duplication !== undefined)) {
    refuse('loss or duplication with delivery "keeps"', 'leave them out: it has both built in.');
  }
  if (keeps && faults.partition?.messages === 'dropped') {
    refuse('partitions that drop messages with delivery "keeps"', 'let them hold messages.');
  }
  if (keeps && time.delayMax !== undefined) {
    refuse('time.delayMax with delivery "keeps"', 'use delivery "consumes".');
  }
  if (reordering !== undefined && order !== 'fifo') {
    refuse(
      `reordering with order "${order}"`,
      'use order "fifo": elsewhere messages have no order to lose.',
    );
  }
  checkBudget('network.loss', loss);
  checkBudget('network.duplication', duplication);
  checkBudget('network.reordering', reordering);
}

function checkTime({ time, processes }: DeclaredFailures): void {
  const { timeouts, tick, delayMax } = time;
  if (!['nondeterministic', 'accurate', 'timed'].includes(timeouts)) {
    refuse(
      `time.timeouts ${JSON.stringify(timeouts)}`,
      'give nondeterministic, accurate or timed.',
    );
  }
  if (timeouts !== 'timed' && (tick !== undefined || delayMax !== undefined)) {
    refuse(
      `time.${tick === undefined ? 'delayMax' : 'tick'} where timeouts are "${timeouts}"`,
      'let timeouts be "timed", or leave it out.',
    );
  }
  if (tick !== undefined && !(Number.isFinite(tick) && tick > 0)) {
    refuse(`time.tick ${String(tick)}`, 'give a number greater than 0.');
  }
  if (delayMax !== undefined) checkWhole('time.delayMax', delayMax, 0, 1000);
  const someWaits = processes.some(({ awaits }) => Object.keys(awaits).length > 0);
  if (timeouts === 'accurate' && !someWaits) {
    refuse(
      'accurate timeouts and no role that says whom its timers await',
      'add awaits: { timer: () => […] } to a role.',
    );
  }
}

function checkCrash(crash: CrashFault): void {
  checkBudget('faults.crash', crash);
  const { atOnce, amnesia, restart } = crash;
  if (atOnce !== undefined && !(Number.isInteger(atOnce) && atOnce >= 1)) {
    refuse(`faults.crash.atOnce ${atOnce}`, 'give a whole number from 1, or leave it out.');
  }
  if (amnesia === undefined || amnesia === 0) return;
  checkBudget('faults.crash.amnesia', { max: amnesia });
  if (restart !== true) {
    refuse('faults.crash.amnesia without restart', 'let restart be true, or leave amnesia out.');
  }
}

function checkPartition(
  { max, shapes = [], messages = 'held' }: PartitionFault,
  { processes }: DeclaredFailures,
): void {
  checkBudget('faults.partition', { max });
  if (messages !== 'held' && messages !== 'dropped') {
    refuse(`faults.partition.messages ${JSON.stringify(messages)}`, 'give held or dropped.');
  }
  for (const shape of shapes) {
    if (typeof shape === 'string') {
      if (['isolated', 'halves', 'oneWay', 'bridge'].includes(shape)) continue;
      refuse(
        `faults.partition.shapes "${shape}"`,
        'give isolated, halves, oneWay, bridge or a list of groups of processes.',
      );
    }
    const known = processes.map(({ id }) => id);
    const stranger = shape.flat().find((id) => !known.includes(id));
    if (stranger !== undefined) {
      refuse(`a partition of "${stranger}", which does not exist`, `use ${known.join(', ')}.`);
    }
  }
}

function checkDrift({ ticks, max }: DriftFault, { timeouts }: Time): void {
  checkWhole('faults.drift.ticks', ticks, 0, 1000);
  if (max !== undefined) checkBudget('faults.drift', { max });
  if (timeouts !== 'timed' && ticks > 0 && max !== 0) {
    refuse(`clock drift where timeouts are "${timeouts}"`, 'let timeouts be "timed".');
  }
}

function checkScope(where: string, scope: FaultScope, { roles, processes }: DeclaredFailures) {
  const ids = processes.map(({ id }) => id);
  for (const [kind, named, known] of [
    ['role', scope.roles, roles],
    ['process', scope.processes, ids],
  ] as const) {
    const stranger = named?.find((name) => !known.includes(name));
    if (stranger === undefined) continue;
    throw new FaultlineError(
      'FL104',
      `${where} names the ${kind} "${stranger}", which the protocol does not have.`,
      known.length === 0 ? `declare the ${kind}.` : `use ${known.join(', ')}.`,
    );
  }
}

function checkBudget(where: string, budget: Budget | undefined): void {
  if (budget === undefined) return;
  const { max, maxEach } = budget;
  if (maxEach !== undefined) checkWhole(`${where}.maxEach`, maxEach, 0, 255);
  if (max === 'unbounded') return;
  if (Number.isInteger(max) && max >= 0 && max <= 255) return;
  refuse(`${where}.max ${String(max)}`, 'give a whole number from 0 to 255, or "unbounded".');
}

function checkWhole(where: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  refuse(`${where} ${String(value)}`, `give a whole number from ${min} to ${max}.`);
}

function refuse(what: string, fix: string): never {
  throw new FaultlineError('FL104', `The declaration has ${what}.`, fix);
}
