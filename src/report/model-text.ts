import type { Model } from '../protocol/model.ts';
import type {
  Budget,
  CrashFault,
  FaultScope,
  Network,
  PartitionFault,
  Time,
} from '../protocol/network.ts';
import { counted } from './lines/numbers.ts';

/** The parameters of a model: `participants = 3, votes = true`; empty when there are none. */
export function parametersText({ parameters }: Model): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}

/** What the network does with messages, as a sentence. */
export function networkText({ order, delivery, loss, duplication, reordering }: Network): string {
  const faults = [
    budgetText(loss, 'be lost'),
    budgetText(duplication, 'be duplicated'),
    budgetText(reordering, 'overtake others'),
  ].filter((text) => text !== undefined);
  const reliable = 'none is lost or duplicated';
  if (delivery === 'keeps') {
    return 'A message, once sent, can be received at any time and any number of times.';
  }
  return `${orders[order]}; ${faults.length === 0 ? reliable : faults.join(', ')}.`;
}

/** What else may fail, and when timers fire: a sentence for each thing that is declared. */
export function failureTexts({ faults, time }: Model): readonly string[] {
  const { pause, partition, drift, total } = faults;
  return [
    crashText(faults.crash),
    ...(happens(pause) ? [`${timesText(pause, 'pause', 'pauses')}${whoText(pause)}.`] : []),
    ...(happens(partition) ? [partitionText(partition)] : []),
    ...(drift !== undefined && drift.ticks > 0 && drift.max !== 0
      ? [`Clocks${whoText(drift)} are off by up to ${counted(drift.ticks, 'tick')}.`]
      : []),
    ...(total === undefined ? [] : [`No more than ${counted(total, 'fault')} in all.`]),
    ...timeTexts(time),
  ];
}

/** Which processes crash, and whether they come back, as a sentence. */
function crashText(crash: CrashFault | undefined): string {
  if (!happens(crash)) return 'No process crashes.';
  const { atOnce, restart, amnesia = 0, cutsBroadcast } = crash;
  const count = `${timesText(crash, 'crash', 'crashes')}${whoText(crash)}`;
  const limit = atOnce === undefined ? '' : `, no more than ${atOnce} down at once`;
  const middle = cutsBroadcast === true ? ', also in the middle of a step' : '';
  const forgets =
    amnesia === 0
      ? ''
      : `, ${amnesia === 'unbounded' ? 'any number of them' : `${amnesia} of them`} with nothing left`;
  return `${count}${limit}${middle}, ${restart === true ? 'with' : 'without'} restart${forgets}.`;
}

function partitionText(partition: PartitionFault): string {
  const { shapes = ['isolated', 'halves'], messages = 'held', heal } = partition;
  const names = shapes.map((shape) =>
    typeof shape === 'string' ? shape : shape.map((group) => group.join(' ')).join(' | '),
  );
  const end = heal === false ? ', for good' : '';
  return `${timesText(partition, 'partition', 'partitions')}${whoText(partition)} (${names.join(', ')})${end}; messages across the cut are ${messages}.`;
}

function timeTexts({ timeouts, tick = 1, delayMax }: Time): readonly string[] {
  switch (timeouts) {
    case 'nondeterministic':
      return [];
    case 'accurate':
      return ['Timers that wait for somebody fire only when nothing can come any more.'];
    case 'timed':
      return [
        `Time passes in ticks of ${tick}: timers fire when they are due${arrivalText(delayMax)}.`,
      ];
  }
}

function arrivalText(delayMax: number | undefined): string {
  if (delayMax === undefined) return '';
  if (delayMax === 0) return '; a message takes no time';
  return `; a message takes up to ${counted(delayMax, 'tick')}`;
}

/** Whether a fault ever happens. */
function happens<Fault extends Pick<Budget, 'max'>>(fault: Fault | undefined): fault is Fault {
  return fault !== undefined && fault.max !== 0;
}

function timesText({ max, maxEach }: Omit<Budget, 'processes'>, one: string, more: string): string {
  const each = maxEach === undefined ? '' : `, ${maxEach} at each process,`;
  if (max === 'unbounded') return `Any number of ${more}${each}`;
  return `Up to ${counted(max, one, more)}${each}`;
}

function whoText({ roles = [], processes = [] }: FaultScope): string {
  const names = [...roles, ...processes];
  return names.length === 0 ? '' : ` of ${names.join(' or ')}`;
}

const orders: Readonly<Record<Network['order'], string>> = {
  unordered: 'Messages arrive in any order',
  fifo: 'Messages from one process to another arrive in the order in which they were sent',
  set: 'Messages arrive in any order, and equal ones in flight count as one',
};

function budgetText(budget: Budget | undefined, what: string): string | undefined {
  if (budget === undefined || budget.max === 0) return undefined;
  if (budget.max === 'unbounded') return `any number of them may ${what}`;
  return `up to ${budget.max} may ${what}`;
}
