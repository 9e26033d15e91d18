import { help, specNote, type CommandDeclaration } from './declaration.ts';

/** The command that opens the lab. */
export const labCommand: CommandDeclaration = {
  name: 'lab',
  argument: '[<spec>]',
  takesParameters: false,
  says: 'Opens the lab: a page in which you play the network and the failures.',
  sections: [
    {
      title: 'Page',
      options: [
        { flags: '--port <n>', says: 'where this machine serves it; 4173 by default' },
        { flags: '--out <folder>', says: 'write the page there instead, as static files' },
        help,
      ],
    },
  ],
  notes: [
    'The page is served to this machine only, and loads nothing from elsewhere.',
    '',
    ...specNote,
    '',
    'Exit code',
    '  0    the page was written, or the server was ended',
    '  2    the command line or the spec is wrong, or the port is taken',
    '  130  Ctrl-C',
  ],
  examples: ['faultline lab my-protocol.ts'],
  load: () => import('../commands/lab.ts'),
};
