import {
  help,
  json,
  layout,
  modelSections,
  precedenceNote,
  specNote,
  themeOption,
  type CommandDeclaration,
} from './declarations/declaration.ts';
import { documentCommands } from './declarations/documents.ts';
import { labCommand } from './declarations/lab.ts';

/** Every command, in the order of the help. */
export const commands: readonly CommandDeclaration[] = [
  {
    name: 'list',
    takesParameters: false,
    says: 'Lists the specs that come with Faultline.',
    sections: [{ title: 'Output', options: [json, ...layout, help] }],
    notes: [],
    examples: ['faultline list'],
    load: () => import('./commands/list.ts'),
  },
  {
    name: 'check',
    argument: '<spec>',
    takesParameters: true,
    says: 'Visits every reachable state and says what holds.',
    sections: [
      ...modelSections,
      {
        title: 'Limits',
        options: [
          { flags: '--states-max <n>', says: 'stop after so many distinct states' },
          { flags: '--depth-max <n>', says: 'explore paths of at most so many states' },
          {
            flags: '--memory-max <MiB>',
            says: "stop when the states take so much; by default 60 % of the\nmachine's memory",
          },
          { flags: '--keep-going', says: 'go on after a violation until all is decided' },
        ],
      },
      {
        title: 'Search',
        options: [
          {
            flags: '--depth-first',
            says: 'keep of a state only that it was met: three fifths of the\nmemory, no shortest counterexamples, and no liveness',
          },
          { flags: '--no-shorten', says: 'leave what is found depth-first as long as it is' },
          {
            flags: '--faults-up-to <n>',
            says: 'check with 0 faults, with at most 1, 2 … n in all, and\nstop at the first number that breaks a property',
          },
        ],
      },
      {
        title: 'Output',
        options: [
          {
            flags: '--format <name>',
            says: 'text (the default); json, one object and nothing else; or the\ncounterexample alone, while the verdict goes to stderr:\nsvg (a space-time diagram), mermaid (a sequence diagram),\nitf (for Apalache and Quint) or shiviz (a log with vector\nclocks)',
          },
          themeOption,
          { flags: '--json', says: 'the same as --format json' },
          { flags: '--mermaid', says: 'the same as --format mermaid' },
          {
            flags: '--save <folder>',
            says: 'write each counterexample and witness there, for `replay`;\nwith --format svg, mermaid, itf or shiviz in that format too',
          },
          ...layout,
          help,
        ],
      },
    ],
    notes: [
      ...specNote,
      '',
      ...precedenceNote,
      '',
      'Exit code',
      '  0    every property holds, or is violated as the spec expects',
      '  1    a property is violated',
      '  2    the command line or the spec is wrong, or a file cannot be written',
      '  3    unknown: a limit was reached before everything was decided',
      '  130  Ctrl-C: what was established so far is printed; a second one ends at once',
      '  141  nobody read the output',
    ],
    examples: [
      'faultline check two-phase-commit-abstract --size small',
      'faultline check my-protocol.ts --participants 4 --crashes 1 --no-restart',
    ],
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'walk',
    argument: '<spec>',
    takesParameters: true,
    says: 'Takes random walks, where there are too many states to check.',
    sections: [
      ...modelSections,
      {
        title: 'Walks',
        options: [
          { flags: '--seed <n>', says: 'take the same walks again; by default others each time' },
          { flags: '--walks <n>', says: 'how many walks; 1000 by default' },
          { flags: '--depth <n>', says: 'states on a walk; 100 by default' },
          {
            flags: '--fault-weight <x>',
            says: 'how likely a fault is, compared with any other action:\n1 by default, 0.1 for a tenth, 0 for none',
          },
          {
            flags: '--guided <which>',
            says: 'which walks prefer actions that were rarely taken: all,\nnone, or half of them (the default)',
          },
          { flags: '--keep-going', says: 'go on after a violation until all walks are taken' },
          { flags: '--no-shorten', says: 'leave what is found as long as it is' },
        ],
      },
      {
        title: 'Output',
        options: [
          { flags: '--json', says: 'print one JSON object and nothing else' },
          {
            flags: '--save <folder>',
            says: 'write each counterexample and witness there, for `replay`',
          },
          ...layout,
          help,
        ],
      },
    ],
    notes: [
      'A violation is shortened to the steps that it needs. Walks never show that a',
      'property always holds: "no violation found" says no more than that. What must',
      'happen some time is judged only where a walk comes back to a state, or may stay',
      'in one for ever. A "reachable" that a walk came to is witnessed: that one holds.',
      '',
      ...specNote,
      '',
      ...precedenceNote,
      '',
      'Exit code',
      '  0    no violation found, or only those that the spec expects',
      '  1    a property is violated',
      '  2    the command line or the spec is wrong, or a file cannot be written',
      '  130  Ctrl-C: what was established so far is printed; a second one ends at once',
      '  141  nobody read the output',
    ],
    examples: ['faultline walk two-phase-commit --participants 9 --walks 100'],
    load: () => import('./commands/walk.ts'),
  },
  {
    name: 'simulate',
    argument: '<spec>',
    takesParameters: true,
    says: 'Takes the steps that you choose, one by one.',
    sections: [
      ...modelSections,
      {
        title: 'Session',
        options: [
          { flags: '--from <file>', says: 'begin at the end of a saved trace, with its model' },
        ],
      },
      { title: 'Output', options: [...layout, help] },
    ],
    notes: [
      'A line says what to do: the number of an action, undo, state, properties, trace,',
      'save <file>, start, quit; `help` explains them. The lines may come from a pipe:',
      'there a line that cannot be followed ends the session.',
      '',
      ...specNote,
      '',
      ...precedenceNote,
      '',
      'Exit code',
      '  0    you said quit, or there were no more lines (Ctrl-D)',
      '  2    the command line, the spec or a trace is wrong, or a line from a pipe',
      '  130  Ctrl-C',
      '  141  nobody read the output',
    ],
    examples: ["printf '1\\n1\\nstate\\n' | faultline simulate two-phase-commit"],
    load: () => import('./commands/simulate.ts'),
  },
  {
    name: 'replay',
    argument: '<trace>',
    takesParameters: true,
    says: 'Takes the steps of a saved trace, or of a link to the lab, again.',
    sections: [
      {
        title: 'Trace',
        options: [
          {
            flags: '--spec <spec>',
            says: 'the spec, when it has moved since, or when the trace is\nof another tool',
          },
          {
            flags: '--hidden-steps <n>',
            says: 'how many steps may be left out between two states in a\ntrace of another tool; 1 by default',
          },
        ],
      },
      ...modelSections,
      {
        title: 'Output',
        options: [
          {
            flags: '--format <name>',
            says: 'text (the default), json, svg (a space-time diagram),\nmermaid (a sequence diagram), itf (for Apalache and Quint)\nor shiviz (a log with vector clocks)',
          },
          themeOption,
          { flags: '--json', says: 'the same as --format json' },
          { flags: '--mermaid', says: 'the same as --format mermaid' },
          ...layout,
          help,
        ],
      },
    ],
    notes: [
      'A link to the lab is given in quotes; what stands in it from # on is enough.',
      '`faultline check <spec> --save <folder>` writes the traces. A trace in the',
      'Informal Trace Format (.itf.json) may come from another tool too, such as',
      'Apalache or Quint: its steps are found by its states. Only then can the model be',
      'chosen; a trace of Faultline says itself what it is a trace of.',
      '',
      'Exit code',
      '  0    the trace can be taken, and nothing is violated at its end',
      '  1    the trace can be taken, and its property is violated at its end; any',
      '       property, when the trace is of another tool',
      '  2    the file cannot be read or does not fit the spec',
      '  141  nobody read the output',
    ],
    examples: ['faultline replay traces/two-phase-commit-abstract.canCommit.json'],
    load: () => import('./commands/replay.ts'),
  },
  ...documentCommands,
  labCommand,
];
