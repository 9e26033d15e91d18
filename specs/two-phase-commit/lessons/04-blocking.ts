import { lesson } from '#faultline';
import type { roles } from '../roles.ts';

/** The window in which two-phase commit has to wait, and why no shortcut helps. */
export const blocking = lesson<typeof roles>({
  id: 'two-phase-commit-blocks',
  number: 4,
  title: 'Two-phase commit waits',
  about: 'Crash one process at the worst moment, and watch the others unable to go on.',
  size: 'tiny',
  stages: [
    {
      kind: 'do',
      say: 'A client wants a transaction committed. Bring participant1 to promise its yes: then it is prepared.',
      goal: ({ view }) => view.process('participant1').matches('prepared'),
      hints: [
        'The coordinator is given begin first.',
        'Then participant1 receives prepare, and chooses yes.',
      ],
      because: 'A prepared participant has given its word. It may no longer abort on its own.',
      solution: [
        'stimulus begin at coordinator',
        'deliver prepare coordinator → participant1',
        'stimulus chooseYes at participant1',
      ],
    },
    {
      kind: 'ask',
      say: 'The coordinator crashes now. May participant1 decide by itself?',
      choices: ['Yes: abort', 'Yes: commit, as it has voted yes', 'No: it has to wait'],
      answer: 2,
      because:
        'The coordinator may have decided either way before it crashed. Whatever participant1 chooses alone may be wrong.',
      claims: [{ property: 'canBlock', verdict: 'holds', steps: 6 }],
    },
    {
      kind: 'do',
      say: 'Make it as bad as it gets: both participants prepared, and the coordinator down.',
      goal: ({ view }) =>
        !view.process('coordinator').alive &&
        view.all('participant').every((participant) => participant.matches('prepared')),
      hints: [
        'Bring participant2 to its yes as you did with participant1.',
        'Crashes are among the failures.',
      ],
      because:
        'All who are up have voted yes, and nobody may go on. The property neverBlocks is about this: let the checker show it.',
      claims: [{ property: 'neverBlocks', verdict: 'violated' }],
      solution: [
        'deliver prepare coordinator → participant2',
        'stimulus chooseYes at participant2',
        'crash coordinator',
      ],
    },
    {
      kind: 'do',
      aim: 'break',
      say: 'A rule is broken now: a participant that waits in vain aborts. Make two processes decide differently.',
      mutate: 'unilateral-abort-after-yes',
      goal: ({ violated }) => violated.includes('agreement'),
      hints: [
        'One of them has to commit: for that all votes have to be yes.',
        'Before participant1 hears of the commit, let its decisionTimeout fire.',
      ],
      because: 'That is why a participant waits: giving up after a yes breaks the promise.',
      claims: [
        {
          ...{ property: 'agreement', verdict: 'violated', steps: 8 },
          mutation: 'unilateral-abort-after-yes',
        },
        { property: 'agreement', verdict: 'holds' },
      ],
      solution: [
        'stimulus begin at coordinator',
        'deliver prepare coordinator → participant1',
        'deliver prepare coordinator → participant2',
        'stimulus chooseYes at participant1',
        'stimulus chooseYes at participant2',
        'deliver yes participant1 → coordinator',
        'deliver yes participant2 → coordinator',
        'timeout decisionTimeout at participant1',
      ],
    },
  ],
});
