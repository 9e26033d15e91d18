import { FaultlineError } from '../../errors.ts';
import { include, wordsFor, type FairClasses } from '../../explore/liveness/fair-classes.ts';
import type { ActionClass, Fairness } from '../../protocol/fairness.ts';
import type { Model } from '../../protocol/model.ts';
import type { Action } from '../../system/action.ts';

/** A fairness of the actions of one process, or of the whole system. */
export interface ProcessFairness {
  readonly kind: Fairness['kind'];
  readonly of: ActionClass & { readonly process?: string };
}

/**
 * The fairness of a property for each process by itself.
 *
 * @throws FaultlineError `FL303` for a process that the model does not have.
 */
export function fairnessByProcess(
  model: Model,
  fairness: readonly Fairness[],
): readonly ProcessFairness[] {
  const ids = model.processes.map(({ id }) => id);
  return fairness.flatMap(({ kind, of }): readonly ProcessFairness[] => {
    if (of.kind === 'heal' || of.kind === 'tick') {
      return mayHappen(model, of.kind) ? [{ kind, of }] : [];
    }
    const { process } = of;
    if (process !== undefined && !ids.includes(process)) {
      throw new FaultlineError(
        'FL303',
        `A fairness is declared of the process "${process}", which the model does not have.`,
        `use ${ids.join(', ')}.`,
      );
    }
    const able = process === undefined ? ids.filter((id) => mayAct(model, of, id)) : [process];
    return able.map((id) => ({ kind, of: { ...of, process: id } }));
  });
}

function mayHappen({ faults, time }: Model, kind: 'heal' | 'tick'): boolean {
  return kind === 'tick' ? time.timeouts === 'timed' : faults.partition !== undefined;
}

/** Leaves out what a process never does. */
function mayAct(model: Model, { kind }: ActionClass, id: string): boolean {
  const process = model.processes.find((one) => one.id === id);
  if (kind === 'stimulus') return process?.stimuli.length !== 0;
  if (kind === 'resume') return model.faults.pause !== undefined;
  return kind !== 'restart' || model.faults.crash?.restart === true;
}

/** Whether an action belongs to the class of a fairness. */
export function isOfClass(action: Action, { of }: ProcessFairness): boolean {
  if (!('process' in action)) return action.kind === of.kind;
  if (action.process !== of.process) return false;
  switch (of.kind) {
    case 'deliver':
      return (
        action.kind === 'deliver' &&
        (of.message === undefined || action.message.type === of.message)
      );
    case 'timeout':
      return action.kind === 'timeout' && (of.timer === undefined || action.timer === of.timer);
    case 'stimulus':
      return (
        action.kind === 'stimulus' && (of.event === undefined || action.event.type === of.event)
      );
    case 'restart':
    case 'resume':
    case 'heal':
    case 'tick':
      return action.kind === of.kind;
  }
}

/** The classes of actions by their numbers. */
export function fairClasses(
  fairness: readonly ProcessFairness[],
  actions: readonly Action[],
): FairClasses {
  const width = wordsFor(fairness.length);
  const ofKind = (wanted: ProcessFairness['kind']) => {
    const set = new Int32Array(width);
    for (const [at, { kind }] of fairness.entries()) if (kind === wanted) include(set, 0, at);
    return set;
  };
  const classesOf = new Int32Array(actions.length * width);
  for (const [number, action] of actions.entries()) {
    for (const [at, one] of fairness.entries()) {
      if (isOfClass(action, one)) include(classesOf, number * width, at);
    }
  }
  return { width, classesOf, weak: ofKind('weak'), strong: ofKind('strong') };
}

/** A class in words: `deliveries of vote to coordinator`. */
export function classText({ of }: ProcessFairness): string {
  switch (of.kind) {
    case 'deliver':
      return `${of.message === undefined ? 'deliveries' : `deliveries of ${of.message}`} to ${of.process}`;
    case 'timeout':
      return `${of.timer === undefined ? 'timeouts' : `the timeout ${of.timer}`} at ${of.process}`;
    case 'stimulus':
      return `${of.event === undefined ? 'stimuli' : `the stimulus ${of.event}`} at ${of.process}`;
    case 'restart':
      return `restarts of ${of.process}`;
    case 'resume':
      return `resumptions of ${of.process}`;
    case 'heal':
      return 'the healing of the network';
    case 'tick':
      return 'the passing of time';
  }
}
