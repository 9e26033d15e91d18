import type { Buchi } from './buchi-automaton.ts';

const p = 1;
const q = 2;
const anything = { requires: 0, forbids: 0 };

/**
 * The automata that accept the behaviors by which the four named forms of liveness are violated.
 *
 * Proposition 0 is p, proposition 1 is q; `leadsTo` says that whenever p is true, q is so then or later.
 *
 * Source: Manna & Pnueli, "The Temporal Logic of Reactive and Concurrent Systems", 1992, ch. 4.
 */
export const negatedForms = {
  /** ¬◇p: p is false for ever. */
  eventually: {
    stateCount: 1,
    initial: [0],
    accepting: [true],
    edges: [[{ to: 0, requires: 0, forbids: p }]],
  },
  /** ¬□(p → ◇q): at some time p is true, and from then on q is false. */
  leadsTo: {
    stateCount: 2,
    initial: [0],
    accepting: [false, true],
    edges: [
      [
        { to: 0, ...anything },
        { to: 1, requires: p, forbids: q },
      ],
      [{ to: 1, requires: 0, forbids: q }],
    ],
  },
  /** ¬□◇p: from some time on p is false. */
  alwaysEventually: {
    stateCount: 2,
    initial: [0],
    accepting: [false, true],
    edges: [
      [
        { to: 0, ...anything },
        { to: 1, requires: 0, forbids: p },
      ],
      [{ to: 1, requires: 0, forbids: p }],
    ],
  },
  /** ¬◇□p: p is false again and again. */
  eventuallyAlways: {
    stateCount: 2,
    initial: [0],
    accepting: [false, true],
    edges: [0, 1].map(() => [
      { to: 0, requires: p, forbids: 0 },
      { to: 1, requires: 0, forbids: p },
    ]),
  },
} as const satisfies Readonly<Record<string, Buchi>>;
