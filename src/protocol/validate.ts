import { FaultlineError } from '../errors.ts';
import type { Budget, Faults, Network } from './network.ts';
import { resolveParameters, type ParameterRecord } from './parameters.ts';
import type { RoleRecord } from './role.ts';

/** The names in a declaration that refer to one another. */
interface Declared {
  readonly id: string;
  readonly parameters: ParameterRecord;
  readonly sizes: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly properties: object;
  readonly expectations: object;
  readonly mutations: Readonly<Record<string, DeclaredMutation>>;
}

interface DeclaredMutation {
  readonly violates: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/**
 * Checks the names of a declaration against each other, and the parameters it sets.
 *
 * @throws FaultlineError `FL101`, `FL102`, `FL103` or `FL105`.
 * @internal
 */
export function validateDeclaration(protocol: Declared): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(protocol.id)) {
    throw new FaultlineError(
      'FL101',
      `The protocol id ${JSON.stringify(protocol.id)} cannot be used in commands and links.`,
      'use lower-case words joined by "-", such as "two-phase-commit".',
    );
  }
  const { parameters, sizes, properties, mutations } = protocol;
  requireNames('parameter', parameters);
  requireNames('size', sizes);
  requireNames('property', properties);
  requireNames('mutation', mutations);
  for (const [size, values] of Object.entries(sizes)) {
    const owner = `The size "${size}"`;
    for (const name of Object.keys(values)) {
      requireKnown(name, parameters, { code: 'FL103', owner, kind: 'parameter' });
    }
    resolveParameters(parameters, values, `of size "${size}"`);
  }
  validateExpectations(protocol.expectations, properties);
  for (const [name, { violates, parameters: values = {} }] of Object.entries(mutations)) {
    const owner = `The mutation "${name}"`;
    requireKnown(violates, properties, { code: 'FL105', owner, kind: 'property' });
    for (const parameter of Object.keys(values)) {
      requireKnown(parameter, parameters, { code: 'FL105', owner, kind: 'parameter' });
    }
    resolveParameters(parameters, values, `of mutation "${name}"`);
  }
}

/**
 * Checks that expectations are about properties that exist.
 *
 * @throws FaultlineError `FL105`.
 * @internal
 */
export function validateExpectations(expectations: object, properties: object): void {
  for (const name of Object.keys(expectations)) {
    const owner = 'The record of expectations';
    requireKnown(name, properties, { code: 'FL105', owner, kind: 'property' });
  }
}

/**
 * Checks roles, network and faults as they are for one set of parameters.
 *
 * @throws FaultlineError `FL101`, `FL104` or `FL106`.
 * @internal
 */
export function validateInstance(roles: RoleRecord, network: Network, faults: Faults): void {
  requireNames('role', roles);
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
  const { atOnce } = faults.crash;
  if (atOnce !== undefined && !(Number.isInteger(atOnce) && atOnce >= 1)) {
    refuse(`faults.crash.atOnce ${atOnce}`, 'give a whole number from 1, or leave it out.');
  }
  for (const name of faults.crash.roles ?? []) {
    requireKnown(name, roles, { code: 'FL104', owner: 'faults.crash', kind: 'role' });
  }
}

/**
 * Checks that the charts a mutation changes are charts of roles.
 *
 * @throws FaultlineError `FL105` for a role that the protocol does not have.
 * @internal
 */
export function validateMutation(name: string, charts: object, roles: RoleRecord): void {
  for (const role of Object.keys(charts)) {
    requireKnown(role, roles, { code: 'FL105', owner: `The mutation "${name}"`, kind: 'role' });
  }
}

/**
 * Checks the processes that the roles come to.
 *
 * @throws FaultlineError `FL101` for two processes of one name, `FL106` for one without input, `FL104`
 * for one that may restart and has several: a state does not tell with which it began.
 * @internal
 */
export function validateProcesses(processes: readonly DeclaredProcess[], { crash }: Faults): void {
  const ids = new Set<string>();
  for (const { id, role, inputs } of processes) {
    if (ids.has(id)) {
      throw new FaultlineError(
        'FL101',
        `Two processes are called "${id}".`,
        'rename one of the roles: the processes of a role with a count are called role1, role2 …',
      );
    }
    ids.add(id);
    if (inputs.length === 0) {
      throw new FaultlineError(
        'FL106',
        `The process "${id}" has no possible input: its list of inputs is empty.`,
        'give at least one in "inputs", or use "input".',
      );
    }
    const restarts = crash?.restart === true && crash.max !== 0;
    if (restarts && inputs.length > 1 && (crash.roles ?? [role]).includes(role)) {
      refuse(
        `a process "${id}" that may restart and has ${inputs.length} possible inputs`,
        'let the process choose by a stimulus and keep the choice in its durable context.',
      );
    }
  }
}

interface DeclaredProcess {
  readonly id: string;
  readonly role: string;
  readonly inputs: readonly unknown[];
}

function checkBudget(where: string, budget: Budget | undefined): void {
  if (budget === undefined || budget.max === 'unbounded') return;
  if (Number.isInteger(budget.max) && budget.max >= 0 && budget.max <= 255) return;
  refuse(
    `${where}.max ${String(budget.max)}`,
    'give a whole number from 0 to 255, or "unbounded".',
  );
}

function refuse(what: string, fix: string): never {
  throw new FaultlineError('FL104', `The declaration has ${what}.`, fix);
}

/** Names stand in commands, labels and links: they are words without spaces. */
function requireNames(kind: string, named: object): void {
  for (const name of Object.keys(named)) {
    if (/^[A-Za-z][\w-]*$/.test(name)) continue;
    throw new FaultlineError(
      'FL101',
      `The ${kind} ${JSON.stringify(name)} cannot be used in commands and links.`,
      'use a letter, and then letters, digits, "-" and "_".',
    );
  }
}

function requireKnown(
  name: string,
  known: object,
  asked: {
    readonly code: 'FL103' | 'FL104' | 'FL105';
    readonly owner: string;
    readonly kind: string;
  },
): void {
  if (Object.hasOwn(known, name)) return;
  const { code, owner, kind } = asked;
  const names = Object.keys(known).join(', ');
  throw new FaultlineError(
    code,
    `${owner} names the ${kind} "${name}", which the protocol does not have.`,
    names === '' ? `declare the ${kind}.` : `use ${names}.`,
  );
}
