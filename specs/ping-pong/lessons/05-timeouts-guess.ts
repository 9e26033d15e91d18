import { lesson } from '#faultline';
import type { roles } from '../roles.ts';

/** That nobody can tell a crash from a slow network. */
export const timeoutsGuess = lesson<typeof roles>({
  id: 'timeouts-guess',
  number: 5,
  title: 'Crashed, or only slow?',
  about:
    'Let a timeout be right, then let it be wrong, and compare what the one who waits can see.',
  size: 'suspicious',
  stages: [
    {
      kind: 'do',
      say: 'The pinger asks once. If its timer fires before an answer comes, it takes ponger1 for crashed: it is suspecting. Let it be right.',
      goal: ({ view }) => view.process('pinger').matches('suspecting') && view.faults.crashes > 0,
      hints: ['Let it play, crash ponger1, and let the timer pongTimeout fire.'],
      because: 'ponger1 is down, and the pinger says so.',
      solution: ['stimulus play at pinger', 'crash ponger1', 'timeout pongTimeout at pinger'],
    },
    {
      kind: 'do',
      aim: 'break',
      say: 'Now let it be wrong: it suspects ponger1, which is up and has even answered.',
      afresh: true,
      goal: ({ view }) =>
        view.process('pinger').matches('suspecting') &&
        view.faults.crashes === 0 &&
        view.process('ponger1').context.last === 1,
      hints: [
        'The answer is on its way, but it is slow.',
        'Deliver the ping, leave the pong where it is, and let the timer fire.',
      ],
      because: 'Nothing has failed at all. A message took longer than the timer.',
      claims: [
        { property: 'canSuspectSlow', verdict: 'holds', steps: 3 },
        { property: 'suspectsOnlyCrashed', verdict: 'violated', steps: 2 },
      ],
      solution: [
        'stimulus play at pinger',
        'deliver ping(round=1) pinger → ponger1',
        'timeout pongTimeout at pinger',
      ],
    },
    {
      kind: 'ask',
      say: 'What does the pinger see that tells the two cases apart?',
      choices: [
        'The ping was delivered in one of them',
        'Nothing: it has asked, and no answer has come',
        'How long the timer has run',
      ],
      answer: 1,
      because:
        'Look at the state of the pinger: it is the same in both. What it cannot see it cannot act on.',
    },
    {
      kind: 'ask',
      aim: 'repair',
      say: 'What would make the timeout right in every case?',
      choices: [
        'A longer timer',
        'Asking three times',
        'A bound on how long messages and answers take, and a timer that is longer',
      ],
      answer: 2,
      because:
        'Without a bound each timer is too short for some message, and each try can be slow in the same way. With one, a timer that fires means a crash.',
      claims: [{ property: 'suspectsOnlyCrashed', verdict: 'violated', size: 'tiny', steps: 3 }],
    },
    {
      kind: 'do',
      aim: 'avoid',
      say: 'Here is such a world: a timer fires only when ponger1 has crashed. Try to have it suspected wrongly. When you give up, bring the round to an end.',
      size: 'accurate',
      goal: ({ view, wereViolated }) =>
        view.process('pinger').hasTag('end') && wereViolated.length === 0,
      hints: ['While ponger1 is up there is no timeout to choose. Deliver the messages instead.'],
      because:
        'It cannot be done: the checker has been in all 9 states. Three-phase commit rests on this assumption, and breaks where it is false.',
      claims: [
        { property: 'suspectsOnlyCrashed', verdict: 'holds', size: 'accurate', distinct: 9 },
      ],
      solution: [
        'stimulus play at pinger',
        'deliver ping(round=1) pinger → ponger1',
        'deliver pong(round=1) ponger1 → pinger',
      ],
    },
    {
      kind: 'ask',
      say: 'The internet has no such bound. What may a protocol use a timeout for?',
      choices: [
        'To decide that another is dead, and take its place',
        'To try something else, as long as nothing goes wrong when the guess is wrong',
        'For nothing',
      ],
      answer: 1,
      because:
        'A wrong guess may cost time, never correctness. In Raft a timeout starts an election, and votes keep it safe.',
    },
  ],
});
