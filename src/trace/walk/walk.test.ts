import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { weak, type Fairness } from '../../protocol/fairness.ts';
import { defineProtocol } from '../../protocol/protocol.ts';
import { role } from '../../protocol/role.ts';
import type { SpecError } from '../check.ts';
import { walk, walkSync } from './walk.ts';

/** A light that is switched on and off, and burns through when it has been on for long enough. */
function light(fairness: readonly Fairness[] = [weak('timeout')]) {
  const chart = createMachine({
    initial: 'off',
    states: {
      off: { on: { press: 'on', knock: 'off' } },
      on: { on: { press: 'off' }, after: { 100: 'burnt' } },
      burnt: {},
    },
  });
  return defineProtocol({
    id: 'light',
    title: 'A light',
    roles: () => ({
      light: role(chart, { stimuli: [{ type: 'press' }, { type: 'knock' }] }),
    }),
    faults: { crash: { max: 1 } },
    properties: ({ invariant, reachable, deadlockFree, eventually, leadsTo }) => ({
      lasts: invariant('it never burns through', (view) => !view.process('light').matches('burnt')),
      lit: reachable('it is on', (view) => view.process('light').matches('on')),
      dark: reachable('it is off and on', () => false),
      goesOn: deadlockFree('something can happen'),
      burns: eventually('it burns through', (view) => view.process('light').matches('burnt'), {
        fairness,
      }),
      switches: leadsTo(
        'it does not stay on',
        {
          whenever: (view) => view.process('light').matches('on'),
          eventually: (view) => !view.process('light').matches('on'),
        },
        { fairness },
      ),
    }),
  });
}

const labelsOf = (result: ReturnType<typeof walkSync>, name: string) =>
  result.properties
    .find((property) => property.name === name)
    ?.trace?.steps.map(({ label }) => label);

describe('walkSync', () => {
  it('finds what it comes by, as short as it can be made', () => {
    const result = walkSync(light(), { keepGoing: true, walks: 20 });
    const { verdict, walks, steps, actions, depth, ending, seed } = result;
    expect({ verdict, walks, steps, actions, depth, ending, seed }).toEqual({
      ...{ verdict: 'violated', ending: 'complete', seed: 1 },
      ...{ walks: 20, steps: 46, actions: 3, depth: 7 },
    });
    expect(
      result.properties.map(({ name, ...property }) => [
        name,
        property.verdict,
        property.trace?.steps.map(({ label }) => label),
        property.behaviors,
      ]),
    ).toEqual([
      ['lasts', 'violated', ['stimulus press at light', 'timeout 100 at light'], undefined],
      ['lit', 'holds', ['stimulus press at light'], undefined],
      ['dark', 'unknown', undefined, undefined],
      ['goesOn', 'no violation found', undefined, undefined],
      // It may stay off for ever, and that is seen in the first state.
      ['burns', 'violated', [], 1],
      ['switches', 'no violation found', undefined, 60],
    ]);
  });

  it('stops at the first unexpected violation', () => {
    const { ending, properties, walks } = walkSync(light());
    const violated = properties.filter(({ verdict }) => verdict === 'violated');
    expect([ending, walks, violated.map(({ name }) => name)]).toEqual(['stopped', 1, ['burns']]);
  });

  it('takes no faults when they weigh nothing', () => {
    const result = walkSync(light(), { faultWeight: 0, keepGoing: true, walks: 20 });
    expect(labelsOf(result, 'lasts')).toEqual(['stimulus press at light', 'timeout 100 at light']);
    expect(result.actions).toBe(2);
  });

  it('leaves a trace as it was found when it is told to', () => {
    const choices = { keepGoing: true, walks: 9, seed: 7 };
    const press = 'stimulus press at light';
    const timeout = 'timeout 100 at light';
    const long = walkSync(light(), { ...choices, shorten: false });
    expect(labelsOf(long, 'lasts')).toEqual([press, press, press, timeout]);
    expect(labelsOf(walkSync(light(), choices), 'lasts')).toEqual([press, timeout]);
  });

  it('shows a cycle, with steps that change nothing where they make it fair', () => {
    const result = walkSync(light([weak('timeout'), weak({ kind: 'stimulus', event: 'knock' })]), {
      keepGoing: true,
      faultWeight: 0,
    });
    const burns = result.properties.find(({ name }) => name === 'burns');
    expect(burns?.trace?.steps.map(({ label }) => label)).toEqual(['stimulus knock at light']);
    expect(burns?.trace?.cycle).toEqual({
      start: 0,
      fairBecause: [
        'taken in the cycle: the stimulus knock at light',
        'not enabled anywhere in the cycle: timeouts at light',
      ],
    });
  });

  it('says of what no fair behavior was seen that it is unknown', () => {
    const fairness = [weak('stimulus')];
    const { properties } = walkSync(light(fairness), { depth: 1 });
    expect(properties.slice(-2).map(({ verdict, behaviors }) => [verdict, behaviors])).toEqual([
      ['unknown', 0],
      ['unknown', 0],
    ]);
  });

  it('shows the way to an error in the spec', () => {
    const spec = light();
    const burns = { ...spec.properties.burns, holds: () => 7 } as never;
    const throwing = { ...spec, properties: { ...spec.properties, burns } };
    try {
      walkSync(throwing);
      expect.unreachable();
    } catch (error) {
      expect((error as SpecError).message).toContain('[FL302] The property "burns" gave 7');
      expect((error as SpecError).trace.steps).toEqual([]);
    }
  });
});

describe('walk', () => {
  it('tells how far it is, lets other work happen, and says what it has when it is interrupted', async () => {
    const signal = { aborted: false };
    const seen: number[] = [];
    const result = await walk(light(), {
      signal,
      keepGoing: true,
      walks: 1_000_000,
      onProgress: ({ steps }) => void seen.push(steps),
      pause: () => {
        signal.aborted = seen.length === 3;
        return Promise.resolve();
      },
    });
    expect(seen).toHaveLength(3);
    expect(result.steps).toBe(seen.at(-1));
    expect([result.ending, result.verdict]).toEqual(['interrupted', 'violated']);
  });

  it('gives the same as walkSync', async () => {
    const { model: _, ...slowly } = await walk(light(), { seed: 5 });
    const { model: __, ...quickly } = walkSync(light(), { seed: 5 });
    expect(JSON.stringify(slowly)).toBe(JSON.stringify(quickly));
  });
});
