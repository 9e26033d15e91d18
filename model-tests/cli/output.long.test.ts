import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { faultline, linesTooLong, shell } from './support/faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-output-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pingPong = 'model-tests/cli/fixtures/ping-pong.ts';
const violated = ['check', pingPong, '--mutation', 'twoBalls'];
const escape = '\u001B';

describe.concurrent('colours', () => {
  it('are for terminals only', async () => {
    const { stdout } = await faultline(violated);
    expect(stdout).not.toContain(escape);
  });

  it('can be forced with FORCE_COLOR', async () => {
    const { stdout } = await faultline(violated, { env: { FORCE_COLOR: '1' } });
    expect(stdout).toContain(`${escape}[31m✗ violated after step 2`);
  });

  it('are off with NO_COLOR, whatever FORCE_COLOR says, and with --no-color', async () => {
    const plain = (await faultline(violated)).stdout;
    const env = { FORCE_COLOR: '1', NO_COLOR: '1' };
    const outcomes = await Promise.all([
      faultline(violated, { env }),
      faultline([...violated, '--no-color'], { env: { FORCE_COLOR: '1' } }),
    ]);
    for (const { stdout } of outcomes) expect(chartOf(stdout)).toBe(chartOf(plain));
  });
});

describe.concurrent('characters', () => {
  it.each([
    { when: '--ascii is given', words: ['--ascii'], env: {} },
    { when: 'the locale has no others', words: [], env: { LC_ALL: 'C' } },
  ])('are all ASCII when $when', async ({ words, env }) => {
    const { stdout } = await faultline([...violated, ...words], { env });
    expect(stdout).toMatch(/^[\n\x20-\x7e]+$/);
    expect(stdout).toContain('x violated after step 2: at most one ball is in the air (oneBall)');
  });
});

describe.concurrent('the width', () => {
  it('is 80 columns where there is no terminal', async () => {
    const words = ['check', 'two-phase-commit', '--mutation', 'majority-commit'];
    const { code, stdout } = await faultline(words);
    expect(code).toBe(1);
    expect(linesTooLong(stdout)).toEqual([]);
    // The chart has a lane for each of the four processes, and would have room for no more.
    expect(stdout).toMatch(/^ +coordinator +participant1 +participant2 +participant3$/m);
  });
});

describe.concurrent('a pipe', () => {
  it('carries all of the output, however slow its reader', async () => {
    const line = `faultline check ${pingPong} --rounds 100 --json | { sleep 1; cat; }`;
    const { stdout } = await shell(line);
    const { distinctStates, properties } = JSON.parse(stdout) as {
      distinctStates: number;
      properties: { trace: { steps: unknown[] } | null }[];
    };
    // 1 + 3 · 100 states; the last ball is served in the 298th step.
    expect(distinctStates).toBe(301);
    expect(properties.map(({ trace }) => trace?.steps.length)).toEqual([undefined, 298]);
  });

  it('that nobody reads ends the program without a word, with exit code 141', async () => {
    const line = `faultline check ${pingPong} --rounds 100 --json | head -c 1; echo " $PIPESTATUS"`;
    expect(await shell(line)).toMatchObject({ stdout: '{ 141\n', stderr: '' });
  });
});

describe.concurrent('a full disk', () => {
  const noSpace = 'ENOSPC: no space left on device, write';

  it('is an error with exit code 2 when the output does not fit', async () => {
    const says = `[FL604] The output cannot be written: ${noSpace}.
  Fix: make room, or send it elsewhere.
`;
    const { code, stderr } = await shell(`faultline check ${pingPong} --json > /dev/full`);
    expect({ code, stderr }).toEqual({ code: 2, stderr: says });
  });

  it('is an error when a trace does not fit, after the verdict was printed', async () => {
    const traces = join(folder, 'full');
    const trace = join(traces, 'ping-pong.twoBalls.oneBall.json');
    mkdirSync(traces);
    symlinkSync('/dev/full', trace);
    const { code, stdout, stderr } = await faultline([...violated, '--save', traces]);
    expect(code).toBe(2);
    expect(stdout).toContain('✗ violated after step 2');
    // No hint how to replay a trace that is not there.
    expect(stdout).not.toContain('To see it again');
    expect(oneLine(stderr)).toBe(
      `[FL604] "${trace}" cannot be written: ${noSpace}. Fix: name a place where you may write. `,
    );
  });
});

describe.concurrent('--save', () => {
  it('makes the folder and writes a file for each counterexample and witness', async () => {
    const traces = join(folder, 'deep', 'traces');
    const { stdout } = await faultline([...violated, '--save', traces]);
    expect(readdirSync(traces)).toEqual([
      'ping-pong.twoBalls.allPlayed.json',
      'ping-pong.twoBalls.oneBall.json',
    ]);
    const file = join(traces, 'ping-pong.twoBalls.oneBall.json');
    expect(stdout.replaceAll(/ \\\n +/g, ' ')).toContain(`faultline replay ${file}\n`);
  });

  it('is refused before the check when the folder cannot be made', async () => {
    const outcome = await faultline([...violated, '--save', 'package.json/traces']);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toBe(
      `[FL604] "package.json/traces" cannot be written: ENOTDIR: not a directory, mkdir
'package.json/traces'.
  Fix: name a place where you may write.
`,
    );
  });

  // Whoever is root may write everywhere.
  it.runIf(process.getuid?.() !== 0)('is refused when the folder is read-only', async () => {
    const traces = join(folder, 'read-only');
    mkdirSync(traces, { mode: 0o500 });
    const { code, stdout, stderr } = await faultline([...violated, '--save', traces]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('EACCES: permission denied');
  });
});

/** What stands between the figures and the hints, which are not the same for every run. */
function chartOf(stdout: string): string {
  return stdout.slice(stdout.indexOf('Violated.'), stdout.indexOf('To see it'));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
