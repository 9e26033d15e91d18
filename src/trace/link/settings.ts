import { FaultlineError } from '../../errors.ts';
import { modelOf, type FaultChoices, type Model, type ModelChoices } from '../../protocol/model.ts';
import type { Network } from '../../protocol/network.ts';
import type { Protocol } from '../../protocol/protocol.ts';

/** The failures whose number can be chosen, by the letter that stands for each in a link. */
export const budgetLetters = {
  l: 'loss',
  u: 'duplication',
  o: 'reordering',
  c: 'crash',
  z: 'pause',
  p: 'partition',
} as const;

/** A failure whose number can be chosen. */
export type BudgetName = (typeof budgetLetters)[keyof typeof budgetLetters];

/** What was chosen in order to make a model of a protocol. */
export interface Settings {
  /** The name of the spec. */
  readonly spec: string;
  /** One of the protocol's sizes; undefined for the defaults of its parameters. */
  readonly size: string | undefined;
  /** Parameters over those of the size. */
  readonly parameters: Readonly<Record<string, string>>;
  /** How often each failure may happen, over what the protocol says. */
  readonly budgets: Readonly<Partial<Record<BudgetName, number>>>;
  /** One of the protocol's mutations; undefined for the protocol as it should be. */
  readonly mutation: string | undefined;
}

/** Nothing chosen but the spec and, where it has any, its first size. */
export function settingsFor(spec: string, size: string | undefined): Settings {
  return { spec, size, parameters: {}, budgets: {}, mutation: undefined };
}

/**
 * The model that was chosen.
 *
 * @throws FaultlineError `FL1xx` for a choice that cannot be made.
 */
export function modelFor(protocol: Protocol, settings: Settings): Model {
  return modelOf(protocol, choicesOf(protocol, settings));
}

/** What was chosen, as the checker takes it. */
export function choicesOf(protocol: Protocol, settings: Settings): ModelChoices {
  const { size, parameters, budgets, mutation } = settings;
  const plain = modelOf(protocol, { size, parameters: valuesOf(protocol, parameters), mutation });
  return {
    size,
    mutation,
    parameters: valuesOf(protocol, parameters),
    network: networkChoices(plain.network, budgets),
    faults: faultChoices(budgets),
  };
}

/**
 * The fewest choices that make a model.
 *
 * @returns Not exact when no settings make this very model, such as one with another order of messages: then its
 * network, its failures or its time are those of the protocol.
 */
export function settingsOf(
  model: Model,
  spec: string,
): { readonly settings: Settings; readonly isExact: boolean } {
  const { protocol, mutation } = model;
  const plain = [undefined, ...Object.keys(protocol.sizes)]
    .map((size) => settingsAbout(model, { ...settingsFor(spec, size), mutation }))
    .sort((one, other) => countOf(one.parameters) - countOf(other.parameters));
  const counted = Object.entries(budgetsOf(model)).filter(([, max]) => max !== 'unbounded');
  const budgets = Object.fromEntries(counted) as Settings['budgets'];
  const exact = [...plain, ...plain.map((settings) => ({ ...settings, budgets }))].find(
    (settings) => makes(settings, model),
  );
  return { settings: exact ?? (plain[0] as Settings), isExact: exact !== undefined };
}

/** With the parameters that differ from what these settings make of them. */
function settingsAbout({ protocol, parameters }: Model, settings: Settings): Settings {
  const { size, mutation } = settings;
  const usual = modelOf(protocol, { size, mutation }).parameters;
  const chosen = Object.entries(parameters).filter(([name, value]) => value !== usual[name]);
  const texts = chosen.map(([name, value]) => [name, String(value)] as const);
  return { ...settings, parameters: Object.fromEntries(texts) };
}

function makes(settings: Settings, model: Model): boolean {
  try {
    return choicesText(modelFor(model.protocol, settings)) === choicesText(model);
  } catch (error) {
    if (error instanceof FaultlineError) return false;
    throw error;
  }
}

function choicesText({ parameters, network, faults, time }: Model): string {
  return JSON.stringify([parameters, network, faults, time]);
}

function countOf(record: object): number {
  return Object.keys(record).length;
}

/** What may happen how often in a model; only what it counts. */
export function budgetsOf(
  model: Model,
): Readonly<Partial<Record<BudgetName, number | 'unbounded'>>> {
  const { network, faults } = model;
  const all = {
    loss: network.loss?.max,
    duplication: network.duplication?.max,
    reordering: network.reordering?.max,
    crash: faults.crash?.max,
    pause: faults.pause?.max,
    partition: faults.partition?.max,
  };
  return Object.fromEntries(Object.entries(all).filter(([, max]) => max !== undefined));
}

/** Parameters are written as text, in links and in fields: numbers and truth values are read from it. */
function valuesOf(
  protocol: Protocol,
  texts: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]): readonly [string, unknown] => {
      switch (protocol.parameters[name]?.kind) {
        case 'integer':
          return [name, text.trim() === '' ? text : Number(text)];
        case 'boolean':
          return [name, text === 'true' ? true : text === 'false' ? false : text];
        case 'choice':
        case undefined:
          return [name, text];
      }
    }),
  );
}

function networkChoices(plain: Network, budgets: Settings['budgets']): Partial<Network> {
  const chosen = (['loss', 'duplication', 'reordering'] as const).flatMap((name) => {
    const max = budgets[name];
    return max === undefined ? [] : [[name, { ...plain[name], max }] as const];
  });
  return Object.fromEntries(chosen);
}

function faultChoices(budgets: Settings['budgets']): FaultChoices {
  const chosen = (['crash', 'pause', 'partition'] as const).flatMap((name) => {
    const max = budgets[name];
    return max === undefined ? [] : [[name, { max }] as const];
  });
  return Object.fromEntries(chosen);
}
