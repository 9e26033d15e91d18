import { signal } from '@preact/signals';
import { branchOf, selectedNode } from '../session/session.ts';
import { goTo } from './deeds.ts';
import { open } from './lab.ts';

/** Whether the branch is played, a step each second. */
export const isPlaying = signal(false);

const stepEveryMs = 1000;
let timer: ReturnType<typeof setInterval> | undefined;

/** Plays the branch from the selected step on, or stops. At the end of what is repeated, it repeats. */
export function play(): void {
  if (isPlaying.value) {
    stop();
    return;
  }
  isPlaying.value = true;
  timer = setInterval(next, stepEveryMs);
  next();
}

function next(): void {
  const session = open.value?.session;
  if (session === undefined) {
    stop();
    return;
  }
  const end = branchOf(session).length - 1;
  const { depth } = selectedNode(session);
  const cycle = session.cycles.get(session.tip);
  if (depth < end) goTo({ by: 1 });
  else if (cycle !== undefined && cycle.start < end) goTo({ step: cycle.start });
  else stop();
}

function stop(): void {
  clearInterval(timer);
  isPlaying.value = false;
}
