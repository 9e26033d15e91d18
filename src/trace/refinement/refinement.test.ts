import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import { integer } from '../../protocol/parameters.ts';
import { defineProtocol } from '../../protocol/protocol.ts';
import type { Received, Sent } from '../../protocol/messages.ts';
import type { AbstractState } from '../../protocol/refinement.ts';
import { role } from '../../protocol/role.ts';
import { send } from '../../statechart/send.ts';
import { checkSync, type CheckResult } from '../check.ts';
import { traceFromJson } from '../read-trace.ts';
import { replayTrace } from '../replay.ts';
import { shortenTrace } from '../shorten.ts';
import { traceToJson } from '../trace-file.ts';
import { walkSync } from '../walk/walk.ts';
import { abstractTrace } from './abstract-trace.ts';

const dial = setup({
  types: {
    input: {} as { readonly hours: number; readonly minutes: number; readonly from?: number },
    context: {} as {
      readonly hours: number;
      readonly minutes: number;
      readonly hour: number;
      readonly minute: number;
    },
    events: {} as { type: 'tick' },
  },
  actions: {
    tick: assign(({ context: { hours, minutes, hour, minute } }) => ({
      minute: (minute + 1) % minutes,
      hour: minute + 1 < minutes ? hour : (hour + 1) % hours,
    })),
  },
}).createMachine({
  id: 'dial',
  context: ({ input: { hours, minutes, from = 0 } }) => ({ hours, minutes, hour: from, minute: 0 }),
  on: { tick: { actions: 'tick' } },
});

const parameters = { hours: integer({ min: 1, max: 500_000, default: 3 }) };
const stimuli = [{ type: 'tick' as const }];

/** Shows hours. */
const hourClock = defineProtocol({
  id: 'hour-clock',
  title: 'Hour clock',
  parameters,
  roles: ({ hours }) => ({ clock: role(dial, { input: { hours, minutes: 1 }, stimuli }) }),
});

type Mapping = (shown: { readonly hour: number; readonly minute: number }) => AbstractState;

const showing = (context: Readonly<Record<string, unknown>>): AbstractState => ({
  processes: { clock: { state: {}, context } },
});

/** Shows hours and minutes, of which an hour has two. */
const minuteClock = (
  mapping: Mapping,
  { from = 0, abstractHours }: { from?: number; abstractHours?: number } = {},
) =>
  defineProtocol({
    id: 'minute-clock',
    title: 'Minute clock',
    parameters,
    roles: ({ hours }) => ({
      dial: role(dial, { input: { hours, minutes: 2, from }, stimuli }),
      idle: role(dial, { input: { hours: 2, minutes: 1 }, stimuli }),
    }),
    properties: ({ refines }) => ({
      refined: refines(
        'it shows hours too',
        hourClock,
        (view) => mapping(view.process('dial').context),
        {
          parameters: ({ hours }) => ({ hours: abstractHours ?? hours }),
          source: 'Lamport',
        },
      ),
    }),
  });

const right: Mapping = ({ hour }) => showing({ hour });

function found({ properties }: CheckResult) {
  const [refined] = properties;
  return [refined?.verdict, refined?.trace?.steps.map(({ label }) => label)];
}

const tick = 'stimulus tick at dial';

describe('a refinement', () => {
  it('holds when every step is one of the abstract protocol, or none', () => {
    const result = checkSync(minuteClock(right));
    expect(found(result)).toEqual(['holds', undefined]);
    expect(result.properties[0]).toMatchObject({ kind: 'refines', source: 'Lamport' });
    // Three hours of two minutes, and the clock beside it.
    expect(result.distinctStates).toBe(3 * 2 * 2);
  });

  it('is violated by a step that the abstract protocol does not have', () => {
    // After the last hour comes the one but last.
    const mapping: Mapping = ({ hour }) => showing({ hour: hour === 2 ? 0 : hour });
    expect(found(checkSync(minuteClock(mapping)))).toEqual(['violated', [tick, tick, tick, tick]]);
  });

  it('is violated where it begins, when behaviors may not begin there', () => {
    expect(found(checkSync(minuteClock(right, { from: 1 })))).toEqual(['violated', []]);
  });

  it('is violated where no abstract state can be reached that fits', () => {
    expect(found(checkSync(minuteClock(right, { abstractHours: 1 })))).toEqual([
      'violated',
      [tick, tick],
    ]);
    const nowhere: Mapping = () => showing({ hour: 99 });
    expect(found(checkSync(minuteClock(nowhere)))).toEqual(['violated', []]);
  });

  it('takes the description of the abstract state as far as it goes, and wants it to fit only one', () => {
    const vague: Mapping = () => ({ processes: { clock: { state: {} } } });
    expect(() => checkSync(minuteClock(vague))).toThrow(
      /^\[FL307\] .* fits 3 states of "Hour clock"/,
    );
  });

  it.each<[Mapping, RegExp]>([
    [
      () => ({ processes: { watch: 'on' } }),
      /^\[FL301\] .* the process "watch".*\n {2}Fix: use clock/,
    ],
    [() => ({ processes: { clock: 'on' } }), /^\[FL301\] .* chart "dial" is in state "on"/],
    [
      () => {
        throw new Error('broken');
      },
      /^\[FL302\] The property "refined" threw an error: broken/,
    ],
  ])('refuses a mapping that makes no sense: %s', (mapping, message) => {
    expect(() => checkSync(minuteClock(mapping))).toThrow(message);
  });

  it('refuses an abstract protocol that is too large to be explored', () => {
    expect(() => checkSync(minuteClock(right, { abstractHours: 100_001 }))).toThrow(
      '[FL308] The abstract protocol "hour-clock" has more than 100000 states.',
    );
  });
});

describe('a counterexample to a refinement', () => {
  const protocol = minuteClock(({ hour }) => showing({ hour: hour === 2 ? 0 : hour }));
  const [refined] = checkSync(protocol).properties;
  const trace = refined?.trace;
  if (refined === undefined || trace === undefined) throw new Error('There is a counterexample.');

  it('has beside each step that of the abstract protocol, and what it could do where it breaks', () => {
    const seen = abstractTrace(trace, 'refined');
    expect(seen).toMatchObject({
      protocol: 'Hour clock',
      isStart: true,
      allowed: ['stimulus tick at clock'],
    });
    expect(seen?.steps.map(({ kind, label }) => [kind, label])).toEqual([
      ['stutters', null],
      ['steps', 'stimulus tick at clock'],
      ['stutters', null],
      ['breaks', null],
    ]);
    expect(seen?.steps[3]?.changes).toEqual([
      { kind: 'process', process: 'clock', field: 'context.hour', before: 1, after: 0 },
    ]);
    expect(seen?.steps[3]?.state?.processes[0]?.context).toMatchObject({ hour: 0 });
  });

  it('is replayed from its file, which has both levels', async () => {
    const file = traceToJson(trace, { spec: 'clock', property: refined });
    const read = await traceFromJson(JSON.stringify(file));
    expect(read.abstract).toEqual(abstractTrace(trace, 'refined'));
    expect(replayTrace(protocol, read).steps).toEqual(trace.steps);
    const cut = { ...read, steps: read.steps.slice(0, 2) };
    expect(() => replayTrace(protocol, cut)).toThrow('is not violated after step 2');
  });

  it('is found by random walks too, and shortened', () => {
    const [walked] = walkSync(protocol, { seed: 5, walks: 20 }).properties;
    expect(walked?.trace?.steps.map(({ label }) => label)).toEqual([tick, tick, tick, tick]);
    const longer = {
      ...trace,
      steps: [
        { action: { kind: 'stimulus', process: 'idle', event: { type: 'tick' } } as const },
        ...trace.steps,
      ],
    };
    expect(shortenTrace(longer, 'refined').steps).toHaveLength(4);
  });

  it('at the very beginning says where that is', () => {
    const [early] = checkSync(minuteClock(right, { from: 1 })).properties;
    const seen = early?.trace && abstractTrace(early.trace, 'refined');
    expect(seen).toMatchObject({ isStart: false, steps: [], allowed: [] });
    expect(seen?.start?.processes[0]?.context).toMatchObject({ hour: 1 });
    const [lost] = checkSync(minuteClock(() => showing({ hour: 99 }))).properties;
    expect(lost?.trace && abstractTrace(lost.trace, 'refined')).toMatchObject({ start: null });
    expect(lost?.trace && abstractTrace(lost.trace, 'other')).toBeUndefined();
  });
});

const sender = setup({
  types: { events: {} as { type: 'go' }, emitted: {} as Sent<{ type: 'job' }> },
  actions: { post: send('receiver', { type: 'job' }) },
}).createMachine({
  id: 'sender',
  initial: 'ready',
  states: { ready: { on: { go: { target: 'done', actions: 'post' } } }, done: {} },
});

const receiver = setup({ types: { events: {} as Received<{ type: 'job' }> } }).createMachine({
  id: 'receiver',
  initial: 'idle',
  states: { idle: { on: { job: 'busy' } }, busy: {} },
});

const post = defineProtocol({
  id: 'post',
  title: 'Post',
  roles: () => ({ sender: role(sender, { stimuli: [{ type: 'go' }] }), receiver: role(receiver) }),
  faults: { crash: { max: 1, roles: ['receiver'] } },
});

describe('the description of an abstract state', () => {
  it.each(['unordered', 'fifo'] as const)('may name messages and what is down: %s', (order) => {
    const same = defineProtocol({
      id: 'same',
      title: 'The same',
      roles: () => ({
        sender: role(sender, { stimuli: [{ type: 'go' }] }),
        receiver: role(receiver),
      }),
      network: { order },
      faults: { crash: { max: 1, roles: ['receiver'] } },
      properties: ({ refines }) => ({
        self: refines('it refines itself', post, (view) => ({
          processes: {
            sender: view.process('sender').matches('ready') ? 'ready' : 'done',
            receiver: {
              state: view.process('receiver').alive
                ? view.process('receiver').matches('idle')
                  ? 'idle'
                  : 'busy'
                : null,
            },
          },
          messages: view.messages,
        })),
      }),
    });
    expect(found(checkSync(same))).toEqual(['holds', undefined]);
  });
});
