import fc from 'fast-check';
import {
  modelOf,
  Simulation,
  spacetimePages,
  type Network,
  type Protocol,
  type Spacetime,
  type Trace,
} from '#faultline';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is wrong with the space-time diagrams of some random walks of a protocol; nothing, it is hoped. */
export function flawsOf(
  protocol: Protocol,
  { numRuns, stepsMax }: { readonly numRuns: number; readonly stepsMax: number },
): readonly string[] {
  const simulations = [false, true].map((hasFaults) => simulationOf(protocol, hasFaults));
  const walk = fc.record({
    choices: fc.array(fc.nat(), { minLength: stepsMax / 2, maxLength: stepsMax }),
    stepsPerPage: fc.integer({ min: 3, max: stepsMax }),
    hasFaults: fc.boolean(),
  });
  return fc.sample(walk, numRuns).flatMap(({ choices, stepsPerPage, hasFaults }) => {
    const trace = walked(simulations[Number(hasFaults)] as Simulation, choices);
    const [whole] = spacetimePages(trace, { stepsPerPage: Infinity });
    return [
      ...spacetimePages(trace, { stepsPerPage }).flatMap(flawsOfPage),
      ...strayArrows(whole as Spacetime, trace),
    ];
  });
}

/** Texts over others, texts and arrows outside of the page, and chips beside their lane. */
export function flawsOfPage(page: Spacetime): readonly string[] {
  return [...collisions(page), ...outside(page), ...wideChips(page)];
}

/** The smallest model, where messages are lost and doubled, and processes crash, if there are faults. */
function simulationOf(protocol: Protocol, hasFaults: boolean): Simulation {
  const model = modelOf(protocol, { size: 'tiny' });
  if (!hasFaults) return new Simulation(model);
  const network: Network = { ...model.network, loss: { max: 3 }, duplication: { max: 3 } };
  const some = { max: 2 };
  const faults = { crash: { ...some, restart: true }, pause: some, partition: some };
  const keeps = model.network.delivery === 'keeps';
  return new Simulation({ ...model, network: keeps ? model.network : network, faults });
}

function walked(simulation: Simulation, choices: readonly number[]): Trace {
  simulation.begin(0);
  for (const choice of choices) {
    const { length } = simulation.choices();
    if (length === 0) break;
    simulation.take(choice % length);
  }
  return simulation.trace();
}

/** Texts that overlap each other, chips and names included. */
function collisions({ happenings, lanes, arrows, heading, legend }: Spacetime): readonly string[] {
  const texts = [
    ...heading.map(({ label }) => labelled(label)),
    ...lanes.flatMap(({ name, state, final }) => [
      labelled(name),
      ...[state, ...(final ? [final] : [])].map((chip) => ({ says: chip.text, box: chip })),
    ]),
    ...happenings.flatMap(({ label, chips }) => [
      labelled(label),
      ...chips.map((chip) => ({ says: chip.text, box: chip })),
    ]),
    ...arrows.flatMap(({ label }) => (label ? [labelled(label)] : [])),
    ...legend.map(({ label }) => labelled(label)),
  ];
  return texts.flatMap(({ says, box }, index) =>
    texts
      .slice(index + 1)
      .filter((other) => overlap(box, other.box))
      .map((other) => `${says} and ${other.says}`),
  );
}

function labelled(label: Box & { readonly lines: readonly string[] }) {
  return { says: label.lines.join(' '), box: label };
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** What is not within the page. */
function outside(page: Spacetime): readonly string[] {
  const { happenings, arrows, width, height, body } = page;
  const isOut = (x: number, y: number) => !(x >= 0 && x <= width && y >= 0 && y <= height);
  const isBeyond = ({ y }: { y: number }) => y < body.top - 0.01 || y > body.bottom + 0.01;
  return [
    ...happenings
      .flatMap(({ label, chips }) => [labelled(label).box, ...chips])
      .filter((box) => isOut(box.x, box.y) || isOut(box.x + box.width, box.y + box.height))
      .map(({ x, y }) => `a text at ${x} ${y}`),
    ...arrows.filter(({ way }) => way.some(isBeyond)).map(({ says }) => says),
  ];
}

/** Chips that reach into the next lane, or lie beside their own. */
function wideChips({ lanes, happenings, gap }: Spacetime): readonly string[] {
  return happenings.flatMap(({ lane, chips, step }) => {
    const at = lanes[lane ?? -1]?.x;
    return chips
      .filter(({ x, width }) => at !== undefined && Math.abs(x + width / 2 - at) > 0.5)
      .concat(chips.filter(({ width }) => width >= gap))
      .map(({ text }) => `${text} in step ${step}`);
  });
}

/** Arrows that do not begin where their message was sent, or do not end where it arrived. */
function strayArrows({ arrows, rows, lanes, body }: Spacetime, trace: Trace): readonly string[] {
  const laneOf = (process: string) => lanes.find((lane) => lane.process === process)?.x;
  const arrived = arrows.filter(({ end }) => end === 'received').map(({ endsIn }) => endsIn);
  const deliveries = [...trace.steps.keys()].filter((index) => {
    const { action } = trace.steps[index] as Trace['steps'][number];
    return action.kind === 'deliver';
  });
  return [
    ...deliveries
      .filter((index) => !arrived.includes(index + 1))
      .map((index) => `step ${index + 1}`),
    ...arrows
      .filter(({ way, sentIn, endsIn, end, isCopy, sender }) => {
        const [first, last] = [way[0], way.at(-1)];
        const starts = first?.y === (sentIn === 0 ? body.top : rows[sentIn - 1]?.y);
        const leaves = isCopy || first?.x === lanes[sender]?.x;
        const falls = way.every(({ y }, index) => y >= (way[index - 1]?.y ?? 0));
        if (end !== 'received') return !(starts && leaves && falls);
        const { action } = trace.steps[(endsIn ?? 0) - 1] as Trace['steps'][number];
        const arrives = 'process' in action && last?.x === laneOf(action.process);
        return !(starts && leaves && falls && arrives && last?.y === rows[(endsIn ?? 0) - 1]?.y);
      })
      .map(({ says }) => says),
  ];
}
