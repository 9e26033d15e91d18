import { lesson } from '#faultline';
import type { roles } from '../roles.ts';

/** The three words that everything else is said with. */
export const stateActionTrace = lesson<typeof roles>({
  id: 'state-action-trace',
  number: 1,
  title: 'State, action, trace',
  about:
    'What a checker sees of a protocol: where it is, what may happen next, and how it came there.',
  size: 'tiny',
  stages: [
    {
      kind: 'do',
      say: 'The state is all that is there at one moment: what each process is doing, and the messages in flight. Find a state in which a ping and a pong are in flight at once.',
      goal: ({ view }) => view.inFlight('ping').length > 0 && view.inFlight('pong').length > 0,
      hints: [
        'A pong is sent when a ping arrives. Then a second ping is needed.',
        'The pinger asks again when its timer fires.',
      ],
      because:
        'Each click was an action: one thing that happens. What is enabled now depends on the state alone, not on how you came here.',
      solution: [
        'stimulus play at pinger',
        'deliver ping(round=1) pinger → ponger1',
        'timeout pongTimeout at pinger',
      ],
    },
    {
      kind: 'ask',
      say: 'The strip at the bottom is your trace: the actions so far, in order. You go back to step 1 and do something else. What becomes of your steps 2 and 3?',
      choices: [
        'They are lost',
        'They are kept, as a branch',
        'They are done again, after the new one',
      ],
      answer: 1,
      because:
        'Try it: click on step 1, take another action, and open Branches. From one state many ways go on, and a checker looks down each.',
    },
    {
      kind: 'ask',
      aim: 'judge',
      say: 'This trace plays both rounds. A message was lost on the way, and sent again. Can both rounds be over after fewer steps?',
      start: [
        'stimulus play at pinger',
        'drop ping(round=1) pinger → ponger1',
        'timeout pongTimeout at pinger',
        'deliver ping(round=1) pinger → ponger1',
        'deliver pong(round=1) ponger1 → pinger',
        'stimulus play at pinger',
        'deliver ping(round=2) pinger → ponger1',
        'deliver pong(round=2) ponger1 → pinger',
      ],
      choices: ['No, eight is the least', 'Yes, six', 'Yes, four'],
      answer: 1,
      because: 'Each round begins, and needs a ping and a pong: three steps, twice.',
      claims: [{ property: 'canFinish', verdict: 'holds', steps: 6 }],
    },
    {
      kind: 'do',
      aim: 'shorten',
      say: 'Do it: both rounds over in six steps.',
      afresh: true,
      stepsMax: 6,
      goal: ({ view }) => view.process('pinger').matches('finished'),
      hints: ['Lose nothing, and let no timer fire.'],
      because:
        'A checker looks at near states before far ones. So what it shows you is always as short as any trace can be.',
      solution: [
        'stimulus play at pinger',
        'deliver ping(round=1) pinger → ponger1',
        'deliver pong(round=1) ponger1 → pinger',
        'stimulus play at pinger',
        'deliver ping(round=2) pinger → ponger1',
        'deliver pong(round=2) ponger1 → pinger',
      ],
    },
    {
      kind: 'ask',
      say: 'Two rounds, two tries in each, and one message that may be lost. How many different states are there in all?',
      choices: ['About ten', 'About a hundred', 'About a million'],
      answer: 1,
      because:
        '107. Press "Check every state" and see: it counts them, and tells what is true in every one.',
      claims: [{ property: 'answered', verdict: 'holds', distinct: 107 }],
    },
  ],
});
