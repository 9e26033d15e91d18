import { defineProtocol, monitor, processIds, role, type Protocol, type ViewOf } from '#faultline';
import { assign, createMachine, emit, enqueueActions, type AnyStateMachine } from 'xstate';
import type {
  AtomSketch,
  EffectSketch,
  FormulaSketch,
  ProcessAtomSketch,
  ProtocolSketch,
  RoleSketch,
  RuleSketch,
} from './protocol-sketch.ts';

/** A state of a random protocol, as its properties see it. */
export type SketchView = ViewOf<Record<string, ReturnType<typeof role>>>;

type SketchProcess = SketchView['processes'][number];

interface Context {
  readonly ids: readonly string[];
  readonly count: number;
  readonly peer: string;
}

interface Input {
  readonly ids: readonly string[];
  readonly count: number;
  readonly recovered?: Partial<Context>;
}

interface Arguments {
  readonly context: Context;
  readonly event: { readonly type: string; readonly from?: string };
}

/** Makes the protocol that a sketch describes, with one property of each kind. */
export function protocolFromSketch(sketch: ProtocolSketch): Protocol {
  const counts = sketch.roles.map(({ count }, at) => (at === sketch.roles.length - 2 ? count : 1));
  const players = sketch.roles.flatMap(({ lamp }, at) =>
    processIds(`r${at}`, counts[at] as number).map((id): Player => ({ id, hasLamp: lamp })),
  );
  const ids = players.map(({ id }) => id);
  const roles = Object.fromEntries(
    sketch.roles.map((each, at) => {
      // Who may restart begins in one way only.
      const starts =
        sketch.failures.crash?.restart === true ? each.counts.slice(0, 1) : each.counts;
      const inputs = starts.map((count) => ({ ids, count }));
      const stimuli = [{ type: 'go' }, { type: 'stop' }];
      const { durable } = each;
      const options = { count: counts[at], inputs, durable, stimuli, awaits } as object;
      return [`r${at}`, role(chartOf(each, at), options)];
    }),
  );
  const { messagesMax, heardMax, failures } = sketch;
  const { network, time, ...faults } = failures;
  const test = (formula: FormulaSketch) => predicateOf(formula, players);
  const [premise, forbidden] = sketch.stepInvariant.map(test) as [Predicate, Predicate];
  return defineProtocol({
    id: 'random',
    title: 'Random',
    roles: () => roles,
    network,
    faults,
    time,
    monitors: { watch: monitor('little is heard', monitorChart(heardMax)) },
    ...(messagesMax !== undefined && {
      constraint: (view: SketchView) => view.messages.length <= messagesMax,
    }),
    properties: (tools) => ({
      invariant: tools.invariant('random', test(sketch.invariant)),
      reachable: tools.reachable('random', test(sketch.reachable)),
      stepInvariant: tools.stepInvariant(
        'random',
        (before, after) => !(premise(before) && forbidden(after)),
      ),
      deadlockFree: tools.deadlockFree('random', { ends: test(sketch.ends) }),
      deadlockFreeAsDeclared: tools.deadlockFree('random'),
    }),
  });
}

function chartOf(sketch: RoleSketch, at: number): AnyStateMachine {
  const states = [0, 1, 2].map((state) => [
    `s${state}`,
    {
      tags: state === 1 ? ['middle'] : [],
      ...(state === 2 && sketch.ends
        ? { type: 'final' }
        : transitionsOf(sketch.rules.filter((rule) => rule.in === state))),
    },
  ]);
  const main = { initial: 's0', states: Object.fromEntries(states) as object };
  const config = {
    id: `chart${at}`,
    context: ({ input = noInput }: { input?: Input }): Context => ({
      ids: input.ids,
      count: input.recovered?.count ?? input.count,
      peer: input.recovered?.peer ?? 'nobody',
    }),
    entry: sketch.opening.map(effectOf),
    ...(sketch.lamp ? { type: 'parallel', states: { main, lamp } } : main),
  };
  return createMachine(config as never);
}

/** Waits for the last peer, or when there is none for the first process. */
const awaits = {
  '10': ({ context: { peer, ids } }: { readonly context: Context }) => [
    peer === 'nobody' ? (ids[0] as string) : peer,
    ids[1] as string,
  ],
};

/** Counts observations up to 2, and remembers whether the last had an odd count. */
function monitorChart(heardMax: number | undefined): AnyStateMachine {
  const hear = assign({ odd: ({ event }) => (event as { count?: number }).count === 1 });
  const state = (at: number) => ({
    tags: at === heardMax ? ['violation'] : [],
    on: { seen: { target: `h${Math.min(2, at + 1)}`, actions: hear } },
  });
  const states = { h0: state(0), h1: state(1), h2: state(2), never: { tags: ['violation'] } };
  return createMachine({ id: 'watch', context: { odd: false }, initial: 'h0', states } as never);
}

/** XState's public `transition` starts an actor without input each time; to throw there takes long. */
const noInput: Input = { ids: [], count: 0 };

const lamp = {
  initial: 'on',
  states: { on: { after: { 10: 'off' } }, off: { on: { b: 'on' } } },
};

/** The transitions of one state, those with the same trigger in the order of the rules. */
function transitionsOf(rules: readonly RuleSketch[]): object {
  const triggered = (triggers: readonly string[], keyOf = (trigger: string) => trigger) =>
    Object.fromEntries(
      triggers.map((trigger) => [
        keyOf(trigger),
        rules.filter(({ on }) => on === trigger).map(transitionOf),
      ]),
    );
  return {
    on: triggered(['a', 'b', 'go', 'stop']),
    // A timer that leads nowhere runs too, but has no name by which a property could ask for it.
    after: triggered(
      rules.some(({ on }) => on === 'soon') ? ['soon', 'late'] : ['late'],
      (trigger) => (trigger === 'soon' ? '10' : '20'),
    ),
    // An eventless transition leads to a later state only, so that the chart comes to rest.
    always: rules
      .filter((rule) => rule.on === 'always' && rule.to !== undefined && rule.to > rule.in)
      .map(transitionOf),
  };
}

function transitionOf({ to, when, effects }: RuleSketch): object {
  return {
    ...(to !== undefined && { target: `s${to}` }),
    ...(when !== undefined && { guard: ({ context }: Arguments) => context.count === when }),
    actions: effects.map(effectOf),
  };
}

function effectOf(effect: EffectSketch) {
  switch (effect.kind) {
    case 'send':
      return emit(({ context: { ids, count } }: Arguments) => ({
        type: effect.type,
        ...(effect.carries && { count }),
        to: ids[effect.to % ids.length] as string,
      }));
    case 'reply':
      return enqueueActions(({ event, enqueue }) => {
        const { from } = event as Arguments['event'];
        if (from !== undefined) enqueue.emit({ type: effect.type, to: from } as never);
      });
    case 'count':
      return assign({ count: ({ context }: Arguments) => (context.count + 1) % 3 });
    case 'observe':
      return emit(({ context: { count } }: Arguments) => ({ type: 'seen', count }));
    case 'keepPeer':
      return assign({ peer: ({ context, event }: Arguments) => event.from ?? context.peer });
  }
}

type Predicate = (view: SketchView) => boolean;

/** A process, and whether its chart is a parallel one, in which states have longer names. */
interface Player {
  readonly id: string;
  readonly hasLamp: boolean;
}

function predicateOf({ join, literals }: FormulaSketch, players: readonly Player[]): Predicate {
  const tests = literals.map(({ atom, is }): Predicate => {
    const test = testOf(atom, players);
    return (view) => test(view) === is;
  });
  return (view) =>
    join === 'and' ? tests.every((test) => test(view)) : tests.some((test) => test(view));
}

function testOf(atom: AtomSketch, players: readonly Player[]): Predicate {
  switch (atom.kind) {
    case 'inFlight':
      return (view) => view.inFlight(atom.type as never).length >= atom.min;
    case 'messages':
      return (view) => view.messages.length >= atom.min;
    case 'crashes':
    case 'drops':
    case 'pauses':
    case 'partitions':
      return (view) => view.faults[atom.kind] >= atom.min;
    case 'heard':
      return (view) => view.monitor('watch').matches(`h${atom.count}`);
    case 'reaches': {
      const [from, to] = [atom.from, atom.to].map((at) => playerAt(players, at).id);
      return (view) => view.reaches(from as never, to as never);
    }
    case 'soonWithin': {
      // Beside a lamp the timer has another name.
      const { id, hasLamp } = playerAt(players, atom.process);
      return (view) =>
        !hasLamp && (view.process(id as never).ticksUntil('10') ?? Infinity) <= atom.ticks;
    }
    default: {
      const { id, hasLamp } = playerAt(players, atom.process);
      return (view) => isTrueOf(atom, view.process(id as never), hasLamp);
    }
  }
}

function playerAt(players: readonly Player[], at: number): Player {
  return players[at % players.length] as Player;
}

function isTrueOf(atom: ProcessAtomSketch, process: SketchProcess, hasLamp: boolean): boolean {
  switch (atom.kind) {
    case 'in':
      return process.matches(hasLamp ? { main: `s${atom.state}` } : `s${atom.state}`);
    case 'tagged':
      return process.hasTag('middle');
    case 'alive':
    case 'done':
    case 'paused':
      return process[atom.kind];
    case 'counts':
      return (process.context as Context).count === atom.is;
  }
}
