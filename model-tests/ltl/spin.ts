import { spawnSync } from 'node:child_process';
import { parseLtl } from '#faultline';
import { isTrueNow, type Automaton } from './automaton.ts';

/** Whether SPIN is on this machine. */
export const hasSpin = spawnSync('spin', ['-V']).status === 0;

// Some formulas keep it busy for ever: better to fail than to hang.
const timeoutMs = 20_000;

/**
 * The automaton that SPIN makes of a formula: `spin -f` writes it as a never claim.
 *
 * @param formula - In SPIN's syntax, without `X`, over `p0`, `p1` …
 */
export function spinAutomaton(formula: string): Automaton {
  const { stdout, status } = spawnSync('spin', ['-f', formula], {
    encoding: 'utf8',
    timeout: timeoutMs,
  });
  if (status !== 0) throw new Error(`SPIN fails, or takes too long, on ${formula}: ${stdout}`);
  return parseNeverClaim(stdout);
}

/** Reads a never claim. States are numbered in the order in which it has them. */
export function parseNeverClaim(text: string): Automaton {
  const body = text.slice(text.indexOf('*/') + 2);
  // A state is one label or several, and then what may follow.
  const blocks = [...body.matchAll(/((?:^\w+:\n)+)((?:\t.*\n)+)/gm)].map(([, labels, options]) => ({
    labels: labels!.trim().split(/:\s*/).filter(Boolean),
    options: options!,
  }));
  const numbers = new Map(blocks.flatMap(({ labels }, state) => labels.map((l) => [l, state])));
  const edges = blocks.map(({ options }, state) =>
    options.includes('skip') ? [{ to: state, reads: () => true }] : edgesOf(options, numbers),
  );
  const accepting = blocks.map(({ labels }) => labels.some((label) => label.startsWith('accept')));
  return { initial: [0], edges, acceptingSets: [accepting] };
}

function edgesOf(options: string, numbers: ReadonlyMap<string, number>) {
  const lines = options.matchAll(/:: (?:atomic \{ )?(\(.*?\)) -> (?:goto (\w+)|assert)/g);
  return [...lines].map(([, guard = '', label = 'accept_all']) => {
    const formula = parseLtl(guard.replaceAll('(1)', '(true)'));
    const to = numbers.get(label);
    if (to === undefined) throw new Error(`The never claim has no state ${label}.`);
    return { to, reads: (letter: number) => isTrueNow(formula, letter) };
  });
}
