import { lesson, violates } from '#faultline';
import type { roles } from '../roles.ts';

/** Messages move when the learner moves them, and may be lost. */
export const youAreTheNetwork = lesson<typeof roles>({
  id: 'you-are-the-network',
  number: 0,
  title: 'You are the network',
  about: 'Carry a ping and its answer, lose one, and see what the others can know of it.',
  size: 'tiny',
  stages: [
    {
      kind: 'do',
      say: 'The pinger wants to know whether ponger1 is there. What can happen next is listed under "What happens next?". Let the pinger play, bring its ping to ponger1, and the answer back.',
      goal: ({ view }) => view.process('pinger').context.over >= 1,
      hints: [
        'Click on what is to happen, or press its number.',
        'Pinger is given play. Then deliver the ping, then the pong.',
      ],
      because:
        'Nothing moved by itself. A message arrives when you, the network, deliver it, and no sooner.',
      solution: [
        'stimulus play at pinger',
        'deliver ping(round=1) pinger → ponger1',
        'deliver pong(round=1) ponger1 → pinger',
      ],
    },
    {
      kind: 'do',
      say: 'Networks lose things. Begin the second round, and lose a message.',
      goal: ({ view }) => view.faults.drops === 1,
      hints: [
        'A message that is not there cannot be lost: let the pinger play first.',
        'Losing is under "Failures".',
      ],
      because: 'It is gone. Look at the pinger: it is waiting, as it was before.',
      solution: ['stimulus play at pinger', 'drop ping(round=2) pinger → ponger1'],
    },
    {
      kind: 'ask',
      say: 'How does the pinger find out that a message was lost?',
      choices: [
        'The network tells it',
        'It does not. It can only wait, and after a while ask again',
        'ponger1 tells it',
      ],
      answer: 1,
      because:
        'A message that is lost looks like one that is late. All that the pinger has is a timer.',
    },
    {
      kind: 'do',
      say: 'Bring the second round to its end all the same.',
      goal: ({ view }) => view.process('pinger').matches('finished'),
      hints: [
        'What is lost stays lost. Somebody has to ask again.',
        'Let the timer pongTimeout of the pinger fire, and deliver what it sends.',
      ],
      because: 'Asking again is how all protocols live with loss. But it has a price: see next.',
      solution: [
        'timeout pongTimeout at pinger',
        'deliver ping(round=2) pinger → ponger1',
        'deliver pong(round=2) ponger1 → pinger',
      ],
    },
    {
      kind: 'do',
      aim: 'break',
      say: 'A rule is broken now: the pinger does not look at the round of an answer. Make it believe that round 2 is over although ponger1 has never heard of round 2.',
      mutate: 'any-pong-counts',
      goal: violates('answered'),
      hints: [
        'An answer to round 1 has to come in round 2. So there have to be two of them.',
        'In round 1 let the timer fire at once: then two pings are on their way, and both are answered.',
        'End round 1 with the first answer. Deliver the second one in round 2.',
      ],
      because:
        'An old answer was taken for a new one. That is why messages carry numbers: where you can ask twice, you can be answered twice.',
      claims: [
        { property: 'answered', verdict: 'violated', mutation: 'any-pong-counts', steps: 7 },
        { property: 'answered', verdict: 'holds' },
      ],
      solution: [
        'stimulus play at pinger',
        'timeout pongTimeout at pinger',
        'deliver ping(round=1) pinger → ponger1',
        'deliver ping(round=1) pinger → ponger1',
        'deliver pong(round=1) ponger1 → pinger',
        'stimulus play at pinger',
        'deliver pong(round=1) ponger1 → pinger',
      ],
    },
  ],
});
