import { lesson, violates, type ViewOf } from '#faultline';
import type { roles } from '../roles.ts';

/** Why everything in consensus is done by majorities. */
export const quorums = lesson<typeof roles>({
  id: 'quorums-intersect',
  number: 6,
  title: 'Quorums intersect',
  about: 'Two majorities always share a member. Take that away, and two values are chosen.',
  size: 'tiny',
  stages: [
    {
      kind: 'do',
      say: 'Three acceptors are to choose one value. A value is chosen when most of them have accepted it in one ballot. Get v1 of proposer1 chosen.',
      goal: ({ view }) => acceptorsOf(view, 'v1').length >= 2,
      hints: [
        'proposer1 is given propose. Two acceptors have to promise first: prepare, promise.',
        'With two promises it sends accept. Deliver it to two acceptors.',
      ],
      because:
        'acceptor1 and acceptor2 are a quorum: enough to choose. The third one was not needed, and may be down.',
      solution: [
        'stimulus propose at proposer1',
        'deliver prepare(ballot=1) proposer1 → acceptor1',
        'deliver promise(ballot=1, accepted=null) acceptor1 → proposer1',
        'deliver prepare(ballot=1) proposer1 → acceptor2',
        'deliver promise(ballot=1, accepted=null) acceptor2 → proposer1',
        'deliver accept(ballot=1, value=v1) proposer1 → acceptor1',
        'deliver accept(ballot=1, value=v1) proposer1 → acceptor2',
      ],
    },
    {
      kind: 'ask',
      say: 'Of five acceptors any three are a quorum. How many acceptors do two quorums share at least?',
      choices: ['None', 'One', 'Two'],
      answer: 1,
      because: 'Three and three are six, and there are only five: one has to be in both.',
    },
    {
      kind: 'ask',
      say: 'With four acceptors: may any two be a quorum?',
      choices: [
        'Yes, half is enough',
        'No: 1 and 2 could choose one value, and 3 and 4 another',
        'Yes, if nobody crashes',
      ],
      answer: 1,
      because:
        'It takes three of four. So four acceptors survive one crash, as three do: that is why the number is mostly odd.',
    },
    {
      kind: 'do',
      aim: 'break',
      say: 'A rule is broken now: a proposer is content with one promise. A value still needs two of three to be chosen. Get v1 chosen, and v2 as well.',
      mutate: 'minority-promise',
      goal: violates('agreement'),
      hints: [
        'Get v1 chosen by acceptor1 and acceptor2, with the promise of acceptor1 alone.',
        'proposer2 asks only acceptor3, which knows nothing of v1.',
        'Then acceptor3 and acceptor2 accept v2: acceptor2 has promised proposer2 nothing.',
      ],
      because:
        'The one that was asked, and the two that had accepted, shared nobody. So proposer2 could not learn of v1. With a majority in both places it must.',
      claims: [
        { property: 'agreement', verdict: 'violated', mutation: 'minority-promise', steps: 10 },
        { property: 'agreement', verdict: 'holds' },
      ],
      solution: [
        'stimulus propose at proposer1',
        'deliver prepare(ballot=1) proposer1 → acceptor1',
        'deliver promise(ballot=1, accepted=null) acceptor1 → proposer1',
        'deliver accept(ballot=1, value=v1) proposer1 → acceptor1',
        'deliver accept(ballot=1, value=v1) proposer1 → acceptor2',
        'stimulus propose at proposer2',
        'deliver prepare(ballot=2) proposer2 → acceptor3',
        'deliver promise(ballot=2, accepted=null) acceptor3 → proposer2',
        'deliver accept(ballot=2, value=v2) proposer2 → acceptor3',
        'deliver accept(ballot=2, value=v2) proposer2 → acceptor2',
      ],
    },
    {
      kind: 'ask',
      aim: 'repair',
      say: 'Say an accept still needs only two of three. How many promises does a proposer need at least, so that it meets one of the two?',
      choices: ['One', 'Two', 'Three'],
      answer: 1,
      because:
        'Two and two are four, more than three. If all three had to accept, one promise would do: only the sum counts, but then one crash would stop everything.',
    },
  ],
});

function acceptorsOf(view: ViewOf<typeof roles>, value: string) {
  return view.all('acceptor').filter(({ context }) => context.accepted?.value === value);
}
