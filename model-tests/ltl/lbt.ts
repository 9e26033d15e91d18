import { spawnSync } from 'node:child_process';
import { parseLtl } from '#faultline';
import { isTrueNow, type Automaton } from './automaton.ts';

/** Whether lbt, Rönkkö and Tauriainen's translator, is on this machine. */
export const hasLbt = spawnSync('lbt', { input: 't' }).status === 0;

/**
 * The automaton that lbt makes of a formula.
 *
 * @param formula - With the operator before its operands, over `p0`, `p1` …
 */
export function lbtAutomaton(formula: string): Automaton {
  const { stdout, status } = spawnSync('lbt', { input: formula, encoding: 'utf8' });
  if (status !== 0) throw new Error(`lbt does not read ${formula}.`);
  return parseLbt(stdout);
}

/**
 * Reads lbt's format: the counts of states and of accepting sets; then of each state its number,
 * whether it is initial, its sets, -1, and its edges, each a target and a guard, and -1.
 */
export function parseLbt(text: string): Automaton {
  const words = text.split(/\s+/).filter(Boolean).reverse();
  const take = () => words.pop() ?? '';
  const takeNumber = () => Number(take());
  const stateCount = takeNumber();
  const sets = Array.from({ length: takeNumber() }, () =>
    new Array<boolean>(stateCount).fill(false),
  );
  const edges: Automaton['edges'][number][] = [];
  const initial: number[] = [];
  for (let read = 0; read < stateCount; read += 1) {
    const state = takeNumber();
    if (takeNumber() === 1) initial.push(state);
    for (let set = takeNumber(); set !== -1; set = takeNumber()) sets[set]![state] = true;
    const leaving: { to: number; reads: (letter: number) => boolean }[] = [];
    for (let to = takeNumber(); to !== -1; to = takeNumber()) {
      const formula = parseLtl(takeGuard(take));
      leaving.push({ to, reads: (letter) => isTrueNow(formula, letter) });
    }
    edges[state] = leaving;
  }
  return { initial, edges, acceptingSets: sets };
}

/** The guard in the syntax of `parseLtl`. */
function takeGuard(take: () => string): string {
  const word = take();
  if (word === '!') return `!${takeGuard(take)}`;
  if (word === '&' || word === '|') {
    return `(${takeGuard(take)} ${word}${word} ${takeGuard(take)})`;
  }
  return word === 't' ? 'true' : word === 'f' ? 'false' : word;
}
