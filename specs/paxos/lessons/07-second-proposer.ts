import { lesson, violates, type ViewOf } from '#faultline';
import type { roles } from '../roles.ts';

/** acceptor1 and acceptor2 choose v1. */
const v1Chosen = [
  'stimulus propose at proposer1',
  'deliver prepare(ballot=1) proposer1 → acceptor1',
  'deliver promise(ballot=1, accepted=null) acceptor1 → proposer1',
  'deliver prepare(ballot=1) proposer1 → acceptor2',
  'deliver promise(ballot=1, accepted=null) acceptor2 → proposer1',
  'deliver accept(ballot=1, value=v1) proposer1 → acceptor1',
  'deliver accept(ballot=1, value=v1) proposer1 → acceptor2',
];
/** proposer2 has the promises of acceptor2 and acceptor3, and knows what acceptor2 has accepted. */
const secondAsks = [
  'stimulus propose at proposer2',
  'deliver prepare(ballot=2) proposer2 → acceptor2',
  'deliver promise(ballot=2, accepted={"ballot":1,"value":"v1"}) acceptor2 → proposer2',
  'deliver prepare(ballot=2) proposer2 → acceptor3',
  'deliver promise(ballot=2, accepted=null) acceptor3 → proposer2',
];

/** What the first phase of Paxos is for. */
export const secondProposer = lesson<typeof roles>({
  id: 'ask-before-you-propose',
  number: 7,
  title: 'Ask before you propose',
  about:
    'A value may be chosen, and nobody knows it. See why a second proposer has to ask, and to listen.',
  size: 'tiny',
  stages: [
    {
      kind: 'ask',
      say: 'acceptor1 and acceptor2 have accepted v1: it is chosen. The learner has not been told yet. Who knows that v1 is chosen?',
      start: v1Chosen,
      choices: ['proposer1', 'acceptor1 and acceptor2', 'Nobody'],
      answer: 2,
      because:
        'Each acceptor knows what it has accepted itself, and proposer1 only what it has sent. That a value is chosen is a fact about all of them together.',
    },
    {
      kind: 'do',
      aim: 'break',
      say: 'proposer2 wants v2. A rule is broken now: it asks, and does not heed the answer. Get v2 chosen as well.',
      mutate: 'no-adopt',
      start: v1Chosen,
      goal: violates('agreement'),
      hints: [
        'proposer2 is given propose, and needs two promises in ballot 2.',
        'Then let two acceptors accept v2.',
      ],
      because: 'Two values are chosen. Whoever has acted on v1 is wrong now.',
      claims: [
        { property: 'agreement', verdict: 'violated', mutation: 'no-adopt', steps: 14 },
        { property: 'agreement', verdict: 'holds' },
      ],
      solution: [
        ...secondAsks,
        'deliver accept(ballot=2, value=v2) proposer2 → acceptor2',
        'deliver accept(ballot=2, value=v2) proposer2 → acceptor3',
      ],
    },
    {
      kind: 'do',
      say: 'Now by the rules: let proposer2 ask a majority in ballot 2, and see what it proposes.',
      mutate: null,
      start: v1Chosen,
      goal: ({ view }) =>
        view.process('proposer2').matches('proposing') &&
        view.process('proposer2').context.adopted?.value === 'v1',
      hints: [
        'It needs the promises of two acceptors. At least one of them has accepted v1.',
        'Take acceptor2 and acceptor3: prepare and promise for each.',
      ],
      because:
        'acceptor2 told it of v1, so it proposes v1 in place of its own v2. Any majority has one that tells.',
      claims: [{ property: 'canAdopt', verdict: 'holds', steps: 11 }],
      solution: secondAsks,
    },
    {
      kind: 'ask',
      say: 'Suppose that only acceptor1 had accepted v1, so that v1 is not chosen. proposer2 hears of it from acceptor1. May it propose v2?',
      choices: [
        'Yes: v1 is not chosen',
        'No: it cannot tell this from the case in which v1 is chosen',
        'Yes, with a higher ballot',
      ],
      answer: 1,
      because:
        'If acceptor3 is the one that it has not asked, acceptor3 may have accepted v1 too. It proposes v1 to be safe: nothing is lost, as any value will do.',
    },
    {
      kind: 'do',
      say: 'That is safe. Does it always end? Let proposer1 have its promises and propose, and proposer2 overtake it, so that no acceptor will ever accept that proposal.',
      start: [],
      goal: ({ view }) => isDuel(view),
      hints: [
        'proposer1 gets two promises and sends accept. Do not deliver that yet.',
        'A prepare of proposer2, with ballot 2, makes an acceptor refuse ballot 1 from then on. Deliver it to all three.',
      ],
      because:
        'Every accept of ballot 1 is refused now. With more ballots the two could go on like this for ever. So in practice one proposer is made the leader.',
      claims: [{ property: 'canDuel', verdict: 'holds', steps: 9 }],
      solution: [
        'stimulus propose at proposer1',
        'deliver prepare(ballot=1) proposer1 → acceptor1',
        'deliver promise(ballot=1, accepted=null) acceptor1 → proposer1',
        'deliver prepare(ballot=1) proposer1 → acceptor2',
        'deliver promise(ballot=1, accepted=null) acceptor2 → proposer1',
        'stimulus propose at proposer2',
        'deliver prepare(ballot=2) proposer2 → acceptor1',
        'deliver prepare(ballot=2) proposer2 → acceptor2',
        'deliver prepare(ballot=2) proposer2 → acceptor3',
      ],
    },
  ],
});

function isDuel(view: ViewOf<typeof roles>): boolean {
  return (
    view.process('proposer1').matches('proposing') &&
    view
      .all('acceptor')
      .every(({ context: { promised, accepted } }) => promised === 2 && accepted === null)
  );
}
