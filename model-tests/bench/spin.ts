import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { twoPhasePromela } from './promela.ts';

/** A verifier that SPIN has made and gcc has compiled, ready to run. */
export interface SpinVerifier {
  /** Explores all states once. */
  readonly run: () => { readonly states: number; readonly cpuSeconds: number };
  /** Removes its files. */
  readonly remove: () => void;
}

/** Whether `spin`, `gcc` and `bash` are on this machine. */
export function hasSpin(): boolean {
  return ['spin -V', 'gcc --version', 'bash --version'].every((command) => {
    const [name = '', flag = ''] = command.split(' ');
    return spawnSync(name, [flag]).status === 0;
  });
}

/** Makes the verifier for two-phase commit: safety only, every state, no reduction. */
export function spinVerifier(resourceManagers: number): SpinVerifier {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-bench-'));
  writeFileSync(join(folder, 'model.pml'), twoPhasePromela(resourceManagers));
  execFileSync('spin', ['-a', 'model.pml'], { cwd: folder });
  const flags = ['-O3', '-w', '-DSAFETY', '-DNOREDUCE', '-o', 'pan', 'pan.c'];
  execFileSync('gcc', flags, { cwd: folder });
  return {
    run: () => timed(folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A hash table of 2^24 places: it never has to grow, and chains stay short. */
const verifier = 'TIMEFORMAT="%U %S"; time ./pan -m100000 -w24';

function timed(folder: string) {
  const { stdout, stderr, status } = spawnSync('bash', ['-c', verifier], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const states = /([\d.e+]+) states, stored/.exec(stdout)?.[1];
  const times = stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
  if (status !== 0 || states === undefined || times.length !== 2) {
    throw new Error(`SPIN's verifier went wrong:\n${stdout}${stderr}`);
  }
  return { states: Number(states), cpuSeconds: times.reduce((sum, time) => sum + time, 0) };
}
