import { spawn, type ChildProcess } from 'node:child_process';
import { builtProgram, top } from './built.ts';

/** What a run of the command line left behind. */
export interface Outcome {
  /** The exit code; null when a signal ended the run. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a run differs from one in a plain pipe at the top of the repository. */
export interface RunOptions {
  /** The present folder. */
  readonly cwd?: string;
  /** Added to an environment that says nothing of colours and speaks UTF-8. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads from stdin; nothing by default. */
  readonly input?: string;
  /** Called with what has been written to stderr, whenever there is more of it. */
  readonly onStderr?: (stderr: string, child: ChildProcess) => void;
}

/** The command that runs Faultline. The installed package is tested by `.ci/package-test.sh`. */
export const program = [process.execPath, await builtProgram()] as const;

/** Runs `faultline` and waits for its end. */
export function faultline(words: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return run([...program, ...words], options);
}

/** Runs a line of shell in which `faultline` is the program; pipes and redirections are the shell's. */
export function shell(line: string, options: RunOptions = {}): Promise<Outcome> {
  const command = program.map((word) => `'${word}'`).join(' ');
  return run(['bash', '-c', `faultline() { ${command} "$@"; }; ${line}`], options);
}

/** Runs a program and waits for its end. */
export function run(words: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { cwd = top, env = {}, input, onStderr } = options;
  const [file, ...args] = words as [string, ...string[]];
  const child = spawn(file, args, {
    cwd,
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TERM: 'xterm', ...env },
    // Only where it is asked for: bash takes a socket for a remote shell, and reads its start-up files.
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  // Who ends before it has read everything closes the pipe.
  child.stdin?.on('error', () => undefined).end(input);
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    onStderr?.(stderr, child);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** The lines of a text that do not fit a terminal of 80 columns; a single long word is no fault. */
export function linesTooLong(text: string): readonly string[] {
  return text.split('\n').filter((line) => [...line].length > 80 && /\S\s+\S/.test(line));
}
