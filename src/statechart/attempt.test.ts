import { describe, expect, it } from 'vitest';
import {
  assign,
  createMachine,
  emit,
  enqueueActions,
  fromTransition,
  log,
  raise,
  setup,
  type AnyStateMachine,
} from 'xstate';
import { stepperOf } from './local-step.ts';
import { publicStart, publicStep } from './public-step.ts';

const child = fromTransition(() => 0, 0);

/** The context of the charts below: something to change in place. */
const context = () => ({ list: [1, 2], record: { a: 1 } as Record<string, number> });
const chartOf = setup({
  types: {
    context: {} as ReturnType<typeof context>,
    events: {} as { type: 'go'; list?: number[] },
  },
});

/** A chart that does something on the event `go`. */
function onGo(actions: Parameters<typeof chartOf.createMachine>[0]['entry']): AnyStateMachine {
  return chartOf.createMachine({
    id: 'server',
    context,
    initial: 'idle',
    states: { idle: { on: { go: { actions } } } },
  } as never) as unknown as AnyStateMachine;
}

const place = 'Chart "server", in state "idle" on event "go",';

describe('a chart that reads the clock or throws dice', () => {
  const readers: readonly (readonly [what: string, read: () => unknown])[] = [
    ['Date.now()', () => Date.now()],
    ['new Date()', () => new Date()],
    ['new Date()', () => Date()],
    ['Math.random()', () => Math.random()],
    ['performance.now()', () => performance.now()],
    ['crypto.randomUUID()', () => crypto.randomUUID()],
    ['crypto.getRandomValues()', () => crypto.getRandomValues(new Uint8Array(1))],
  ];
  const ways: readonly (readonly [
    where: string,
    chartWith: (read: () => unknown) => AnyStateMachine,
  ])[] = [
    [
      'a guard',
      (read) =>
        createMachine({
          id: 'server',
          initial: 'idle',
          states: { idle: { on: { go: { guard: () => Boolean(read()), target: 'idle' } } } },
        }),
    ],
    ['an assign', (read) => onGo(assign({ list: () => [Number(read())] }))],
    ['an emitted event', (read) => onGo(emit(() => ({ type: 'x', at: read() })))],
    ['a log', (read) => onGo(log(read))],
    ['enqueued effects', (read) => onGo(enqueueActions(() => void read()))],
    [
      'a delay',
      (read) =>
        createMachine(
          {
            id: 'server',
            initial: 'idle',
            states: { idle: { on: { go: 'later' } }, later: { after: { pause: {} } } },
          },
          { delays: { pause: () => Number(read()) } },
        ),
    ],
    ['something that catches errors', (read) => onGo(assign({ list: () => attemptAnyway(read) }))],
  ];

  it.each(readers)('is told about %s', (what, read) => {
    expect(() => go(onGo(assign({ list: () => [Number(read())] })))).toThrow(
      `[FL206] ${place} reads ${what}.\n` +
        '  Fix: use a timer (`after`), or pass the value in through the message, the input or a stimulus.',
    );
  });

  it.each(ways)('is found in %s', (_where, chartWith) => {
    expect(() => go(chartWith(() => Date.now()))).toThrow(`[FL206] ${place} reads Date.now().`);
  });

  it('is found in the first step', () => {
    const chart = createMachine({ id: 'server', context: () => ({ born: Date.now() }) });
    const problem = '[FL206] Chart "server", starting, reads Date.now().';
    expect(() => stepperOf(chart).start(undefined)).toThrow(problem);
    expect(() => publicStart(chart, undefined)).toThrow(problem);
  });
});

describe('a chart that changes data in place', () => {
  const changes: readonly (readonly [
    title: string,
    change: (data: ReturnType<typeof context>) => void,
  ])[] = [
    ['adds to a list', ({ list }) => list.push(3)],
    ['removes from a list', ({ list }) => list.pop()],
    ['sorts a list', ({ list }) => list.sort()],
    ['sets a field', ({ record }) => (record.a = 2)],
    ['adds a field', ({ record }) => (record.b = 2)],
    ['deletes a field', ({ record }) => Reflect.deleteProperty(record, 'a') || delete record.a],
    ['replaces a list', (data) => (data.list = [])],
    ['redefines a field', ({ record }) => Object.defineProperty(record, 'a', { get: () => 1 })],
  ];

  it.each(changes)('is told when it %s', (_title, change) => {
    const chart = onGo(assign(({ context: old }) => (change(old as never), old)));
    const problem = `[FL207] ${place} changes its context, its input or an event in place: `;
    expect(() => go(chart)).toThrow(problem);
    expect(() => goPublicly(chart)).toThrow(problem);
  });

  it('is told when a guard does it', () => {
    const chart = createMachine({
      id: 'server',
      context: { list: [1] },
      initial: 'idle',
      states: {
        idle: {
          on: { go: { guard: ({ context: { list } }) => list.push(2) > 0, target: 'idle' } },
        },
      },
    });
    expect(() => go(chart)).toThrow('[FL207]');
  });

  it('is told when it is the event, the input, or a context that all processes share', () => {
    const event = onGo(
      assign(({ event: { list } }: { event: { list?: number[] } }) => (list?.push(1), {})) as never,
    );
    expect(() => go(event)).toThrow('[FL207]');
    const input = setup({
      types: { input: {} as { peers: string[] }, context: {} as { peers: string[] } },
    }).createMachine({ id: 'c', context: ({ input: { peers } }) => ({ peers: peers.sort() }) });
    expect(() => stepperOf(input).start({ peers: ['b', 'a'] })).toThrow(
      '[FL207] Chart "c", starting, changes its context, its input or an event in place',
    );
    const shared = () =>
      createMachine({
        id: 'c',
        context: { list: [1] },
        entry: assign(({ context: old }) => (old.list.push(2), old)),
      });
    expect(() => stepperOf(shared()).start(undefined)).toThrow('[FL207]');
    expect(() => publicStart(shared(), undefined)).toThrow('[FL207]');
  });
});

describe('a chart that does not come to rest', () => {
  const problem =
    'takes more than 1000 eventless or raised transitions without coming to rest.\n' +
    '  Fix: guard the `always` or `raise` so that it stops.';

  it('is stopped when its eventless transitions go round', () => {
    const chart = createMachine({
      id: 'server',
      initial: 'idle',
      states: { idle: { on: { go: 'a' } }, a: { always: 'b' }, b: { always: 'a' } },
    });
    expect(() => go(chart)).toThrow(`[FL209] ${place} ${problem}`);
    expect(() => goPublicly(chart)).toThrow(`[FL209] ${place} ${problem}`);
  });

  it('is stopped when it raises what makes it raise, and in the first step too', () => {
    const chart = createMachine({
      id: 'server',
      entry: raise({ type: 'tick' }),
      on: { tick: { actions: raise({ type: 'tick' }) } },
    });
    expect(() => stepperOf(chart).start(undefined)).toThrow(
      `[FL209] Chart "server", starting, ${problem}`,
    );
    expect(() => publicStart(chart, undefined)).toThrow(
      `[FL209] Chart "server", starting, ${problem}`,
    );
  });
});

describe('a chart that throws', () => {
  const fix =
    'Fix: mend the guard, effect or expression; it must be defined for every event that can arrive here.';

  it('is told where, and by which guard', () => {
    const chart = createMachine(
      {
        id: 'server',
        initial: 'idle',
        states: { idle: { on: { go: { guard: { type: 'isLong' }, target: 'idle' } } } },
      },
      {
        guards: {
          isLong: () => {
            throw new Error('no names');
          },
        },
      },
    );
    expect(() => go(chart)).toThrow(
      `[FL203] ${place} threw an error: Unable to evaluate guard 'isLong' in transition for event 'go' in state node 'server.idle': no names\n  ${fix}`,
    );
  });

  it('is told the cause', () => {
    const cause = new TypeError('undefined is odd');
    const error = caught(() =>
      go(
        onGo(
          assign(() => {
            throw cause;
          }),
        ),
      ),
    );
    expect(error).toMatchObject({ code: 'FL203', cause });
  });

  it.each<[unknown]>([['a word'], [undefined]])('may throw %j, which is not an error', (thrown) => {
    const chart = onGo(
      assign(() => {
        throw thrown;
      }),
    );
    expect(() => go(chart)).toThrow(`[FL203] ${place} threw an error: ${String(thrown)}\n`);
  });

  // XState does not throw then: it answers with a snapshot whose status is "error".
  it('is found in the first step, where XState keeps silent', () => {
    const inContext = createMachine({
      id: 'server',
      context: () => {
        throw new Error('no input');
      },
    });
    const onEntry = createMachine({
      id: 'server',
      entry: assign(() => {
        throw new Error('no entry');
      }),
    });
    for (const [chart, message] of [
      [inContext, 'no input'],
      [onEntry, 'no entry'],
    ] as const) {
      const problem = `[FL203] Chart "server", starting, threw an error: ${message}`;
      expect(() => stepperOf(chart).start(undefined)).toThrow(problem);
      expect(() => publicStart(chart, undefined)).toThrow(problem);
    }
  });
});

describe('a chart that uses actors', () => {
  const users: readonly (readonly [title: string, chart: AnyStateMachine])[] = [
    ['spawns in an assign', onGo(assign(({ spawn }) => (spawn(child), {})))],
    [
      'spawns in an assign and keeps it',
      onGo(assign(({ spawn }) => ({ list: [spawn(child)] as never }))),
    ],
    [
      'spawns by a name',
      onGo(assign(({ spawn }) => ((spawn as (name: string) => void)('unknown'), {}))),
    ],
    [
      'enqueues a spawn',
      onGo(
        enqueueActions(({ enqueue }) => {
          enqueue.spawnChild(child as never);
        }),
      ),
    ],
    [
      'enqueues a message to an actor',
      onGo(
        enqueueActions(({ enqueue }) => {
          enqueue.sendTo('other', { type: 'x' });
        }),
      ),
    ],
    [
      'enqueues a message to itself',
      onGo(
        enqueueActions(({ enqueue, self }) => {
          enqueue.sendTo(self, { type: 'go' });
        }),
      ),
    ],
    [
      'enqueues a stop',
      onGo(
        enqueueActions(({ enqueue }) => {
          enqueue.stopChild('other');
        }),
      ),
    ],
    ['sends to itself', onGo(assign(({ self }) => (self.send({ type: 'go' }), {})))],
  ];

  it.each(users)('is refused when it %s', (_title, chart) => {
    expect(() => go(chart)).toThrow(`[FL204] ${place}`);
  });

  it('is refused when it spawns in its first step', () => {
    const chart = createMachine({ id: 'server', context: ({ spawn }) => ({ kept: spawn(child) }) });
    expect(() => stepperOf(chart).start(undefined)).toThrow(
      '[FL204] Chart "server", starting, spawns an actor, which cannot be replayed.\n' +
        '  Fix: make it a process of its own, and let the network deliver the messages between them.',
    );
  });
});

describe('a chart that runs something of its own', () => {
  it('is refused: the checker cannot see what follows from it', () => {
    const chart = createMachine(
      { id: 'server', initial: 'idle', states: { idle: { on: { go: { actions: 'save' } } } } },
      { actions: { save: () => undefined } },
    );
    expect(() => go(chart)).toThrow(
      `[FL205] ${place} runs the effect "save", a function whose consequences the checker cannot see.\n` +
        '  Fix: use assign() for the context, send() for messages and emit() for what others should notice.',
    );
    expect(() => go(onGo(() => undefined))).toThrow(
      `[FL205] ${place} runs the effect "(anonymous)"`,
    );
  });

  it('is refused when it enqueues what is not implemented', () => {
    const effect = onGo(
      enqueueActions(({ enqueue }) => {
        enqueue('missing' as never);
      }),
    );
    expect(() => go(effect)).toThrow(
      `[FL210] ${place} uses the effect "missing", which is not implemented.`,
    );
    const guard = onGo(enqueueActions(({ check }) => void check('missing' as never)));
    expect(() => go(guard)).toThrow(
      `[FL210] ${place} uses the guard "missing", which is not implemented.`,
    );
  });
});

describe('a chart whose context is not plain data', () => {
  it.each([
    ['a Set', new Set(), 'an instance of Set'],
    ['-0', -0, '-0'],
    ['undefined', undefined, 'undefined'],
  ])('is refused for %s, and told where it is', (_name, value, named) => {
    expect(() => go(onGo(assign({ record: { votes: [value] } as never })))).toThrow(
      `[FL202] The value at record.votes[0] in the context of chart "server" is ${named}, which is not plain data.`,
    );
  });
});

function go(chart: AnyStateMachine): void {
  const stepper = stepperOf(chart);
  stepper.step(stepper.start(undefined).next, { type: 'go', list: [1] } as { type: string });
}

function goPublicly(chart: AnyStateMachine): void {
  publicStep(chart, publicStart(chart, undefined).next, { type: 'go' });
}

function caught(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

function attemptAnyway(read: () => unknown): number[] {
  try {
    return [Number(read())];
  } catch {
    return [];
  }
}
