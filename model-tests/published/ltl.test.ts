import { weak } from '#faultline';
import { describe, expect, it } from 'vitest';
import { askedOf, contextOf, ltl, stimulus, type AnyTest, type Fair } from './asking.ts';
import { peterson } from './peterson.ts';
import { terminationDetection } from './termination-detection.ts';

describe('The detection of termination on a ring', () => {
  interface Ring {
    readonly active: readonly boolean[];
    readonly color: readonly string[];
    readonly tpos: number;
    readonly tcolor: string;
  }
  const ringOf = (view: Parameters<AnyTest>[0]) => contextOf<Ring>(view, 'ring');
  const isIdle =
    (node: number): AnyTest =>
    (view) =>
      ringOf(view).active[node] === false;
  const where = {
    idle0: isIdle(0),
    idle1: isIdle(1),
    idle2: isIdle(2),
    detected: ((view) => {
      const { active, color, tpos, tcolor } = ringOf(view);
      return tpos === 0 && tcolor === 'white' && color[0] === 'white' && active[0] === false;
    }) satisfies AnyTest,
  };
  // WF_vars(System): the token goes on. Nothing makes a node send or stop.
  const system = [weak(stimulus('initiateProbe')), weak(stimulus('passToken'))];
  const asked = (formula: string, fairness: Fair = system) =>
    askedOf(terminationDetection, ltl(formula, { formula, where }, { fairness }));

  it('comes after the termination: EWD840.tla, Liveness', () => {
    const formula = '[] (idle0 && idle1 && idle2 -> <> detected)';
    expect(asked(formula).verdict).toBe('holds');
    expect(asked(formula, []).verdict).toBe('violated');
  });

  it('need not come when every node is idle again and again: EWD840.tla, FalseLiveness', () => {
    const { verdict, trace } = asked('[]<> idle0 && []<> idle1 && []<> idle2 -> <> detected');
    expect(verdict).toBe('violated');
    // As the source says, "since processes can wake up each other".
    const cycle = trace?.steps.slice(trace.cycle?.start).map(({ label }) => label);
    expect(cycle?.some((label) => label.startsWith('stimulus sendMsg'))).toBe(true);
  });

  it('is kept: once node 0 has detected it, all nodes stay idle', () => {
    // TerminationDetection, for ever after.
    expect(asked('[] (detected -> [] (idle0 && idle1 && idle2))').verdict).toBe('holds');
  });
});

describe("Peterson's algorithm", () => {
  const isAt =
    (self: 'p1' | 'p2', ...labels: readonly string[]): AnyTest =>
    (view) =>
      labels.some((label) => view.processes[0]?.matches({ [self]: label }) === true);
  const where = {
    first: isAt('p1', 'cs'),
    second: isAt('p2', 'cs'),
    waits: isAt('p1', 'a3'),
    wants: isAt('p1', 'a1'),
  };
  const bothGoOn = [weak(stimulus('p1')), weak(stimulus('p2'))];
  const asked = (formula: string, fairness: Fair = bothGoOn) => {
    const used = Object.entries(where).filter(([name]) => formula.includes(name));
    const claim = { formula, where: Object.fromEntries(used) };
    return askedOf(peterson, ltl(formula, claim, { fairness }));
  };

  it('excludes: Peterson 1981', () => {
    expect(asked('[] !(first && second)').verdict).toBe('holds');
  });

  // Manna & Pnueli 1995: 1-bounded overtaking. The other goes before whoever waits at most once.
  it('lets nobody who waits be overtaken more than once, whatever is fair', () => {
    const once = '[] (waits -> !second W (second W (!second W first)))';
    expect(asked(once).verdict).toBe('holds');
    expect(asked(once, []).verdict).toBe('holds');
    expect(asked('[] (waits -> !second W first)').verdict).toBe('violated');
    expect(asked(once.replace('waits', 'wants')).verdict).toBe('violated');
  });

  it('lets who waits enter, and not be passed by at all in the end: Peterson 1981', () => {
    expect(asked('[] (waits -> waits U first)').verdict).toBe('holds');
    expect(asked('[] (waits -> waits U first)', []).verdict).toBe('violated');
  });
});
