import { budgetLetters, type BudgetName, type Settings } from './settings.ts';

/** All that a link says: enough to see what its sender saw. */
export interface Link {
  readonly settings: Settings;
  /** Which initial state, counted from 0. */
  readonly initial: number;
  /** The places of the actions among those that were enabled. */
  readonly choices: readonly number[];
  /** After how many of the steps. */
  readonly selected: number;
  /** How many steps come before those that are repeated for ever; undefined when nothing is. */
  readonly cycleStart: number | undefined;
  /** Of the state at the end: shows whether the protocol has changed since. See `checkDigits`. */
  readonly check: string | undefined;
  /** The lesson that is taken, and its stage, counted from 0. */
  readonly lesson: { readonly id: string; readonly stage: number } | undefined;
}

/** A link of so many characters or more is better sent as a file. */
export const linkLengthMax = 2000;

/** Nobody takes more steps by hand; a longer trace is garbage. */
const choicesMax = 5000;

/**
 * A link as the part of an address that begins with `#`: it never reaches a server.
 *
 * @example
 * linkText(link); // '#two-phase-commit/tiny?m=vote-not-logged&t=0.3.1a&s=2&k=9c20f1'
 */
export function linkText(link: Link): string {
  const { settings, initial, choices, selected, cycleStart, check, lesson } = link;
  const { spec, size, parameters, budgets, mutation } = settings;
  const trace = [initial, ...choices].map((index) => index.toString(36)).join('.');
  const isAtEnd = selected === choices.length;
  const values = {
    q: pairs(Object.entries(parameters).map(([name, text]) => `${name}:${text}`)),
    f: pairs(
      Object.entries(budgetLetters).flatMap(([letter, name]) => {
        const max = budgets[name];
        return max === undefined ? [] : [`${letter}${max}`];
      }),
    ),
    m: mutation,
    t: initial === 0 && choices.length === 0 ? undefined : trace,
    s: isAtEnd ? undefined : String(selected),
    c: cycleStart === undefined ? undefined : String(cycleStart),
    k: choices.length === 0 ? undefined : check,
    n: lesson && `${lesson.id}.${lesson.stage}`,
  };
  const query = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        `${key}=${encodeURIComponent(value as string)
          .replaceAll('%2C', ',')
          .replaceAll('%3A', ':')}`,
    )
    .join('&');
  const place = `${encodeURIComponent(spec)}/${encodeURIComponent(size ?? '-')}`;
  return `#${place}${query === '' ? '' : `?${query}`}`;
}

/**
 * Reads a link. What it does not understand it leaves out: an old link shows as much as it can.
 *
 * @param hash - The part of an address from `#` on.
 * @returns undefined when no spec is named.
 */
export function linkIn(hash: string): Link | undefined {
  const [place = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [spec, size] = place.split('/').map(decoded);
  if (spec === undefined || spec === '') return undefined;
  const values = valuesIn(query);
  const [initial, ...choices] = numbersIn(values.get('t') ?? '0');
  const lesson = /^(.+)\.(\d{1,3})$/.exec(values.get('n') ?? '');
  return {
    settings: {
      spec,
      size: size === undefined || size === '' || size === '-' ? undefined : size,
      parameters: parametersIn(values.get('q') ?? ''),
      budgets: budgetsIn(values.get('f') ?? ''),
      mutation: values.get('m'),
    },
    initial: initial ?? 0,
    choices,
    selected: countIn(values.get('s')) ?? choices.length,
    cycleStart: countIn(values.get('c')),
    check: values.get('k'),
    lesson: lesson === null ? undefined : { id: lesson[1] ?? '', stage: Number(lesson[2]) },
  };
}

function pairs(texts: readonly string[]): string | undefined {
  return texts.length === 0 ? undefined : texts.join(',');
}

function valuesIn(query: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of query.split('&')) {
    const [key = '', text = ''] = part.split(/=(.*)/s);
    const value = decoded(text);
    if (value !== '') found.set(key, value);
  }
  return found;
}

/** The numbers of a trace, up to the first that is none. */
function numbersIn(text: string): readonly number[] {
  const numbers: number[] = [];
  for (const part of text.split('.', choicesMax)) {
    if (!/^[0-9a-z]{1,5}$/.test(part)) break;
    numbers.push(parseInt(part, 36));
  }
  return numbers;
}

function parametersIn(text: string): Readonly<Record<string, string>> {
  const found = text.split(',').flatMap((part) => {
    const [name = '', value] = part.split(/:(.*)/s);
    return value === undefined || !/^[A-Za-z]\w*$/.test(name) ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}

function budgetsIn(text: string): Settings['budgets'] {
  const found = text.split(',').flatMap((part) => {
    const name = letterNames.get(part.charAt(0));
    const max = countIn(part.slice(1));
    return name === undefined || max === undefined ? [] : [[name, max] as const];
  });
  return Object.fromEntries(found);
}

const letterNames: ReadonlyMap<string, BudgetName> = new Map(Object.entries(budgetLetters));

function countIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
