import type { Model } from '../protocol/model.ts';
import type { Budget, CrashFault, Network } from '../protocol/network.ts';
import { counted } from './lines/numbers.ts';

/** The parameters of a model: `participants = 3, votes = true`; empty when there are none. */
export function parametersText({ parameters }: Model): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}

/** What the network does with messages, as a sentence. */
export function networkText({ order, delivery, loss, duplication }: Network): string {
  const faults = [budgetText(loss, 'lost'), budgetText(duplication, 'duplicated')].filter(
    (text) => text !== undefined,
  );
  const reliable = 'none is lost or duplicated';
  if (delivery === 'keeps') {
    return 'A message, once sent, can be received at any time and any number of times.';
  }
  return `${orders[order]}; ${faults.length === 0 ? reliable : faults.join(', ')}.`;
}

/** Which processes crash, and whether they come back, as a sentence. */
export function crashText(crash: CrashFault | undefined): string {
  if (crash === undefined || crash.max === 0) return 'No process crashes.';
  const { max, roles, atOnce, restart } = crash;
  const who = roles === undefined ? '' : ` of ${roles.join(' or ')}`;
  const count =
    max === 'unbounded'
      ? `Any number of crashes${who}`
      : `Up to ${counted(max, 'crash', 'crashes')}${who}`;
  const limit = atOnce === undefined ? '' : `, no more than ${atOnce} down at once`;
  return `${count}${limit}, ${restart === true ? 'with' : 'without'} restart.`;
}

const orders: Readonly<Record<Network['order'], string>> = {
  unordered: 'Messages arrive in any order',
  fifo: 'Messages from one process to another arrive in the order in which they were sent',
  set: 'Messages arrive in any order, and equal ones in flight count as one',
};

function budgetText(budget: Budget | undefined, what: string): string | undefined {
  if (budget === undefined || budget.max === 0) return undefined;
  if (budget.max === 'unbounded') return `any number of them may be ${what}`;
  return `up to ${budget.max} may be ${what}`;
}
