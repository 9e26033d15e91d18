import { lesson } from '#faultline';
import type { roles } from '../roles.ts';

/** The ping is lost, sent again, and lost again. */
const lossForEver = [
  'stimulus play at pinger',
  'drop ping(round=1) pinger → ponger1',
  'timeout pongTimeout at pinger',
];

/** What weak and strong fairness take for granted. */
export const fairness = lesson<typeof roles>({
  id: 'fairness',
  number: 11,
  title: 'How fair is the network?',
  about:
    'The same promise is broken under weak fairness and kept under strong fairness. Find out why.',
  size: 'patient',
  stages: [
    {
      kind: 'do',
      say: 'This pinger asks without end, and you may lose every ping. Keep the round from ending: come back to a state that you have been in before, with a loss on the way.',
      goal: ({ view, steps, isAgain }) =>
        isAgain &&
        view.process('pinger').matches('waiting') &&
        steps.some((label) => label.startsWith('drop ')),
      hints: [
        'Which step undoes a loss? The pinger can send again.',
        'Play, lose the ping, let the timer fire: a ping is in flight as it was before.',
      ],
      because:
        'The state is the same, so you can do the same again, for ever. A way that ends in a circle is called a lasso.',
      solution: lossForEver,
    },
    {
      kind: 'ask',
      aim: 'judge',
      say: 'Weak fairness: what is enabled all the time from some time on is done at last. This lasso repeats steps 2 and 3 for ever, and never delivers the ping. Does weak fairness rule it out?',
      start: lossForEver,
      cycleStart: 1,
      choices: [
        'Yes: the ping could be delivered',
        'No: after each loss there is no ping to deliver',
      ],
      answer: 1,
      because:
        'Go through the steps: the delivery is enabled, then not, then again. It is never enabled all the time. So a weakly fair network may do this.',
      claims: [{ property: 'endsWeakly', verdict: 'violated' }],
    },
    {
      kind: 'ask',
      aim: 'judge',
      say: 'Strong fairness: what is enabled again and again is done at last. Does it rule out the same lasso?',
      start: lossForEver,
      cycleStart: 1,
      choices: ['Yes', 'No'],
      answer: 0,
      because:
        'In each turn there is a moment in which the ping can be delivered. Strong fairness says that one of these is taken: then the round ends.',
      claims: [{ property: 'endsStrongly', verdict: 'holds' }],
    },
    {
      kind: 'ask',
      say: 'The protocol has the promise "a round that is begun comes to an end" twice: endsWeakly, endsStrongly. Guess what the checker says of them. Then press "Check every state".',
      choices: ['Both hold', 'endsWeakly is violated, endsStrongly holds', 'Both are violated'],
      answer: 1,
      because:
        'The pinger is the same. Only what is taken for granted of the network differs, and the verdict flips.',
      claims: [
        { property: 'endsWeakly', verdict: 'violated' },
        { property: 'endsStrongly', verdict: 'holds' },
      ],
    },
    {
      kind: 'do',
      aim: 'break',
      say: 'Strong fairness is no magic. A rule is broken now: the pinger that waits in vain does not ask again. Find a lasso in which no ping is ever in flight.',
      mutate: 'asks-once',
      goal: ({ view, isAgain }) =>
        isAgain && view.messages.length === 0 && view.process('pinger').matches('waiting'),
      hints: ['Lose the only ping. Then let the timer fire.'],
      because:
        'What is never enabled need never be done. Fairness helps those that try again and again.',
      claims: [{ property: 'endsStrongly', verdict: 'violated', mutation: 'asks-once', steps: 3 }],
      solution: lossForEver,
    },
    {
      kind: 'ask',
      say: 'You prove that your protocol ends under strong fairness of deliveries. What have you promised to those who run it?',
      choices: [
        'That it ends within a minute',
        'That it ends, if what they send again and again gets through at some time',
        'That it ends in every network',
      ],
      answer: 1,
      because:
        'Fairness is an assumption about the world, and says nothing about how long it takes. Assume as little as you can.',
    },
  ],
});
