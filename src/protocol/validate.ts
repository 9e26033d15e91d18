import { FaultlineError } from '../errors.ts';
import { isInScope, type Faults } from './network.ts';
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
 * Checks the roles as they are for one set of parameters.
 *
 * @throws FaultlineError `FL101` or `FL106`.
 * @internal
 */
export function validateRoles(roles: RoleRecord): void {
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
  for (const process of processes) {
    const { id, inputs } = process;
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
    if (restarts && inputs.length > 1 && isInScope(crash, process)) {
      throw new FaultlineError(
        'FL104',
        `The declaration has a process "${id}" that may restart and has ${inputs.length} possible inputs.`,
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
    readonly code: 'FL103' | 'FL105';
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
