import { stateGraph, type StateGraph } from '#faultline';
import { twoPhaseCommit } from '../../specs/two-phase-commit/spec.ts';
import { cutOff } from './cut-off.ts';

type State = StateGraph['states'][number]['record'];
type Process = State['processes'][number];

/**
 * The states of two-phase commit, with two participants and a crash that is for good, in which
 * somebody who is up can never decide.
 *
 * @returns How many there are for each combination of the states of coordinator and participants.
 */
export function blockedStates(parameters: { readonly cooperative: boolean }) {
  const graph = stateGraph(twoPhaseCommit, {
    parameters: { participants: 2, crashes: 1, ...parameters },
    faults: { crash: { restart: false } },
    statesMax: 50_000,
  });
  if (!graph.complete) throw new Error('The graph is larger than it was.');
  const isWanted = ({ processes }: State) =>
    processes.every((process) => !process.alive || hasDecided(process));
  const counts: Record<string, number> = {};
  for (const { record } of cutOff(graph, isWanted)) {
    const states = record.processes.map(nameOfState).join(' ');
    counts[states] = (counts[states] ?? 0) + 1;
  }
  return counts;
}

/** Whether a process is up and has decided. */
export function hasDecided({ alive, context }: Process): boolean {
  return alive && context.decision !== null;
}

/** `{ working: 'waiting' }` is `working.waiting`. */
function nameOfState({ alive, state }: Process): string {
  if (!alive) return 'down';
  return typeof state === 'string'
    ? state
    : Object.entries(state as object)
        .flat()
        .join('.');
}
