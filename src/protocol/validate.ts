import { FaultlineError } from '../errors.ts';
import type { Budget, Faults, Network } from './network.ts';
import type { Protocol } from './protocol.ts';
import type { RoleRecord } from './role.ts';

/**
 * Checks the names of a declaration against each other.
 *
 * @throws FaultlineError `FL101`, `FL103` or `FL105`.
 * @internal
 */
export function validateDeclaration(protocol: Protocol): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(protocol.id)) {
    throw new FaultlineError(
      'FL101',
      `The protocol id ${JSON.stringify(protocol.id)} cannot be used in commands and links.`,
      'use lower-case words joined by "-", such as "two-phase-commit".',
    );
  }
  for (const [size, values] of Object.entries(protocol.sizes)) {
    for (const name of Object.keys(values)) {
      requireKnown('FL103', `The size "${size}"`, 'parameter', name, protocol.parameters);
    }
  }
  for (const name of Object.keys(protocol.expectations)) {
    requireKnown('FL105', 'The record of expectations', 'property', name, protocol.properties);
  }
  for (const [name, mutation] of Object.entries(protocol.mutations)) {
    const owner = `The mutation "${name}"`;
    requireKnown('FL105', owner, 'property', mutation.violates, protocol.properties);
    for (const parameter of Object.keys(mutation.parameters ?? {})) {
      requireKnown('FL105', owner, 'parameter', parameter, protocol.parameters);
    }
  }
}

/**
 * Checks roles, network and faults as they are for one set of parameters.
 *
 * @throws FaultlineError `FL104` or `FL106`.
 * @internal
 */
export function validateInstance(roles: RoleRecord, network: Network, faults: Faults): void {
  for (const [name, role] of Object.entries(roles)) {
    const { count } = role;
    if (count !== undefined && !(Number.isInteger(count) && count >= 0)) {
      throw new FaultlineError(
        'FL106',
        `The role "${name}" has the count ${String(count)}.`,
        'give a whole number of processes, 0 or more, or leave it out for a single process.',
      );
    }
  }
  const keeps = network.delivery === 'keeps';
  if (keeps && network.order !== 'set') {
    refuse(`delivery "keeps" with order "${network.order}"`, 'use order "set" with it.');
  }
  if (keeps && (network.loss !== undefined || network.duplication !== undefined)) {
    refuse('loss or duplication with delivery "keeps"', 'leave them out: it has both built in.');
  }
  checkBudget('network.loss', network.loss);
  checkBudget('network.duplication', network.duplication);
  if (faults.crash === undefined) return;
  checkBudget('faults.crash', faults.crash);
  for (const name of faults.crash.roles ?? []) {
    requireKnown('FL104', 'faults.crash', 'role', name, roles);
  }
}

function checkBudget(where: string, budget: Budget | undefined): void {
  if (budget === undefined || budget.max === 'unbounded') return;
  // The counts of all faults share one integer: see fault-budget.ts.
  if (Number.isInteger(budget.max) && budget.max >= 0 && budget.max <= 255) return;
  refuse(
    `${where}.max ${String(budget.max)}`,
    'give a whole number from 0 to 255, or "unbounded".',
  );
}

function refuse(what: string, fix: string): never {
  throw new FaultlineError('FL104', `The declaration has ${what}.`, fix);
}

function requireKnown(
  code: 'FL103' | 'FL104' | 'FL105',
  owner: string,
  kind: string,
  name: string,
  known: object,
): void {
  if (Object.hasOwn(known, name)) return;
  const names = Object.keys(known).join(', ');
  throw new FaultlineError(
    code,
    `${owner} names the ${kind} "${name}", which the protocol does not have.`,
    names === '' ? `declare the ${kind}.` : `use ${names}.`,
  );
}
