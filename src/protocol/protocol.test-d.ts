import { setup } from 'xstate';
import type { ProcessId, Received, Sent } from './messages.ts';
import { monitor } from './monitor.ts';
import { boolean, choice, integer } from './parameters.ts';
import { defineProtocol, type MutationsOf } from './protocol.ts';
import { propertiesFor } from './property.ts';
import { role } from './role.ts';
import type { ViewOf } from './view.ts';

type Ask = { type: 'ask'; ballot: number };
type Answer = { type: 'answer'; value: string };

const boss = setup({
  types: {
    input: {} as {
      readonly workers: readonly ProcessId[];
      readonly recovered?: { ballot: number };
    },
    context: {} as { readonly workers: readonly ProcessId[]; readonly ballot: number },
    events: {} as Received<Answer> | { type: 'begin' } | { type: 'choose'; ballot: number },
    emitted: {} as Sent<Ask>,
    tags: {} as 'decided',
  },
}).createMachine({
  id: 'boss',
  context: ({ input }) => ({ workers: input.workers, ballot: 0 }),
  initial: 'idle',
  states: { idle: {}, busy: { initial: 'one', states: { one: {}, two: { tags: 'decided' } } } },
});

const worker = setup({
  types: {
    input: {} as { readonly boss: ProcessId; readonly mode?: 'eager' | 'lazy' },
    context: {} as { readonly boss: ProcessId; readonly promised: number },
    events: {} as Received<Ask>,
    emitted: {} as Sent<Answer>,
    tags: {} as 'loyal' | 'free',
  },
}).createMachine({
  id: 'worker',
  context: ({ input }) => ({ boss: input.boss, promised: 0 }),
  initial: 'waiting',
  states: { waiting: { tags: 'free' }, promised: { tags: 'loyal' } },
});

const parameters = {
  workers: integer({ min: 1, max: 5, default: 2 }),
  quick: boolean(),
  order: choice(['unordered', 'fifo']),
};

const protocol = {
  id: 'p',
  title: 'P',
  parameters,
  roles: ({ workers }: { readonly workers: number }) => ({
    boss: role(boss, { input: { workers: [] } }),
    worker: role(worker, { count: workers, input: { boss: 'boss' } }),
  }),
};

// Parameters: their names, values and types.
defineProtocol({ ...protocol, sizes: { tiny: { workers: 1, quick: true, order: 'fifo' } } });
// @ts-expect-error A number of workers is a number.
defineProtocol({ ...protocol, sizes: { tiny: { workers: '1' } } });
// @ts-expect-error A switch is true or false.
defineProtocol({ ...protocol, sizes: { tiny: { quick: 1 } } });
// @ts-expect-error No order is called "lifo".
defineProtocol({ ...protocol, sizes: { tiny: { order: 'lifo' } } });
// @ts-expect-error No parameter is called "worker".
defineProtocol({ ...protocol, sizes: { tiny: { worker: 1 } } });
// @ts-expect-error A default is one of the choices.
choice(['a', 'b'], { default: 'c' });
// @ts-expect-error A choice needs something to choose from.
choice([]);
// @ts-expect-error A range has two ends.
integer({ min: 1, default: 1 });

defineProtocol({
  id: 'p',
  title: 'P',
  parameters,
  roles: ({ workers, order, quick }) => {
    const count: number = workers;
    const chosen: 'unordered' | 'fifo' = order;
    const isQuick: boolean = quick;
    // @ts-expect-error No order is called "lifo".
    if (chosen === 'lifo' || isQuick) return {};
    return { worker: role(worker, { count, input: { boss: 'boss' } }) };
  },
  network: ({ order }) => ({ order }),
  // @ts-expect-error No parameter is called "crashes".
  faults: ({ crashes }) => ({ crash: { max: crashes as number } }),
});

// Roles: inputs, durable keys and stimuli.
role(boss, {
  input: { workers: [] },
  durable: ['ballot'],
  stimuli: [{ type: 'begin' }, { type: 'choose', ballot: 1 }],
});
role(worker, { count: 2, inputs: ({ id }) => [{ boss: id }] });
// Words that a function gives are kept as they are.
role(worker, { input: ({ id }) => ({ boss: id, mode: 'lazy' }) });
role(worker, { inputs: () => [{ boss: 'boss', mode: 'lazy' }, { boss: 'boss' }] });
role(boss, {
  input: { workers: [] },
  stimuli: ({ index }) => (index === 0 ? [{ type: 'choose', ballot: 1 }] : []),
});
// @ts-expect-error No mode is called "slow".
role(worker, { input: ({ id }) => ({ boss: id, mode: 'slow' }) });
// @ts-expect-error The boss of a worker is a name.
role(worker, { input: { boss: 1 } });
// @ts-expect-error An input has no field "chief".
role(worker, { input: { chief: 'boss' } });
// @ts-expect-error What is recovered is set by Faultline.
role(boss, { input: { workers: [], recovered: { ballot: 1 } } });
// @ts-expect-error Several inputs are a list.
role(worker, { inputs: { boss: 'boss' } });
// @ts-expect-error The context has no key "vote".
role(boss, { input: { workers: [] }, durable: ['vote'] });
// @ts-expect-error No event is called "start".
role(boss, { input: { workers: [] }, stimuli: [{ type: 'start' }] });
// @ts-expect-error A ballot is missing.
role(boss, { input: { workers: [] }, stimuli: [{ type: 'choose' }] });
// @ts-expect-error A ballot is a number.
role(boss, { input: { workers: [] }, stimuli: () => [{ type: 'choose', ballot: '1' }] });
// @ts-expect-error A chart is a machine.
role({ id: 'boss' });

// Properties: every role has its own context, states and tags, and its own processes.
const { invariant, stepInvariant, reachable, deadlockFree, ltl } =
  propertiesFor<typeof protocol.roles>();
type View = ViewOf<typeof protocol.roles>;

invariant('what is right compiles', (view) => {
  const one = view.process('boss');
  const ballot: number = one.context.ballot;
  const [first] = view.all('worker');
  const promised: number | undefined = first?.context.promised;
  const third: string = view.process('worker3').context.boss;
  const types: ('ask' | 'answer')[] = view.messages.map(({ type }) => type);
  const values: string[] = view.inFlight('answer').map(({ value }) => value);
  const froms: string[] = view.inFlight('ask').flatMap(({ from, to }) => [from, to]);
  const numbers: number = view.parameters.workers + view.faults.crashes;
  return (
    one.matches('idle') &&
    one.matches({ busy: 'two' }) &&
    one.hasTag('decided') &&
    view.processes.every(({ alive, done, id, role: name }) => alive || done || id === name) &&
    [ballot, promised, third, types, values, froms, numbers].length > 0
  );
});

export const properties = {
  state: invariant('a state', (view) => {
    // @ts-expect-error The boss has no state "bsy".
    const busy = view.process('boss').matches('bsy');
    // @ts-expect-error The boss has no state "busy.three".
    const nested = view.process('boss').matches({ busy: 'three' });
    // @ts-expect-error Workers have no state "idle": the boss has.
    return busy || nested || view.all('worker').some((one) => one.matches('idle'));
  }),
  tag: invariant('a tag', (view) => {
    // @ts-expect-error The boss has no tag "loyal": workers have.
    const loyal = view.process('boss').hasTag('loyal');
    // @ts-expect-error No tag is called "fre".
    return loyal || view.all('worker').some((one) => one.hasTag('fre'));
  }),
  context: stepInvariant('a context', (before, after) => {
    // @ts-expect-error The context of the boss has no "promised": that of a worker has.
    const promised = before.process('boss').context.promised as number;
    // @ts-expect-error A ballot is a number.
    const ballot: string = after.process('boss').context.ballot;
    // @ts-expect-error A property changes nothing.
    after.process('boss').context.ballot = 1;
    return ballot === String(promised);
  }),
  process: reachable('a process', (view) => {
    // @ts-expect-error No process is called "chief".
    const chief = view.process('chief').alive;
    // @ts-expect-error There is one boss, without a number.
    const second = view.process('boss2').alive;
    // @ts-expect-error Workers have numbers.
    const unnumbered = view.process('worker').alive;
    // @ts-expect-error No role is called "workers".
    return chief || second || unnumbered || view.all('workers').length > 0;
  }),
  message: invariant('a message', (view) => {
    // @ts-expect-error No message is called "asks".
    const asks = view.inFlight('asks').length;
    // @ts-expect-error An answer has no ballot: an ask has.
    const ballots = view.inFlight('answer').map(({ ballot }) => ballot as number);
    // @ts-expect-error Not every message has a value.
    return view.messages.every(({ value }) => value === asks) || ballots.length > 0;
  }),
  parameter: deadlockFree('a parameter', {
    // @ts-expect-error No parameter is called "worker".
    ends: (view: View) => view.parameters.worker > 1,
  }),
};

ltl('a formula', {
  formula: '[] (busy -> <> decided)',
  where: {
    decided: (view) => view.process('boss').hasTag('decided'),
    // @ts-expect-error The boss has no state "bsy".
    busy: (view) => view.process('boss').matches('bsy'),
  },
});
// @ts-expect-error A predicate answers with true or false.
ltl('an answer', { formula: '<> many', where: { many: (view) => view.processes.length } });
// @ts-expect-error A formula has predicates.
ltl('without predicates', { formula: '<> true' });

// @ts-expect-error A property answers with true or false.
invariant('an answer', (view) => view.processes.length);
// @ts-expect-error A step invariant is asked about two states of its roles.
stepInvariant('two states', (before: View, after: number) => before === after);

// What names a property: expectations and mutations, beside the properties or in files of their own.
const named = {
  ...protocol,
  properties: { safe: invariant('it is safe', () => true) },
};
defineProtocol({ ...named, expectations: { safe: 'violated' } });
// @ts-expect-error No property is called "save".
defineProtocol({ ...named, expectations: { save: 'violated' } });
// @ts-expect-error A property holds unless it is expected to be violated.
defineProtocol({ ...named, expectations: { safe: 'holds' } });
// @ts-expect-error No property is called "save".
defineProtocol({ ...named, expectations: ({ quick }) => (quick ? { save: 'violated' } : {}) });

const mutation = { says: 'it breaks', violates: 'safe' } as const;
defineProtocol({
  ...named,
  mutations: {
    broken: {
      ...mutation,
      parameters: { workers: 1 },
      charts: { boss: (right) => right.provide({ guards: {} }) },
    },
  },
});
// @ts-expect-error No property is called "save".
defineProtocol({ ...named, mutations: { broken: { ...mutation, violates: 'save' } } });
// @ts-expect-error A mutation names the property that it violates.
defineProtocol({ ...named, mutations: { broken: { says: 'it breaks' } } });
// @ts-expect-error No role is called "chief".
defineProtocol({ ...named, mutations: { broken: { ...mutation, charts: { chief: () => boss } } } });
// @ts-expect-error No parameter is called "worker".
defineProtocol({ ...named, mutations: { broken: { ...mutation, parameters: { worker: 1 } } } });
// @ts-expect-error A number of workers is a number.
defineProtocol({ ...named, mutations: { broken: { ...mutation, parameters: { workers: '1' } } } });

type Mutations = MutationsOf<typeof protocol.roles, typeof named.properties>;
const right = { broken: mutation } satisfies Mutations;
// @ts-expect-error No property is called "save".
export const wrongProperty = { broken: { ...mutation, violates: 'save' } } satisfies Mutations;
const charts = { chief: () => boss };
// @ts-expect-error No role is called "chief".
export const wrongRole = { broken: { ...mutation, charts } } satisfies Mutations;
defineProtocol({ ...named, mutations: right });

// Properties beside the declaration are typed for its roles and parameters.
defineProtocol({
  ...protocol,
  properties: (tools) => ({
    safe: tools.invariant('it is safe', (view) => view.process('boss').matches('idle')),
    sized: tools.invariant('it has a size', ({ parameters: { workers } }) => workers > 0),
    // @ts-expect-error The boss has no state "bsy".
    unsafe: tools.invariant('it is not', (view) => view.process('boss').matches('bsy')),
  }),
  // @ts-expect-error No property is called "save".
  expectations: { save: 'violated' },
});

defineProtocol({
  ...protocol,
  // @ts-expect-error No process is called "chief".
  constraint: (view) => view.process('chief').alive,
});

defineProtocol({
  ...protocol,
  initially: ({ boss: { workers }, worker1 }) =>
    workers.includes('worker1') && worker1 !== undefined,
});
defineProtocol({
  ...protocol,
  // @ts-expect-error The input of the boss has no key "worker".
  initially: (inputs) => inputs.boss.worker !== undefined,
});
defineProtocol({
  ...protocol,
  // @ts-expect-error No process is called "chief".
  initially: (inputs) => inputs.chief !== undefined,
});

// What monitors stand for are properties too.
const monitors = { order: monitor('in order', boss) };
defineProtocol({
  ...named,
  monitors,
  expectations: { order: 'violated', 'order-hot': 'violated' },
  mutations: { broken: { ...mutation, violates: 'order' } },
});
defineProtocol({
  ...named,
  monitors,
  // @ts-expect-error No property and no monitor is called "ordre".
  expectations: { ordre: 'violated' },
});
defineProtocol({
  ...named,
  monitors,
  // @ts-expect-error No property and no monitor is called "ordre".
  mutations: { broken: { ...mutation, violates: 'ordre' } },
});
// A timer awaits processes by their names, given the context of the chart.
role(boss, { input: { workers: [] }, awaits: { patience: ({ context }) => context.workers } });
role(boss, {
  input: { workers: [] },
  // @ts-expect-error The context of the boss has no key "worker".
  awaits: { patience: ({ context }) => (context.worker === undefined ? [] : ['worker1']) },
});
