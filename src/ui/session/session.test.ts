import fc from 'fast-check';
import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import type { Sent } from '../../protocol/messages.ts';
import { defineProtocol } from '../../protocol/protocol.ts';
import { role } from '../../protocol/role.ts';
import { send } from '../../statechart/send.ts';
import { linkIn, linkText } from '../../trace/link/link.ts';
import { begin, followLabels } from './follow.ts';
import { linkTo, openLink, type Play } from './open-link.ts';
import {
  branchOf,
  childrenOf,
  select,
  selectStep,
  selectedNode,
  take,
  tipsOf,
  wayTo,
  withCycle,
} from './session.ts';
import { swapped } from './swap.ts';
import { settingsFor } from '../../trace/link/settings.ts';

/** Counts to two, and tells the other one of each step. */
const teller = setup({
  types: {
    input: {} as { readonly other: string },
    context: {} as { readonly other: string; readonly count: number; readonly heard: number },
    events: {} as { readonly type: 'step' | 'hello' },
    emitted: {} as Sent<{ readonly type: 'hello' }>,
  },
  guards: { isLow: ({ context }) => context.count < 2 },
  actions: {
    count: assign({ count: ({ context }) => context.count + 1 }),
    hear: assign({ heard: ({ context }) => Math.min(2, context.heard + 1) }),
    tell: send(({ context }) => context.other, { type: 'hello' }),
  },
}).createMachine({
  id: 'teller',
  context: ({ input }) => ({ other: input.other, count: 0, heard: 0 }),
  on: { step: { guard: 'isLow', actions: ['count', 'tell'] }, hello: { actions: 'hear' } },
});

const roles = () => ({
  left: role(teller, { input: { other: 'right' }, stimuli: [{ type: 'step' }] }),
  right: role(teller, { input: { other: 'left' }, stimuli: [{ type: 'step' }] }),
});

const tellers = defineProtocol({
  id: 'tellers',
  title: 'Tellers',
  roles,
  network: { order: 'unordered', loss: { max: 1 } },
  sizes: { tiny: {}, other: {} },
});

function opened(hash = '#tellers/tiny'): Play & { readonly notices: readonly string[] } {
  const link = linkIn(hash);
  if (link === undefined) throw new Error(`There is no link in ${hash}.`);
  return openLink(tellers, link);
}

/** Does at random what can be done, goes back at random, and so leaves a tree. */
function playedAt(random: readonly number[]): Play {
  let play: Play = opened();
  for (const number of random) {
    const { stepper, session } = play;
    const enabled = stepper.enabled(selectedNode(session).slots);
    const choice = number % (enabled.length + 1);
    const taken = enabled[choice];
    const next =
      taken === undefined
        ? select(session, number % session.nodes.length)
        : take(session, choice, taken);
    play = { ...play, session: next };
  }
  return play;
}

const numbers = fc.array(fc.nat(1000), { maxLength: 25 });

describe('a session', () => {
  it('never loses what was done', () => {
    fc.assert(
      fc.property(numbers, fc.nat(1000), (random, then) => {
        const { stepper, session } = playedAt(random);
        const enabled = stepper.enabled(selectedNode(session).slots);
        const taken = enabled[then % Math.max(1, enabled.length)];
        if (taken === undefined) return;
        const next = take(session, enabled.indexOf(taken), taken);
        expect(next.nodes.slice(0, session.nodes.length)).toEqual(session.nodes);
        expect(branchOf(next).at(-1)).toBe(next.nodes[next.tip]);
        expect(branchOf(next)).toContain(selectedNode(next));
      }),
      { numRuns: 25 },
    );
  });

  it('is a tree of steps that lead from each state to the next', () => {
    fc.assert(
      fc.property(numbers, (random) => {
        const { stepper, session } = playedAt(random);
        for (const { parent, choice, taken, depth } of session.nodes.slice(1)) {
          const before = session.nodes[parent as number];
          expect(depth).toBe((before?.depth as number) + 1);
          const again = stepper.enabled(before?.slots as Int32Array)[choice];
          expect(again?.label).toBe(taken?.label);
        }
        const children = session.nodes.flatMap(({ id }) => childrenOf(session, id));
        expect(children).toHaveLength(session.nodes.length - 1);
        expect(tipsOf(session).every(({ id }) => childrenOf(session, id).length === 0)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('begins a branch in the past, and takes a known step without another node', () => {
    const { stepper } = opened();
    const steps = ['stimulus step at left', 'stimulus step at right'];
    const both = followLabels(stepper, begin(stepper), steps).session;
    const past = selectStep(both, 0);
    expect(followLabels(stepper, past, steps).session.nodes).toHaveLength(3);
    const other = followLabels(stepper, past, ['stimulus step at right']).session;
    expect(other.nodes).toHaveLength(4);
    expect(tipsOf(other).map(({ id }) => wayTo(other, id).length)).toEqual([3, 2]);
    expect(select(other, 2)).toMatchObject({ tip: 2, selected: 2 });
    expect(select(other, 99)).toBe(other);
  });
});

describe('a link', () => {
  it('leads to the same steps and the same selected state', () => {
    fc.assert(
      fc.property(numbers, fc.nat(30), (random, step) => {
        const play = playedAt(random);
        const shown = { ...play, session: selectStep(play.session, step) };
        const again = opened(linkText(linkTo(shown, undefined)));
        expect(again.notices).toEqual([]);
        const labels = ({ session }: Play) => branchOf(session).map(({ taken }) => taken?.label);
        expect(labels(again)).toEqual(labels(shown));
        const here = ({ session, stepper }: Play) => stepper.record(selectedNode(session).slots);
        expect(here(again)).toEqual(here(shown));
      }),
      { numRuns: 30 },
    );
  });

  it('keeps every choice', () => {
    const link = {
      settings: {
        ...settingsFor('a-spec', 'small'),
        parameters: { count: '3', cooperative: 'true' },
        budgets: { crash: 1, loss: 2 },
        mutation: 'forgets',
      },
      ...{ initial: 1, choices: [0, 35, 36, 1295], selected: 2, cycleStart: 3, check: '00ff00' },
      lesson: { id: '4-blocking', stage: 2 },
    };
    expect(linkText(link)).toBe(
      '#a-spec/small?q=count:3,cooperative:true&f=l2,c1&m=forgets&t=1.0.z.10.zz&s=2&c=3&k=00ff00&n=4-blocking.2',
    );
    expect(linkIn(linkText(link))).toEqual(link);
  });

  it('says how far it can be followed when the protocol has changed', () => {
    const { notices, session } = opened('#tellers/tiny?t=0.0.0.zz.0');
    expect(session.nodes).toHaveLength(3);
    expect(notices).toEqual([expect.stringContaining('it can be followed to step 2')]);
  });

  it('says so when its steps lead somewhere else now', () => {
    const { notices } = opened('#tellers/tiny?t=0.0&k=123456');
    expect(notices).toEqual([expect.stringContaining('another version of this protocol')]);
  });

  it('goes on for ever where it says so', () => {
    const play = opened('#tellers/tiny?t=0.0&c=1');
    expect(play.session.cycles.get(play.session.tip)).toEqual({ start: 1, fairBecause: [] });
    const cycled = withCycle(play.session, { start: 0, fairBecause: ['x'] });
    expect(linkText(linkTo({ ...play, session: cycled }, undefined))).toContain('&c=0');
  });

  it.each([
    ['#tellers/huge', 'There is no size "huge" (any more): this is tiny.'],
    ['#tellers/tiny?m=none', 'The choices of the link cannot be made: '],
    ['#tellers/tiny?q=width:3', 'The choices of the link cannot be made: '],
  ])('is opened with fewer choices: %s', (hash, notice) => {
    const { notices, settings } = opened(hash);
    expect(notices).toEqual([expect.stringContaining(notice)]);
    expect(settings).toEqual(settingsFor('tellers', 'tiny'));
  });

  it('survives whatever stands in the address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (garbage) => {
        linkIn(garbage);
        expect(() => opened(`#tellers/tiny?t=${garbage}`)).not.toThrow();
        expect(() => opened(`#tellers/${garbage.replaceAll('#', '')}`)).not.toThrow();
      }),
      { numRuns: 50 },
    );
    expect(linkIn('')).toBeUndefined();
    expect(linkIn('#%E0%A4%A')).toBeUndefined();
    expect(opened(`#tellers/tiny?t=${'0.'.repeat(20_000)}`).session.nodes.length).toBeLessThan(20);
  });
});

describe('swapped', () => {
  const labelsOf = (session: Play['session']) =>
    branchOf(session).flatMap(({ taken }) => taken?.label ?? []);
  const after = (protocol: Parameters<typeof openLink>[0], ...labels: readonly string[]) => {
    const { stepper } = openLink(protocol, linkIn('#tellers/tiny') as never);
    const { session, steps } = followLabels(stepper, begin(stepper), labels);
    expect(steps).toBe(labels.length);
    return { stepper, session };
  };
  const [left, right] = ['stimulus step at left', 'stimulus step at right'] as const;
  const arrives = 'deliver hello left → right';

  it('takes two independent steps the other way round, in a branch that ends in the same state', () => {
    const { stepper, session } = after(tellers, left, right, arrives);
    const swap = swapped(stepper, session, 2);
    if (swap.kind === 'refused') throw new Error(swap.because);
    expect(labelsOf(swap.session)).toEqual([right, left, arrives]);
    expect(selectedNode(swap.session).depth).toBe(2);
    expect(tipsOf(swap.session)).toHaveLength(2);
    expect(stepper.record(branchOf(swap.session).at(-1)?.slots as Int32Array)).toEqual(
      stepper.record(branchOf(session).at(-1)?.slots as Int32Array),
    );
    // Back again leads to what was there, and adds nothing.
    const back = swapped(stepper, swap.session, 2);
    expect(back.kind === 'swapped' && [back.session.tip, back.session.nodes.length]).toEqual([
      session.tip,
      swap.session.nodes.length,
    ]);
  });

  it('refuses what one is the reason for, and what the model does not allow', () => {
    const because = (protocol: Parameters<typeof openLink>[0], ...labels: readonly string[]) => {
      const { stepper, session } = after(protocol, ...labels);
      const swap = swapped(stepper, session, labels.length);
      return swap.kind === 'refused' ? swap.because : 'swapped';
    };
    expect(because(tellers, left)).toBe('there is no step before it');
    expect(because(tellers, left, arrives)).toContain('only because of the step before');
    expect(because(tellers, left, 'drop hello left → right')).toContain('only because');
    expect(because(tellers, left, right, arrives)).toBe(
      'both happen at right, one after the other',
    );
    const crash = { max: 2, atOnce: 1, restart: true };
    const oneDown = defineProtocol({
      ...{ id: 'tellers', title: 'Tellers', roles },
      ...{ faults: { crash }, sizes: { tiny: {} } },
    });
    expect(because(oneDown, 'crash left', 'restart left', 'crash right')).toBe(
      'it cannot happen before step 2 in this model',
    );
  });
});
