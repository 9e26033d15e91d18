import {
  help,
  modelSections,
  precedenceNote,
  specNote,
  themeOption,
  type CommandDeclaration,
} from './declaration.ts';

/** The commands that write pictures and pages. */
export const documentCommands: readonly CommandDeclaration[] = [
  {
    name: 'graph',
    argument: '<spec>',
    takesParameters: true,
    says: 'Writes the graph of all states and transitions.',
    sections: [
      ...modelSections,
      {
        title: 'Limits',
        options: [
          {
            flags: '--states-max <n>',
            says: 'stop after so many states; 10000 by default, 100 for mermaid',
          },
        ],
      },
      {
        title: 'Output',
        options: [
          {
            flags: '--format <name>',
            says: 'dot (the default), svg (a picture), aut (Aldebaran, for CADP,\nmCRL2), json or mermaid (a state diagram, for small graphs)',
          },
          {
            flags: '--view <what>',
            says: 'in a picture, draw states as one that look the same: charts\n(the states of all charts), counts (how many of each role\nare where), or those of some processes or roles: a,b',
          },
          { flags: '--trace <file>', says: 'in a picture, show the way of a saved trace' },
          themeOption,
          { flags: '--json', says: 'the same as --format json' },
          { flags: '--out <file>', says: 'write to a file instead of the terminal' },
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
      '  0    the graph is complete',
      '  2    the command line or the spec is wrong, or the file cannot be written',
      '  3    states are missing because of the limit',
      '  141  nobody read the output',
    ],
    examples: [
      'faultline graph two-phase-commit-abstract --resource-managers 1 | dot -Tsvg',
      'faultline graph two-phase-commit --size tiny --format svg --view charts',
    ],
    load: () => import('../commands/graph.ts'),
  },
  {
    name: 'draw',
    argument: '<spec>',
    takesParameters: true,
    says: 'Draws the statechart of a role, or who sends what to whom.',
    sections: [
      {
        title: 'Picture',
        options: [
          { flags: '--chart <role>', says: 'whose statechart: a role or a monitor of the spec' },
          {
            flags: '--coverage',
            says: 'explore every state, and write beside each arrow how many\nsteps take it; an arrow that none takes is dashed',
          },
          {
            flags: '--trace <file>',
            says: 'show a saved trace in the chart: the way of the\nprocesses, in which steps, and where it has led them',
          },
          { flags: '--step <n>', says: 'of a trace only the first so many steps' },
          { flags: '--process <id>', says: 'of a trace only one process' },
          {
            flags: '--flow',
            says: 'instead of a chart the message flow: which role sends which\nmessage to which, in which states, from what was explored',
          },
          {
            flags: '--states-max <n>',
            says: 'explore no more states than these; 1000000 by default',
          },
        ],
      },
      ...modelSections,
      {
        title: 'Output',
        options: [
          {
            flags: '--format <name>',
            says: 'svg (the default), mermaid (a state diagram), dot, or json:\nthe places of all boxes, labels and lines',
          },
          themeOption,
          { flags: '--out <file>', says: 'write to a file instead of the terminal' },
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
      '  0    the picture is drawn',
      '  2    the command line or the spec is wrong, or the file cannot be written',
      '  141  nobody read the output',
    ],
    examples: ['faultline draw two-phase-commit --chart participant --out participant.svg'],
    load: () => import('../commands/draw.ts'),
  },
  {
    name: 'docs',
    argument: '<spec…>',
    takesParameters: false,
    says: 'Documents specs: charts, verdicts, counterexamples.',
    sections: [
      {
        title: 'Output',
        options: [
          { flags: '--out <folder>', says: 'where the pages go; docs by default' },
          { flags: '--check', says: 'write nothing, and say which files are out of date' },
          help,
        ],
      },
      {
        title: 'What is checked',
        options: [
          {
            flags: '--size <names>',
            says: 'only these sizes, as in tiny,small; then no mutation is\ntried that is not named',
          },
          { flags: '--mutation <names>', says: 'of the mutations only these' },
          {
            flags: '--states-max <n>',
            says: 'end each check after so many states; 200000 by default',
          },
        ],
      },
    ],
    notes: [
      'Every size and every mutation of the spec is checked, unless some are named; the page',
      'says what was not. What was found is kept in <folder>/.faultline-docs.json, so that a',
      'spec that has not changed since is not checked again. The prose of a README.md beside',
      'the spec comes first on its page.',
      '',
      ...specNote,
      '',
      'Exit code',
      '  0    the pages are written, or up to date',
      '  1    with --check: a file is out of date',
      '  2    the command line or a spec is wrong, or a file cannot be written',
      '  130  Ctrl-C: the checks made so far are kept',
      '  141  nobody read the output',
    ],
    examples: [
      'faultline docs two-phase-commit-abstract my-protocol.ts --out docs/protocols',
      'faultline docs raft --size tiny --out docs/protocols',
    ],
    load: () => import('../commands/docs.ts'),
  },
];
