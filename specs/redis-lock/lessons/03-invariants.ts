import { lesson, violates } from '#faultline';
import type { roles } from '../roles.ts';

const token1 = 'token={"client":"client1","attempt":1}';
const token2 = 'token={"client":"client2","attempt":1}';

/** What client1 does to have the lock. */
const client1Holds = [
  'stimulus acquire at client1',
  `deliver set(${token1}) client1 → server`,
  `deliver ok(${token1}, fence=1) server → client1`,
];
/** The key expires while client1 stands still, and client2 is given the lock. */
const client2Holds = [
  'tick',
  'tick',
  'tick',
  'timeout ttl at server',
  'stimulus acquire at client2',
  `deliver set(${token2}) client2 → server`,
  `deliver ok(${token2}, fence=2) server → client2`,
];

/** What an invariant is, with a lock that does not keep it. */
export const invariants = lesson<typeof roles>({
  id: 'a-lock-that-breaks',
  number: 3,
  title: 'A lock that breaks',
  about: 'An invariant is true in every state. Find one state in which that of a lock is false.',
  size: 'small',
  stages: [
    {
      kind: 'do',
      say: 'A lock is a key in a Redis server: who sets it has the lock, and after 30 ms it expires. Bring the lock to client1.',
      goal: ({ view }) => view.process('client1').hasTag('holding'),
      hints: ['client1 is given acquire. Carry its set to the server, and the ok back.'],
      because:
        'client1 believes that it holds the lock. It will stop on its own 20 ms after it has asked, well before the key expires.',
      solution: client1Holds,
    },
    {
      kind: 'ask',
      say: '"At most one client believes that it holds the lock" is an invariant: it has to be true in every state. client1 may be paused, as by its garbage collector, while time goes on. Is it still true in every state?',
      choices: [
        'Yes: the server gives the key to one client only',
        'Yes: client1 looks at its clock',
        'No',
      ],
      answer: 2,
      because:
        'While it stands still client1 looks at nothing, and believes what it believed before. Without a pause the answer would be yes: the checker has looked at all 3 815 states of size tiny.',
      claims: [
        { property: 'mutualExclusion', verdict: 'violated', steps: 11 },
        { property: 'mutualExclusion', verdict: 'holds', size: 'tiny', distinct: 3815 },
      ],
    },
    {
      kind: 'do',
      aim: 'break',
      say: 'One state is enough to break an invariant. Show one in which both clients hold the lock. A tick is 10 ms.',
      goal: violates('mutualExclusion'),
      hints: [
        'Pause client1. It keeps its belief, and its timer does not fire.',
        'After three ticks the timer ttl of the server fires, and the key is gone.',
        'Now bring the lock to client2.',
      ],
      because:
        'The trace that leads here is a counterexample. To disprove an invariant takes one; to prove it, a look at all states.',
      solution: ['pause client1', ...client2Holds],
    },
    {
      kind: 'ask',
      aim: 'repair',
      say: 'Both clients may write to the same file now. What keeps the file in order, however long a pause is?',
      choices: [
        'A key that lives longer',
        'A client that looks at its clock right before it writes',
        'A number with each lock, and storage that refuses a number lower than one it has seen',
      ],
      answer: 2,
      because:
        'A pause can be longer than any time, and can come after any look at the clock. The number is called a fence. Without it a late write is applied after a newer one, in 16 steps; with it never.',
      claims: [
        { property: 'fencingSafety', verdict: 'holds' },
        {
          ...{ property: 'fencingSafety', verdict: 'violated', steps: 16 },
          mutation: 'no-fence-under-pause',
        },
      ],
    },
    {
      kind: 'do',
      say: 'See the fence at work: let a write of client1 come too late, so that the storage answers stale.',
      afresh: true,
      goal: ({ view }) => view.inFlight('stale').length > 0,
      hints: [
        'client1 has to send its write while it holds the lock. Leave the write on its way.',
        'Let time pass: client1 gives up, the key expires. Then client2 takes the lock and writes.',
        'Deliver the write of client2 first, then that of client1.',
      ],
      because:
        'Both clients believe that they hold the lock, and the file is in order all the same: the storage looks at the fence, not at the lock.',
      solution: [
        ...client1Holds,
        'stimulus work at client1',
        'pause client1',
        ...client2Holds,
        'stimulus work at client2',
        'deliver write(fence=2) client2 → resource',
        'deliver write(fence=1) client1 → resource',
      ],
    },
  ],
});
