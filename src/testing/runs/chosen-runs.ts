import type { Chooser, WalkFinding } from '../../explore/walk/random-walk.ts';
import type { Model } from '../../protocol/model.ts';
import { labelOf, type Action } from '../../system/action.ts';
import { isFault } from '../../system/action-kinds.ts';
import { shortenTrace } from '../../trace/shorten.ts';
import type { Trace } from '../../trace/trace.ts';
import { isEnough } from '../../trace/verdict.ts';
import { WalkedModel } from '../../trace/walk/walked-model.ts';

const stepsPerSlice = 10_000;

/** A violation that a run has come to. */
export interface FoundInRun {
  /** The name of the property. */
  readonly property: string;
  readonly finding: WalkFinding;
}

/** What a run does next. */
export interface RunChoice {
  /** A number from 0 to 2^31 - 1 that stands for an order of all actions: see {@link ChosenRuns}. */
  readonly order: number;
  /** For so many steps, 1 or more. */
  readonly times: number;
}

/**
 * Runs of a protocol that follow choices.
 *
 * A choice takes the enabled action that comes first in its order. An odd order puts actions of one kind
 * together, as to deliver votes, whoever they are from: all participants then do the same. The order of two
 * actions depends on nothing else. So the choices that are left when some are taken out still take what they
 * took before, if it can be taken: this is what makes a run that violates something shrink.
 *
 * Cost: an expansion per step. Every run uses the tables that those before it have filled.
 * Source: Thaler & Ravishankar, "Using Name-Based Mappings to Increase Hit Rates", IEEE/ACM Transactions
 * on Networking 6(1), 1998: highest random weight.
 */
export class ChosenRuns {
  readonly #walked: WalkedModel;
  readonly #model: Model;
  readonly #faultWeight: number;
  readonly #stepsMax: number;
  /** By the number of an action. */
  readonly #known: About[] = [];

  /** @param limits - Steps of a run at most; how likely a fault is, compared with any other action. */
  constructor(model: Model, limits: { readonly stepsMax: number; readonly faultWeight: number }) {
    this.#walked = new WalkedModel(model);
    this.#model = model;
    this.#stepsMax = limits.stepsMax;
    this.#faultWeight = limits.faultWeight;
  }

  /**
   * Takes the steps that are chosen, until nothing can be done or something is violated.
   *
   * @returns Undefined when nothing is violated that should not be.
   * @throws SpecError for an error in a chart or a property.
   */
  follow(choices: readonly RunChoice[]): FoundInRun | undefined {
    const { names } = this.#walked;
    const isLookedFor = ({ check }: WalkFinding) => isEnough(this.#model, names[check]!);
    const walk = this.#walked.walk({
      plan: { seed: 0, walks: 1, depth: Infinity, guided: 'none' },
      pick: this.#picking(choices),
      stopAfter: isLookedFor,
    });
    while (this.#walked.advance(walk, stepsPerSlice));
    const finding = walk.findings.find(isLookedFor);
    return finding && { property: names[finding.check]!, finding };
  }

  /** The trace that shows a violation, without the steps that are not needed, replayed through XState. */
  traceTo({ property, finding }: FoundInRun): Trace {
    return shortenTrace(this.#walked.traceTo(finding), property);
  }

  #picking(choices: readonly RunChoice[]): Chooser {
    const orders = ordersOf(choices);
    let steps = 0;
    return (actions, count) => {
      if (actions[0] === -1 && count === 1) return 0;
      const { value: order, done } = orders.next();
      if (done === true || steps === this.#stepsMax) return -1;
      steps += 1;
      return this.#first(order, actions, count);
    };
  }

  /** The place of the action that comes first; -1 when none may be taken. */
  #first(order: number, actions: Int32Array, count: number): number {
    const isOdd = order % 2 === 1;
    let [first, least, leastOfKind] = [-1, Infinity, Infinity];
    for (let item = 0; item < count; item += 1) {
      const action = actions[item]!;
      const { label, kind, weight } =
        action === -1 ? { label: item, kind: 0, weight: 1 } : this.#about(action);
      if (weight === 0) continue;
      const ofKind = isOdd ? waitOf(order, kind, weight) : 0;
      if (ofKind > leastOfKind) continue;
      const wait = waitOf(order, label, weight);
      if (ofKind === leastOfKind && wait >= least) continue;
      [first, least, leastOfKind] = [item, wait, ofKind];
    }
    return first;
  }

  #about(id: number): About {
    const known = this.#known[id];
    if (known !== undefined) return known;
    const action = this.#walked.system.action(id);
    const about = {
      label: hashOf(labelOf(action)),
      kind: hashOf(this.#kindOf(action)),
      weight: isFault(action) ? this.#faultWeight : 1,
    };
    this.#known[id] = about;
    return about;
  }

  #kindOf(action: Action): string {
    const role =
      'process' in action && this.#model.processes.find(({ id }) => id === action.process)?.role;
    const what =
      action.kind === 'timeout'
        ? action.timer
        : action.kind === 'stimulus'
          ? action.event.type
          : 'message' in action && action.message.type;
    return JSON.stringify([action.kind, role, what]);
  }
}

/** An action as numbers. */
interface About {
  /** Its label. */
  readonly label: number;
  /** What it has in common with others. */
  readonly kind: number;
  /** How likely it is. */
  readonly weight: number;
}

function* ordersOf(choices: readonly RunChoice[]): Generator<number, undefined> {
  for (const { order, times } of choices) {
    for (let time = 0; time < times; time += 1) yield order;
  }
  return undefined;
}

/** Of exponentially distributed numbers the least is each with a chance as large as its weight. */
function waitOf(order: number, hash: number, weight: number): number {
  const fraction = (mixed(hash ^ Math.imul(order, 0x9e37_79b1)) + 0.5) / 2 ** 32;
  return -Math.log(fraction) / weight;
}

/** Source: Fowler, Noll & Vo, FNV-1a with 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  }
  return mixed(hash);
}

/** Every bit of it depends on every bit of the number. Source: Appleby, MurmurHash3, 2011: `fmix32`. */
function mixed(number: number): number {
  let hash = number;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
