import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  and,
  assign,
  cancel,
  createActor,
  createMachine,
  emit,
  enqueueActions,
  type AnyStateMachine,
  type EventObject,
} from 'xstate';
import { FaultlineError } from '../errors.ts';
import type { LocalState, Timer } from './local-state.ts';
import { stepperOf, type LocalStep } from './local-step.ts';
import { publicFire, publicStart, publicStep } from './public-step.ts';

/** Effects of the random charts; each depends on the context, and some change it. */
const actions = {
  count: assign({ n: ({ context }) => ((context as Context).n + 1) % 4 }),
  reset: assign({ n: 0 }),
  observe: emit(({ context, event }) => ({
    type: 'seen',
    n: (context as Context).n,
    by: event.type,
  })),
  tell: emit(({ context }) => ({ type: 'told', n: (context as Context).n, to: 'somebody' })),
  goOn: enqueueActions(({ context, enqueue }) => {
    // Fuel bounds what a chart does by itself, so that it comes to rest.
    if ((context as Context).fuel <= 0) return;
    enqueue.assign({ fuel: (context as Context).fuel - 1 });
    enqueue.raise({ type: 'e1' });
  }),
  startPoll: enqueueActions(({ context, enqueue }) => {
    enqueue.cancel('poll');
    enqueue.raise({ type: 'e2' }, { delay: 1 + (context as Context).n, id: 'poll' });
  }),
  stopPoll: cancel('poll'),
  burn: assign({ fuel: ({ context }) => (context as Context).fuel - 1 }),
};
const effects = Object.keys(actions).filter((name) => name !== 'burn');

interface Context {
  readonly n: number;
  readonly fuel: number;
}

const guards = {
  isEven: ({ context }: { readonly context: unknown }) => (context as Context).n % 2 === 0,
  isSmall: ({ context }: { readonly context: unknown }) => (context as Context).n < 2,
  hasFuel: ({ context }: { readonly context: unknown }) => (context as Context).fuel > 0,
};

const delays = {
  fixed: 7,
  dynamic: ({ context }: { readonly context: unknown }) => 1 + (context as Context).n,
};

/** A random transition; its target is a number that stands for one of the states of the chart. */
interface Edge {
  readonly target: number | undefined;
  readonly guard: 'isEven' | 'isSmall' | undefined;
  readonly actions: readonly string[];
  readonly reenter: boolean;
}

/** A random state, before its targets are known. */
interface Shape {
  readonly kind: 'atomic' | 'final' | 'compound' | 'parallel';
  readonly children: readonly Shape[];
  readonly history: 'shallow' | 'deep' | undefined;
  readonly initial: number;
  readonly on: Readonly<Record<string, Edge>>;
  readonly after: Readonly<Record<string, Edge>>;
  readonly always: Edge | undefined;
  readonly onDone: Edge | undefined;
  readonly entry: readonly string[];
  readonly exit: readonly string[];
}

const few = fc.array(fc.constantFrom(...effects), { maxLength: 2 });
const edge: fc.Arbitrary<Edge> = fc.record({
  target: fc.option(fc.nat(30), { nil: undefined, freq: 5 }),
  guard: fc.constantFrom(undefined, undefined, 'isEven', 'isSmall'),
  actions: few,
  reenter: fc.boolean(),
});
const rare = fc.option(edge, { nil: undefined, freq: 3 });

const body = {
  history: fc.constantFrom(undefined, 'shallow', 'deep'),
  initial: fc.nat(5),
  on: fc.dictionary(fc.constantFrom('e0', 'e1', 'e2', 'e3', '*', 'e0'), edge, { maxKeys: 3 }),
  after: fc.dictionary(fc.constantFrom('fixed', 'dynamic', '5'), edge, { maxKeys: 1 }),
  onDone: rare,
  entry: few,
  exit: few,
} as const;

const { shape } = fc.letrec<{ shape: Shape; leaf: Shape; inner: Shape }>((tie) => ({
  shape: fc.oneof({ maxDepth: 3, withCrossShrink: true }, tie('leaf'), tie('inner')),
  leaf: fc.record({
    ...body,
    kind: fc.constantFrom('atomic', 'atomic', 'atomic', 'final'),
    children: fc.constant([]),
    always: rare,
  }),
  inner: fc.record({
    ...body,
    kind: fc.constantFrom('compound', 'parallel'),
    children: fc.array(tie('shape'), { minLength: 1, maxLength: 3 }),
    always: rare,
  }),
}));

const root: fc.Arbitrary<Shape> = fc.record({
  ...body,
  kind: fc.constantFrom('compound', 'compound', 'parallel'),
  children: fc.array(shape, { minLength: 2, maxLength: 3 }),
  always: fc.constant(undefined),
  onDone: fc.constant(undefined),
});
const chart = root.map((given) => chartOf(given, 'everywhere'));
// In an actor the order in which parallel regions were entered decides whose `always` is first.
const calmChart = root.map((given) => chartOf(given, 'outside regions'));

/** What happens: an event, or the firing of one of the timers that run. */
const happening = fc.oneof(
  fc.constantFrom('e0', 'e1', 'e2', 'e3', 'unknown'),
  fc.record({ timer: fc.nat(3) }),
);
const happenings = fc.array(happening, { minLength: 1, maxLength: 12 });

describe('random charts', () => {
  test.prop([chart, happenings], { numRuns: 150 })(
    'take the same local steps by the reused scope and by XState in public',
    (machine, events) => {
      const stepper = stepperOf(machine);
      const starts = [
        attempted(() => stepper.start(undefined)),
        attempted(() => publicStart(machine, undefined)),
      ];
      let [quick, slow] = starts as [Attempted, Attempted];
      requireSame(quick, slow);
      for (const event of events) {
        if (isRefused(quick) || isRefused(slow)) return;
        const { quick: from, slow: same } = { quick: quick.next, slow: slow.next };
        const type = typeof event === 'string' ? event : undefined;
        const timer = typeof event === 'string' ? undefined : timerOf(from, event.timer);
        if (type !== undefined) {
          quick = attempted(() => stepper.step(from, { type }));
          slow = attempted(() => publicStep(machine, same, { type }));
        } else if (timer !== undefined) {
          quick = attempted(() => stepper.fire(from, timer));
          slow = attempted(() => publicFire(machine, same, timer));
        }
        requireSame(quick, slow);
      }
    },
  );

  test.prop([calmChart, happenings], { numRuns: 150 })(
    'take the same local steps as a running actor',
    (machine, events) => {
      const stepper = stepperOf(machine);
      const actor = runningActor(machine);
      let step = attempted(() => stepper.start(undefined));
      requireAgreement(step, actor);
      for (const event of events) {
        if (isRefused(step) || step.next.snapshot.status === 'done') return;
        const from = step.next;
        const timer = typeof event === 'string' ? undefined : timerOf(from, event.timer);
        if (typeof event === 'string') {
          step = attempted(() => stepper.step(from, { type: event }));
          actor.send(event);
        } else if (timer !== undefined) {
          step = attempted(() => stepper.fire(from, timer));
          actor.fire(timer.id);
        } else continue;
        requireAgreement(step, actor);
      }
    },
  );
});

type Attempted = LocalStep | { readonly refused: string };

/** A step, or the code of the error by which it is refused. */
function attempted(run: () => LocalStep): Attempted {
  try {
    return run();
  } catch (error) {
    if (error instanceof FaultlineError) return { refused: error.code };
    throw error;
  }
}

function isRefused(step: Attempted): step is { readonly refused: string } {
  return 'refused' in step;
}

function timerOf({ timers }: LocalState, number: number): Timer | undefined {
  return timers[number % Math.max(timers.length, 1)];
}

function requireSame(quick: Attempted, slow: Attempted): void {
  const told = (step: Attempted) =>
    isRefused(step) ? step : { ...step, next: { key: step.next.key, timers: step.next.timers } };
  expect(told(quick)).toEqual(told(slow));
}

function requireAgreement(step: Attempted, actor: RunningActor): void {
  if (isRefused(step)) return;
  const { next, sent, observed } = step;
  const snapshot = actor.snapshot();
  expect(plain(next)).toEqual(plain({ snapshot }));
  const heard = actor.heard();
  expect(heard.filter((event) => 'to' in event)).toEqual(sent);
  expect(heard.filter((event) => !('to' in event))).toEqual(observed);
  if (snapshot.status === 'active')
    expect(actor.timers()).toEqual(next.timers.map(({ id, delay }) => [id, delay]));
}

function plain({ snapshot: { value, context, status, tags } }: Pick<LocalState, 'snapshot'>) {
  return { value: JSON.stringify(value), context: context as unknown, status, tags };
}

/** A chart from a random shape. Every state gets an id, and every number of a target a state. */
function chartOf(root: Shape, eventless: 'everywhere' | 'outside regions'): AnyStateMachine {
  const ids = idsIn(root, 's').slice(1);
  const transitionOf = ({ target, ...rest }: Edge) =>
    target === undefined ? rest : { ...rest, target: `#${ids[target % ids.length]}` };
  const burning = (given: Edge | undefined) =>
    given && {
      ...transitionOf(given),
      guard: given.guard === undefined ? 'hasFuel' : and(['hasFuel', given.guard]),
      actions: ['burn', ...given.actions],
    };
  const each = (edges: Readonly<Record<string, Edge>>) =>
    Object.fromEntries(
      Object.entries(edges).map(([key, value]) =>
        // `*` takes the events by which XState says that a state is done as well.
        [key, key === '*' ? burning(value) : transitionOf(value)],
      ),
    );
  const nodeOf = (node: Shape, id: string, inRegion: boolean): Record<string, unknown> => {
    const base = { id, entry: node.entry, exit: node.exit, tags: [id] };
    if (node.kind === 'final') return { ...base, type: 'final' };
    const always = inRegion && eventless !== 'everywhere' ? undefined : burning(node.always);
    const active = { ...base, on: each(node.on), after: each(node.after), always };
    if (node.kind === 'atomic') return active;
    const isParallel = node.kind === 'parallel';
    const names = node.children.map((_, index) => `${id}${index}`);
    const inside = node.children.map((child, index) => [
      names[index],
      nodeOf(child, names[index] as string, inRegion || isParallel),
    ]);
    const past = node.history && [
      [`${id}h`, { id: `${id}h`, type: 'history', history: node.history }],
    ];
    return {
      ...active,
      ...(isParallel ? { type: 'parallel' } : { initial: names[node.initial % names.length] }),
      ...(node.onDone !== undefined && { onDone: burning(node.onDone) }),
      states: Object.fromEntries([...inside, ...(past ?? [])]) as object,
    };
  };
  const config = { ...nodeOf(root, 's', false), context: { n: 0, fuel: 5 } };
  const machine = createMachine(config as never, { actions, guards, delays });
  return Object.assign(machine as unknown as AnyStateMachine, {
    [fc.toStringMethod]: () => JSON.stringify(config, null, 1),
  });
}

function idsIn({ kind, children, history }: Shape, id: string): readonly string[] {
  const inside = children.flatMap((child, index) => idsIn(child, `${id}${index}`));
  const hasHistory = (kind === 'compound' || kind === 'parallel') && history !== undefined;
  return [id, ...inside, ...(hasHistory ? [`${id}h`] : [])];
}

type RunningActor = ReturnType<typeof runningActor>;

/** A real actor whose timers fire when the test says so. */
function runningActor(machine: AnyStateMachine) {
  let emitted: EventObject[] = [];
  const waiting = new Map<
    number,
    { readonly id: string; readonly delay: number; readonly run: () => void }
  >();
  let count = 0;
  const actor = createActor(machine, {
    clock: {
      setTimeout: (run, delay) => {
        // XState has just noted the event for which it starts the timer: it is the last one.
        const scheduled = Object.values(actor.system.getSnapshot()._scheduledEvents);
        count += 1;
        waiting.set(count, { id: scheduled.at(-1)?.id ?? '', delay, run });
        return count;
      },
      clearTimeout: (number: number) => waiting.delete(number),
    },
  });
  actor.on('*', (event: EventObject) => emitted.push(event));
  actor.start();
  return {
    send: (type: string) => {
      actor.send({ type });
    },
    fire: (id: string) => {
      const [number, timer] = [...waiting].find(([, one]) => one.id === id) ?? [0];
      waiting.delete(number);
      timer?.run();
    },
    snapshot: () => actor.getSnapshot() as LocalState['snapshot'],
    heard: () => {
      const heard = emitted;
      emitted = [];
      return heard;
    },
    timers: () =>
      [...waiting.values()]
        .map(({ id, delay }) => [id, delay] as const)
        .sort(([left], [right]) => (left < right ? -1 : 1)),
  };
}
