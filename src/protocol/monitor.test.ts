import { describe, expect, it } from 'vitest';
import { createMachine, emit } from 'xstate';
import { checkSync } from '../trace/check.ts';
import { weak } from './fairness.ts';
import { monitor } from './monitor.ts';
import { defineProtocol } from './protocol.ts';
import { role } from './role.ts';

/** Turns a light on and off, and lets it be seen. */
const light = createMachine({
  id: 'light',
  initial: 'off',
  states: {
    off: { on: { press: { target: 'on', actions: emit({ type: 'lit', watts: 5 }) } } },
    on: { on: { press: { target: 'off', actions: emit({ type: 'dark' }) } } },
  },
});

/** Counts the lights that are on; two at once are too many, and none should burn for ever. */
const watching = createMachine({
  id: 'watching',
  context: { last: 'nobody' },
  initial: 'dark',
  states: {
    dark: { on: { lit: 'lit' } },
    lit: { tags: 'hot', on: { lit: 'bright', dark: 'dark' } },
    bright: { tags: 'violation' },
  },
});

function lights(count: number, chart = watching) {
  return defineProtocol({
    id: 'lights',
    title: 'Lights',
    roles: () => ({ light: role(light, { count, stimuli: [{ type: 'press' }] }) }),
    monitors: { glare: monitor('one light at a time', chart, { fairness: [weak('stimulus')] }) },
    properties: ({ reachable }) => ({
      seen: reachable(
        'a light is seen',
        (view) => chart !== watching || view.monitor('glare').matches('lit'),
      ),
    }),
  });
}

describe('A monitor', () => {
  it('finds what must not be, with a trace as short as any', () => {
    const { properties } = checkSync(lights(2), { keepGoing: true });
    expect(
      properties.map(({ name, verdict, trace }) => [name, verdict, trace?.steps.length]),
    ).toEqual([
      ['seen', 'holds', 1],
      ['glare', 'violated', 2],
      // After the glare the monitor hears nothing any more: it is not hot for ever.
      ['glare-hot', 'holds', undefined],
    ]);
    expect(properties[1]?.trace?.steps[1]?.changes).toContainEqual({
      kind: 'monitor',
      monitor: 'glare',
      before: 'lit',
      after: 'bright',
    });
  });

  it('finds what must not last for ever', () => {
    const fair = checkSync(lights(1));
    expect(fair.verdict).toBe('holds');
    const unfair = defineProtocol({
      id: 'lights',
      title: 'Lights',
      roles: () => ({ light: role(light, { stimuli: [{ type: 'press' }] }) }),
      monitors: { glare: monitor('one light at a time', watching, { fairness: [] }) },
    });
    const [, hot] = checkSync(unfair).properties;
    expect([hot?.name, hot?.verdict]).toEqual(['glare-hot', 'violated']);
    expect(hot?.trace?.cycle?.start).toBe(1);
  });

  it('hears who has made the observation, and what is in it', () => {
    const chart = createMachine({
      id: 'listening',
      initial: 'quiet',
      states: {
        quiet: {
          on: {
            lit: {
              guard: ({ event }) =>
                (event as unknown as { from: string }).from === 'light2' &&
                (event as unknown as { watts: number }).watts === 5,
              target: 'heard',
            },
          },
        },
        heard: { tags: 'violation' },
      },
    });
    const [, heard] = checkSync(lights(2, chart as never), { keepGoing: true }).properties;
    expect(heard?.trace?.steps.map(({ label }) => label)).toEqual(['stimulus press at light2']);
  });

  it('hears what is observed in the first step', () => {
    const bright = createMachine({ id: 'bright', entry: emit({ type: 'lit' }) });
    const protocol = defineProtocol({
      id: 'bright',
      title: 'Bright',
      roles: () => ({ light: role(bright, { count: 2 }) }),
      monitors: { glare: monitor('one light at a time', watching) },
    });
    expect(checkSync(protocol).properties[0]).toMatchObject({ verdict: 'violated' });
  });

  it('has to object to something', () => {
    expect(() => lights(1, light as never)).toThrow(
      expect.objectContaining({
        code: 'FL107',
        problem:
          'The monitor "glare" has no state with the tag "violation" or "hot": it objects to nothing.',
      }),
    );
  });

  it.each([
    [
      'starts a timer',
      createMachine({ id: 'w', tags: 'hot', after: { 10: {} } }),
      'The monitor "glare" starts a timer.',
    ],
    [
      'emits something',
      createMachine({ id: 'w', tags: 'hot', on: { lit: { actions: emit({ type: 'oh' }) } } }),
      'The monitor "glare" emits "oh".',
    ],
  ])('is refused when it %s', (_, chart, problem) => {
    expect(() => checkSync(lights(1, chart as never))).toThrow(
      expect.objectContaining({ code: 'FL107', problem }),
    );
  });
});
