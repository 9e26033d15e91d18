import { checkSync, strong, weak } from '#faultline';
import { describe, expect, it } from 'vitest';
import { alwaysEventually, asking, leadsTo, stimulus, type AnyTest } from './asking.ts';
import { diningPhilosophers } from './dining-philosophers.ts';
import { peterson } from './peterson.ts';

/** Whether a state of the only process is one of these. */
function inOneOf(...states: readonly object[]): AnyTest {
  return (view) => states.some((state) => view.processes[0]?.matches(state));
}

describe("Peterson's algorithm", () => {
  // Peterson 1981: who waits for its critical section enters it, if both processes go on.
  const waits = inOneOf({ p1: 'a1' }, { p1: 'a2' }, { p1: 'a3' });
  const entersCs = { whenever: waits, eventually: inOneOf({ p1: 'cs' }) };
  const bothGoOn = [weak(stimulus('p1')), weak(stimulus('p2'))];

  it('starves nobody while both processes go on', () => {
    const enters = leadsTo('the first enters', entersCs, { fairness: bothGoOn });
    expect(checkSync(asking(peterson, { enters })).verdict).toBe('holds');
  });

  it('starves a process when nobody is sure to go on', () => {
    const enters = leadsTo('the first enters', entersCs, { fairness: [] });
    const [result] = checkSync(asking(peterson, { enters })).properties;
    expect(result?.verdict).toBe('violated');
    // It comes to want its critical section, and there the behavior stops.
    expect(result?.trace?.steps.map(({ label }) => label)).toEqual(['stimulus p1 at processes']);
    expect(result?.trace?.cycle).toEqual({ start: 1, fairBecause: ['no fairness is declared'] });
  });

  it('starves the first when only the first is sure to go on, as the second stops while it is ahead', () => {
    const fairness = [weak(stimulus('p1'))];
    const enters = leadsTo('the first enters', entersCs, { fairness });
    const [result] = checkSync(asking(peterson, { enters })).properties;
    expect(result?.verdict).toBe('violated');
    expect(result?.trace?.cycle?.fairBecause).toEqual([
      'not enabled anywhere in the cycle: the stimulus p1 at processes',
    ]);
  });

  it('does not make a process enter again and again unless it wants to, which is a step like others', () => {
    const again = (fairness: typeof bothGoOn) =>
      alwaysEventually('the first enters again', inOneOf({ p1: 'cs' }), { fairness });
    const { properties } = checkSync(
      asking(peterson, { fair: again(bothGoOn), unfair: again([weak(stimulus('p2'))]) }),
      { keepGoing: true },
    );
    expect(properties.map(({ verdict }) => verdict)).toEqual(['holds', 'violated']);
  });
});

describe('The dining philosophers of Chandy and Misra', () => {
  // DiningPhilosophers.tla, NobodyStarves: holds for `fair process`, that is weak fairness of each.
  const parameters = { philosophers: 3 };
  const hungry = { whenever: inOneOf({ p1: 'hungry' }), eventually: inOneOf({ p1: 'eating' }) };
  const eats = (fairness: readonly ReturnType<typeof weak>[]) =>
    asking(diningPhilosophers, { eats: leadsTo('the first eats', hungry, { fairness }) });
  const [first, second, third] = ['p1', 'p2', 'p3'].map(stimulus) as [
    ReturnType<typeof stimulus>,
    ReturnType<typeof stimulus>,
    ReturnType<typeof stimulus>,
  ];

  it('starve nobody while each goes on', () => {
    const all = [weak(first), weak(second), weak(third)];
    expect(checkSync(eats(all), { parameters }).verdict).toBe('holds');
  });

  it('starve the first when a neighbor may stop for ever, however fair the others are', () => {
    const { verdict, properties } = checkSync(eats([strong(first), strong(second)]), {
      parameters,
    });
    expect(verdict).toBe('violated');
    expect(properties[0]?.trace?.cycle?.fairBecause).toHaveLength(1);
  });

  // The same in the form of the source: NobodyStarves is \A p : []<> (pc[p] = "Eat") there.
  it('eat again and again while each goes on, and need not when one stops', () => {
    const again = (fairness: readonly ReturnType<typeof weak>[]) => {
      const eating = inOneOf({ p1: 'eating' });
      const dines = { dines: alwaysEventually('the first eats again', eating, { fairness }) };
      return checkSync(asking(diningPhilosophers, dines), { parameters }).verdict;
    };
    expect(again([weak(first), weak(second), weak(third)])).toBe('holds');
    expect(again([weak(first), weak(second)])).toBe('violated');
    expect(again([weak(second), weak(third)])).toBe('violated');
  });
});
