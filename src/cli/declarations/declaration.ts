import { faultOptions, timeOptions } from '../faults/fault-options.ts';
import type { Run } from '../given.ts';

/** An option of a command, as the help shows it. */
export interface OptionDeclaration {
  /** Name and value: `--size <name>`; a switch has no value. */
  readonly flags: string;
  /** A line of help; more lines are indented below it. */
  readonly says: string;
}

/** A command, as the help shows it; its code is loaded when it is run. */
export interface CommandDeclaration {
  readonly name: string;
  /** What it works on: `<spec>`. */
  readonly argument?: string;
  /** Whether it takes the parameters of the spec as options. */
  readonly takesParameters: boolean;
  /** What it does, in one sentence. */
  readonly says: string;
  readonly sections: readonly {
    readonly title: string;
    readonly options: readonly OptionDeclaration[];
  }[];
  /** What else there is to know; lines of at most 80 characters. */
  readonly notes: readonly string[];
  readonly examples: readonly string[];
  readonly load: () => Promise<{ readonly run: Run }>;
}

/** The option for JSON. */
export const json = { flags: '--json', says: 'print JSON' };
/** The option that every command has. */
export const help = { flags: '-h, --help', says: 'print this help' };
/** How text is laid out. */
export const layout = [
  { flags: '--ascii', says: 'draw with ASCII characters only' },
  { flags: '--no-color', says: 'no colours; NO_COLOR in the environment does the same' },
];

/** Of commands that draw pictures. */
export const themeOption = {
  flags: '--theme <name>',
  says: "of an svg: auto (the default, follows the reader's system),\nlight or dark",
};

/** What a spec is named by. */
export const specNote = [
  '<spec> is the name of a spec that comes with Faultline (see `faultline list`) or',
  'the path of a .ts or .js file that exports a protocol; `file.ts#id` when it',
  'exports several. Types are not checked: `npx tsc --noEmit` does that.',
];
/** What goes before what. */
export const precedenceNote = [
  "Parameters: the spec's defaults, over them those of the mutation, then those of",
  'the size, then --<parameter>. Options for faults replace what the spec (or the',
  'mutation) declares; where the spec has a parameter of the same name, such as',
  'crashes, the option is that parameter.',
];

/** The options by which a model is chosen. */
export const modelSections = [
  {
    title: 'Model',
    options: [
      { flags: '--size <name>', says: "one of the spec's sizes, such as tiny" },
      { flags: '--<parameter> <value>', says: 'a parameter of the spec: --participants 4' },
      { flags: '--mutation <name>', says: 'break the protocol in a way that the spec declares' },
    ],
  },
  { title: 'Faults', options: faultOptions },
  { title: 'Time', options: timeOptions },
];
