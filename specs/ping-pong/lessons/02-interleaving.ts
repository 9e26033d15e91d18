import { lesson } from '#faultline';
import type { roles } from '../roles.ts';

/** How many orders there are of steps that have nothing to do with each other. */
export const interleaving = lesson<typeof roles>({
  id: 'interleaving',
  number: 2,
  title: 'In every order',
  about:
    'Count the orders in which two and three messages can arrive, and the states between them.',
  size: 'together',
  stages: [
    {
      kind: 'do',
      say: 'Three pongers are asked at once. Begin the round, and deliver the ping to ponger1, then the one to ponger2.',
      goal: ({ steps }) =>
        steps.length === 3 && isPingTo(steps[1], 'ponger1') && isPingTo(steps[2], 'ponger2'),
      hints: ['The pinger is given play first; then two deliveries, in this order.'],
      because: 'Both have heard the ping. Remember this state.',
      solution: [
        'stimulus play at pinger',
        'deliver ping(round=1) pinger → ponger1',
        'deliver ping(round=1) pinger → ponger2',
      ],
    },
    {
      kind: 'do',
      aim: 'swap',
      say: 'Come to the very same state with ponger2 before ponger1.',
      afresh: true,
      stepsMax: 3,
      goal: ({ steps }) =>
        steps.length === 3 && isPingTo(steps[1], 'ponger2') && isPingTo(steps[2], 'ponger1'),
      hints: ['Only the order of the two deliveries changes.'],
      because:
        'Two traces, one state. The deliveries are independent: neither sees what the other has done, so nobody can ever tell which came first.',
      solution: [
        'stimulus play at pinger',
        'deliver ping(round=1) pinger → ponger2',
        'deliver ping(round=1) pinger → ponger1',
      ],
    },
    {
      kind: 'ask',
      say: 'Two pings can arrive in 2 orders. In how many can all three?',
      choices: ['3', '6', '8'],
      answer: 1,
      because:
        'Any of the three comes first, any of the two that are left second: 3 · 2 · 1 = 6. Ten messages have 3 628 800 orders.',
    },
    {
      kind: 'ask',
      say: 'On all these 6 ways together: how many different states are there, from "no ping has arrived" to "all have"?',
      choices: ['6', '8', '24'],
      answer: 1,
      because:
        'Each ping has arrived or has not: 2 · 2 · 2 = 8. That is why a checker stores states and not traces. Ten messages have 1 024.',
    },
    {
      kind: 'do',
      say: 'Not everything can be swapped. Let the pong of ponger3 arrive as early as possible: in the third step.',
      afresh: true,
      stepsMax: 3,
      goal: ({ steps }) => steps.at(-1)?.startsWith('deliver pong(round=1) ponger3') === true,
      hints: ['What has to happen before ponger3 sends its pong?'],
      because:
        'Its ping comes before its pong in every trace, as one causes the other. Only what is independent comes in every order. With answers and timeouts there are 91 states in all.',
      claims: [{ property: 'answered', verdict: 'holds', distinct: 91 }],
      solution: [
        'stimulus play at pinger',
        'deliver ping(round=1) pinger → ponger3',
        'deliver pong(round=1) ponger3 → pinger',
      ],
    },
  ],
});

function isPingTo(label: string | undefined, ponger: string): boolean {
  return label === `deliver ping(round=1) pinger → ${ponger}`;
}
