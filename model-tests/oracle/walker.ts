import { defineProtocol, role, strong, weak, type Protocol } from '#faultline';
import fc from 'fast-check';
import { createMachine } from 'xstate';

/** A state graph that one process walks through: small enough for every set of steps to be tried. */
export interface Walker {
  /** By state and event: where it leads; null when the event is not enabled. */
  readonly targets: readonly (readonly (number | null)[])[];
  /** By event: whether it is fair. */
  readonly fairness: readonly ('none' | 'weak' | 'strong')[];
  /** By state: what is true in it. */
  readonly p: readonly boolean[];
  readonly q: readonly boolean[];
}

const stateCount = 4;
const eventCount = 3;

/** Random walkers. */
export const walker: fc.Arbitrary<Walker> = fc.record({
  targets: tuple(
    stateCount,
    tuple(eventCount, fc.option(fc.nat({ max: stateCount - 1 }), { freq: 2 })),
  ),
  fairness: tuple(eventCount, fc.constantFrom('none', 'weak', 'strong')),
  p: tuple(stateCount, fc.boolean()),
  q: tuple(stateCount, fc.boolean()),
});

/**
 * The protocol of a walker, with a property of each kind of liveness.
 *
 * @param formulas - More of them, by their names, over p and q, in SPIN's syntax.
 */
export function protocolOfWalker(
  { targets, fairness, p, q }: Walker,
  formulas: Readonly<Record<string, string>> = {},
): Protocol {
  const chart = createMachine({
    id: 'walker',
    initial: 's0',
    states: Object.fromEntries(
      targets.map((row, state) => {
        const on = row.flatMap((to, event) => (to === null ? [] : [[`e${event}`, `s${to}`]]));
        return [`s${state}`, { on: Object.fromEntries(on) as Record<string, string> }];
      }),
    ),
  });
  const stimuli = fairness.map((_, event) => ({ type: `e${event}` }));
  const notes = {
    fairness: fairness.flatMap((kind, event) => {
      const stimulus = { kind: 'stimulus', event: `e${event}` } as const;
      if (kind === 'none') return [];
      return [kind === 'weak' ? weak(stimulus) : strong(stimulus)];
    }),
  };
  return defineProtocol({
    id: 'walker',
    title: 'A random walker',
    roles: () => ({ walker: role(chart, { stimuli }) }),
    properties: ({ eventually, leadsTo, alwaysEventually, eventuallyAlways, ltl }) => {
      type Test = Parameters<typeof eventually>[1];
      const whereTrue =
        (truth: readonly boolean[]): Test =>
        (view) =>
          truth.some((is, state) => is && view.process('walker').matches(`s${state}`));
      const claimOf = (formula: string) => {
        const names = (['p', 'q'] as const).filter((name) => formula.includes(name));
        const where = names.map((name) => [name, whereTrue(name === 'p' ? p : q)] as const);
        return { formula, where: Object.fromEntries(where) };
      };
      return {
        ...Object.fromEntries(
          Object.entries(formulas).map(([name, formula]) => [
            name,
            ltl(formula, claimOf(formula), notes),
          ]),
        ),
        eventually: eventually('p comes', whereTrue(p), notes),
        leadsTo: leadsTo(
          'q comes after p',
          { whenever: whereTrue(p), eventually: whereTrue(q) },
          notes,
        ),
        alwaysEventually: alwaysEventually('p comes again', whereTrue(p), notes),
        eventuallyAlways: eventuallyAlways('p comes to stay', whereTrue(p), notes),
      };
    },
  });
}

function tuple<Item>(length: number, item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> {
  return fc.array(item, { minLength: length, maxLength: length });
}
