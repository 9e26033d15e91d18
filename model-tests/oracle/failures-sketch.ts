import fc from 'fast-check';

/** How often a fault of a random protocol may happen, and where. */
export interface BudgetSketch {
  readonly max: number | 'unbounded';
  readonly maxEach?: number;
  readonly roles?: readonly string[];
  readonly processes?: readonly string[];
}

/** The network of a random protocol. */
export interface NetworkSketch {
  readonly order: 'unordered' | 'fifo' | 'set';
  readonly delivery?: 'keeps';
  readonly loss?: BudgetSketch;
  readonly duplication?: BudgetSketch;
  readonly reordering?: BudgetSketch;
}

/** The failures of a random protocol and its time. */
export interface FailuresSketch {
  readonly network: NetworkSketch;
  readonly crash?: BudgetSketch & {
    readonly restart: boolean;
    readonly atOnce?: number;
    readonly amnesia?: number | 'unbounded';
    readonly cutsBroadcast?: boolean;
  };
  readonly pause?: BudgetSketch;
  readonly partition?: {
    readonly max: number | 'unbounded';
    readonly shapes: readonly ('isolated' | 'halves' | 'oneWay' | 'bridge')[];
    readonly messages: 'held' | 'dropped';
    readonly heal: boolean;
  };
  readonly drift?: { readonly ticks: number; readonly max: number | 'unbounded' };
  readonly total?: number;
  readonly time: {
    readonly timeouts: 'nondeterministic' | 'accurate' | 'timed';
    readonly tick?: number;
    readonly delayMax?: number;
  };
}

const maximum = fc.constantFrom<number | 'unbounded'>(0, 1, 1, 2, 'unbounded');

/** The first process of the first role, and the first role, are always there. */
const budget: fc.Arbitrary<BudgetSketch> = fc.record(
  {
    max: maximum,
    maxEach: fc.constantFrom(1, 2),
    roles: fc.constant(['r0']),
    processes: fc.constant(['r11']),
  },
  { requiredKeys: ['max'] },
);

/** A budget that is seldom bound to some of the processes. */
const plainBudget = fc.oneof(
  { weight: 3, arbitrary: fc.record({ max: maximum }) },
  { weight: 1, arbitrary: budget },
);

const network: fc.Arbitrary<NetworkSketch> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ order: 'set', delivery: 'keeps' } as const) },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        order: fc.constantFrom('unordered', 'set'),
        loss: plainBudget,
        duplication: plainBudget,
      },
      { requiredKeys: ['order'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        order: fc.constant('fifo'),
        loss: plainBudget,
        duplication: plainBudget,
        reordering: plainBudget,
      },
      { requiredKeys: ['order'] },
    ),
  },
);

const crash = fc
  .tuple(
    plainBudget,
    fc.record(
      { restart: fc.boolean(), atOnce: fc.constantFrom(1, 2) },
      { requiredKeys: ['restart'] },
    ),
    fc.record(
      {
        amnesia: fc.constantFrom<number | 'unbounded'>(1, 'unbounded'),
        cutsBroadcast: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([crashes, { restart, ...limits }, { amnesia, ...cut }]) => ({
    ...crashes,
    restart,
    ...limits,
    ...cut,
    ...(restart && amnesia !== undefined && { amnesia }),
  }));

const partition = fc.record({
  max: maximum,
  shapes: fc.subarray(['isolated', 'halves', 'oneWay', 'bridge'] as const, { minLength: 1 }),
  messages: fc.constantFrom('held', 'dropped'),
  heal: fc.boolean(),
});

const drift = fc.record({ ticks: fc.constantFrom(1, 2), max: maximum });

const time = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ timeouts: 'nondeterministic' } as const) },
  { weight: 1, arbitrary: fc.constant({ timeouts: 'accurate' } as const) },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        timeouts: fc.constant('timed'),
        tick: fc.constantFrom(5, 10),
        delayMax: fc.nat({ max: 2 }),
      },
      { requiredKeys: ['timeouts', 'tick'] },
    ),
  },
);

/** Random failures, few at once: where everything fails there is little to tell. */
export const failuresSketch: fc.Arbitrary<FailuresSketch> = fc
  .record(
    { network, crash, pause: budget, partition, drift, total: fc.constantFrom(1, 2, 3), time },
    { requiredKeys: ['network', 'time'] },
  )
  .map(({ drift: drifts, ...rest }): FailuresSketch => {
    const keeps = rest.network.delivery === 'keeps';
    const isTimed = rest.time.timeouts === 'timed';
    const { delayMax, ...unlimited } = rest.time as FailuresSketch['time'];
    return {
      ...rest,
      ...(isTimed && drifts && { drift: drifts }),
      ...(rest.partition && {
        partition: keeps ? { ...rest.partition, messages: 'held' } : rest.partition,
      }),
      time: keeps || delayMax === undefined ? unlimited : { ...unlimited, delayMax },
    };
  });
