import { FaultlineError } from '../../errors.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { digitsOf } from '../../trace/link/check-digits.ts';
import { Stepper } from '../../trace/simulation/stepper.ts';
import { followChoices } from './follow.ts';
import type { Link } from '../../trace/link/link.ts';
import { branchOf, selectStep, selectedNode, withCycle, type Session } from './session.ts';
import { modelFor, settingsFor, type Settings } from '../../trace/link/settings.ts';

/** A model that is taken step by step, and all that was tried in it. */
export interface Play {
  readonly settings: Settings;
  readonly stepper: Stepper;
  readonly session: Session;
}

/** What a link leads to. */
export interface Opened extends Play {
  /** What could not be shown as the link says, in sentences. */
  readonly notices: readonly string[];
}

/** Shows as much of a link as the protocol, as it is now, allows. */
export function openLink(protocol: Protocol, link: Link): Opened {
  const { stepper, settings, notices } = stepperFor(protocol, link.settings);
  const { session, steps } = followChoices(stepper, link.initial, link.choices);
  const isWhole = steps === link.choices.length;
  const isSame = isWhole && isCheckRight(stepper, session, link);
  const cycled = withCycleOf(session, link, isWhole);
  return {
    ...{ settings, stepper },
    session: selectStep(cycled, link.selected),
    notices: [
      ...notices,
      ...(isWhole
        ? []
        : [
            `The link has ${link.choices.length} steps; it can be followed to step ${steps}. The protocol has changed since.`,
          ]),
      ...(isWhole && !isSame
        ? [
            'The link was made with another version of this protocol: its steps may mean something else now.',
          ]
        : []),
    ],
  };
}

/** The link to what is shown. */
export function linkTo(play: Play, lesson: Link['lesson']): Link {
  const { settings, session, stepper } = play;
  const [root, ...steps] = branchOf(session);
  return {
    settings,
    initial: root?.choice ?? 0,
    choices: steps.map(({ choice }) => choice),
    selected: selectedNode(session).depth,
    cycleStart: session.cycles.get(session.tip)?.start,
    check: checkOf(stepper, session),
    lesson,
  };
}

/** A model as it was chosen; with fewer choices where some cannot be made. */
function stepperFor(protocol: Protocol, settings: Settings) {
  const size = Object.hasOwn(protocol.sizes, settings.size ?? '')
    ? settings.size
    : Object.keys(protocol.sizes)[0];
  const known = settings.size === undefined ? settings : { ...settings, size };
  const plain = settingsFor(settings.spec, size);
  try {
    const stepper = new Stepper(modelFor(protocol, known));
    const notices =
      known.size === settings.size
        ? []
        : [`There is no size "${settings.size}" (any more): this is ${size ?? 'the default'}.`];
    return { stepper, settings: known, notices };
  } catch (error) {
    if (!(error instanceof FaultlineError)) throw error;
    const stepper = new Stepper(modelFor(protocol, plain));
    return {
      stepper,
      settings: plain,
      notices: [`The choices of the link cannot be made: ${error.message}`],
    };
  }
}

function withCycleOf(session: Session, { cycleStart }: Link, isWhole: boolean): Session {
  if (cycleStart === undefined || !isWhole) return session;
  const branch = branchOf(session);
  return cycleStart < branch.length
    ? withCycle(session, { start: cycleStart, fairBecause: [] })
    : session;
}

function isCheckRight(stepper: Stepper, session: Session, { check, choices }: Link): boolean {
  return check === undefined || choices.length === 0 || check === checkOf(stepper, session);
}

/** Depends on what was done and on the state that it led to. */
function checkOf(stepper: Stepper, session: Session): string {
  const branch = branchOf(session);
  const labels = branch.slice(1).map(({ taken }) => taken?.label ?? '');
  return digitsOf(
    labels,
    stepper.record(branch.at(-1)?.slots ?? (stepper.starts[0] as Int32Array)),
  );
}
