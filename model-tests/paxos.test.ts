import { checkSync, modelOf, Simulation, type CheckResult } from '#faultline';
import { describe, expect, it } from 'vitest';
import { paxos } from '../specs/paxos/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const promises = [
  ...['validity', 'learnsChosen', 'learnsOnce', 'refinesConsensus', 'progress', 'termination'],
  ...['agreement', 'safeProposals'],
];
const possibilities = ['canLearn', 'canAdopt', 'canSplit', 'canDuel', 'canRecover'];
const allHold = Object.fromEntries([...promises, ...possibilities].map((name) => [name, 'holds']));

/** Mutations that take some seconds: those of the long tests. */
const slow = ['adopt-lowest', 'ballot-reuse'];

describe('Paxos', () => {
  let small: CheckResult;

  it.each([
    { size: 'tiny', canRecover: 'violated' },
    { size: 'small', canRecover: 'holds' },
  ] as const)('keeps its promises in size $size', ({ size, canRecover }) => {
    const result = checkSync(paxos, { size });
    if (size === 'small') small = result;
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({ ...allHold, canRecover });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts.paxos[size]));
    // Nobody tries again: two proposers have two ballots.
    const missed = result.coverage.items.filter(({ exercised }) => !exercised);
    expect(missed.map(({ name }) => name)).toEqual([
      ...['preparing.on.retry', 'proposing.on.retry', 'retry'],
      ...(size === 'tiny' ? ['canRecover'] : []),
    ]);
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const witnesses = small.properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    // A proposer begins; two acceptors receive its prepare, and it receives their promises.
    const phase1 = 1 + 2 + 2;
    expect(Object.fromEntries(steps)).toEqual({
      // Two acceptors accept, and the learner hears of it.
      canLearn: phase1 + 2 + 2,
      // One accepts, and the second proposer hears of that.
      canAdopt: phase1 + 1 + phase1,
      // One accepts, and another that has promised to the second proposer.
      canSplit: phase1 + 1 + phase1 + 1,
      // The second proposer begins, and everybody receives its prepare before the first one's proposal.
      canDuel: phase1 + 1 + 3,
      // A crash, a restart, and then as in canLearn.
      canRecover: 2 + phase1 + 2 + 2,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(paxos, property)).toEqual(labelsOf(property));
    }
  });

  it('has as many states as a search finds that takes one step at a time', () => {
    const parameters = { acceptors: 2 };
    const counts = [324, 997, 19];
    expect(countsOf(checkSync(paxos, { parameters }))).toEqual(counts);
    expect(naiveSearch(paxos, parameters).counts).toEqual(counts);
  });

  it('has all that a proposer alone does when it tries twice', () => {
    const result = checkSync(paxos, { parameters: { proposers: 1 } });
    expect(result.verdict).toBe('holds');
    const missed = result.coverage.items.filter(({ exercised }) => !exercised);
    expect(missed.map(({ name }) => name)).toEqual(['canAdopt', 'canSplit', 'canRecover']);
  });

  it('is not hurt by a message that is lost, and may wait for it for ever', () => {
    const network = { order: 'unordered', delivery: 'consumes', loss: { max: 1 } } as const;
    const parameters = { proposers: 1, acceptors: 1, ballots: 1 };
    const verdicts = verdictsOf(checkSync(paxos, { parameters, network, keepGoing: true }));
    expect(promises.filter((name) => verdicts[name] !== 'holds')).toEqual(['termination']);
  });

  // Nobody comes up again.
  it.each([
    { acceptors: 2, crashes: 1, verdict: 'violated' },
    { acceptors: 3, crashes: 1, verdict: 'holds' },
    { acceptors: 3, crashes: 2, verdict: 'violated' },
  ])('ends as long as a majority is up: $crashes of $acceptors down', (row) => {
    const { verdict, ...parameters } = row;
    const faults = { crash: { roles: ['acceptor'], restart: false } };
    const options = { parameters: { proposers: 1, ballots: 1, ...parameters }, faults };
    expect(verdictsOf(checkSync(paxos, { ...options, keepGoing: true }))).toMatchObject({
      agreement: 'holds',
      termination: verdict,
    });
  });
});

describe('A mutation of Paxos', () => {
  const quick = Object.entries(paxos.mutations).filter(([name]) => !slow.includes(name));

  it.each(quick)('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(paxos, name);
    expect([property?.verdict, property?.trace?.steps.length]).toEqual(['violated', steps]);
    expect(await replayedLabels(paxos, property)).toEqual(labelsOf(property));
  });

  it('is there for every promise about values', () => {
    const broken = Object.values(paxos.mutations).map(({ violates }) => violates);
    expect(new Set(broken)).toEqual(new Set(['agreement', 'learnsChosen', 'learnsOnce']));
  });

  // Where the broadcast of a proposal is a step, a crash and the restart are one, and two values must have been
  // learned for a violation, which takes two messages each, they take 20, 20, 21, 21 and 16 steps. With
  // promises that need not be received one by one, and a step for each proposal, adopt-lowest takes 17.
  it.each([
    { name: 'no-adopt', steps: 20 - 2 - 2 * 2 },
    { name: 'accept-below-promise', steps: 20 - 2 - 2 * 2 },
    { name: 'volatile-promise', steps: 21 - 2 - 2 * 2 + 1 },
    { name: 'volatile-accepted', steps: 21 - 2 - 2 * 2 + 1 },
    { name: 'minority-accept', steps: 16 - 2 },
    { name: 'adopt-lowest', steps: 17 + 3 * 2 - 3 },
  ])('is as long as elsewhere, in other steps: $name', ({ name, steps }) => {
    expect(paxos.mutations[name]?.steps).toBe(steps);
  });

  it('is caught earlier by what is proposed than by what is chosen: no-adopt', () => {
    const { properties } = checkSync(paxos, { mutation: 'no-adopt', keepGoing: true });
    const steps = properties.map(({ name, trace }) => [name, trace?.steps.length] as const);
    // Two values are chosen in 14 steps; the second is proposed before it is accepted twice.
    expect(Object.fromEntries(steps)).toMatchObject({ agreement: 14, safeProposals: 12 });
  });

  it('makes a learner learn two values, in four ballots: count-across-ballots', () => {
    const parameters = { ballots: 4 };
    const run = new Simulation(modelOf(paxos, { mutation: 'count-across-ballots', parameters }));
    // Two of three promise, one of them accepts, and the learner hears of it.
    takeBallot(run, { ballot: 1, promising: [1, 2], accepting: 1 });
    takeBallot(run, { ballot: 2, promising: [2, 3], accepting: 2 });
    takeBallot(run, { ballot: 3, promising: [1, 3], accepting: 3 });
    takeBallot(run, { ballot: 4, promising: [1, 2], accepting: 1 });
    const says = Object.fromEntries(run.judge().map(({ name, is }) => [name, is]));
    // The learner has two votes for v1 in ballots 1 and 3, and two for v2 in ballots 2 and 4.
    expect(says).toMatchObject({ learnsOnce: false, learnsChosen: false, agreement: true });
    expect(run.length).toBe(4 * (1 + 2 * 2 + 2));
  });
});

/** A ballot of two proposers that take turns. */
interface Tried {
  readonly ballot: number;
  readonly promising: readonly number[];
  readonly accepting: number;
}

function takeBallot(run: Simulation, { ballot, promising, accepting }: Tried): void {
  const take = (start: string) => {
    const found = run.choices().findIndex(({ label }) => label.startsWith(start));
    run.take(found);
  };
  const proposer = `proposer${ballot % 2 === 1 ? 1 : 2}`;
  take(`stimulus ${ballot <= 2 ? 'propose' : 'retry'} at ${proposer}`);
  for (const id of promising) {
    take(`deliver prepare(ballot=${ballot}) ${proposer} → acceptor${id}`);
    take(`deliver promise(ballot=${ballot},`);
  }
  take(
    `deliver accept(ballot=${ballot}, value=v${ballot % 2 === 1 ? 1 : 2}) ${proposer} → acceptor${accepting}`,
  );
  take(`deliver accepted(ballot=${ballot},`);
}
