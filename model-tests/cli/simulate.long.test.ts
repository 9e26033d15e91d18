import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { top } from './support/built.ts';
import { faultline, linesTooLong, program, type RunOptions } from './support/faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-simulate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fixtures = 'model-tests/cli/fixtures';
const pingPong = ['simulate', `${fixtures}/ping-pong.ts`];

/** Says these lines in a session. */
function say(words: readonly string[], lines: readonly string[], options: RunOptions = {}) {
  return faultline(words, { ...options, input: lines.map((line) => `${line}\n`).join('') });
}

describe.concurrent('faultline simulate', () => {
  it('takes the steps that it is told, and shows what they change', async () => {
    const { code, stdout, stderr } = await say(pingPong, ['1', '1', 'undo', 'state', 'quit']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`Ping-pong
  server    idle
            left=2
  returner  ready
            server=server
  In flight: nothing

  1  stimulus serve at server
       server idle → waiting; server left: 2 → 1; sends ping to returner
> 1
  1  stimulus serve at server
       server idle → waiting; server left: 2 → 1; sends ping to returner

  1  deliver ping server → returner
       sends pong to server
> 1
  2  deliver ping server → returner
       sends pong to server

  1  deliver pong returner → server
       server waiting → idle
> undo
Taken back: one step; 1 left.

  1  deliver ping server → returner
       sends pong to server
> state
  server    waiting
            left=1
  returner  ready
            server=server
  In flight: ping server → returner
> quit
`);
  });

  it('says what each property says', async () => {
    const words = [...pingPong, '--mutation', 'twoBalls'];
    const { stdout } = await say(words, ['properties', '1', '1', 'p', 'trace']);
    const [, before, first, second, after, trace] = stdout.split(/^> /m);
    expect(before).toBe(`properties
  ✓ oneBall    true here
      at most one ball is in the air
  · allPlayed  not true here
      every ball is played
`);
    expect(first).not.toContain('oneBall');
    expect(second).toContain('\n  ✗ oneBall is violated: at most one ball is in the air\n');
    expect(after).toBe(`p
  ✗ oneBall    violated: not true here
      at most one ball is in the air
  ✓ allPlayed  true here: a witness
      every ball is played
`);
    expect(trace).toContain(' 2        ├── ping ──►│\n');
    expect(linesTooLong(stdout)).toEqual([]);
  });

  it('saves a trace that can be replayed, and goes on from it', async () => {
    const path = join(folder, 'two-balls.json');
    const words = [...pingPong, '--mutation', 'twoBalls'];
    const { stdout } = await say(words, ['1', '1', `save ${path}`]);
    expect(stdout).toContain(`Saved to ${path}, as a counterexample to oneBall.`);
    const replayed = await faultline(['replay', path]);
    expect(replayed).toMatchObject({ code: 1, stderr: '' });
    expect(replayed.stdout).toContain('✗ violated after step 2: at most one ball is in the air');
    const onward = await say([...pingPong, '--from', path], ['u', 'trace']);
    expect(onward).toMatchObject({ code: 0, stderr: '' });
    expect(onward.stdout).toContain('Taken back: one step; 1 left.');
  });

  it('saves a trace that shows nothing as one without property', async () => {
    const path = join(folder, 'one-ball.json');
    await say(pingPong, ['1', `w ${path}`]);
    expect(await faultline(['replay', path])).toMatchObject({ code: 0, stderr: '' });
  });

  it('begins anew, explains itself, and ends with its input', async () => {
    const { code, stdout } = await say(pingPong, ['help', '1', 'start', 't', 'u']);
    expect(code).toBe(0);
    expect(stdout).toContain('  undo [n]      take the last step back, or the last n\n');
    expect(stdout).toMatch(/> u\nNo step has been taken\.\n\n {2}1 {2}stimulus serve at server\n/);
    expect(linesTooLong(stdout)).toEqual([]);
  });

  it.each([
    ['99', '[FL505] There is no such action here.'],
    ['dance', '[FL601] There is no command "dance".'],
    ['start 2', '[FL505] There is no such initial state here.'],
    ['save /no/such/folder/trace.json', '[FL604] "/no/such/folder/trace.json" cannot be written'],
  ])(
    'ends with exit code 2 at a line from a pipe that it cannot follow: %s',
    async (line, error) => {
      const { code, stdout, stderr } = await say(pingPong, [line, 'state']);
      expect(code).toBe(2);
      expect(stderr.replaceAll(/\s+/g, ' ')).toContain(error);
      expect(stdout).not.toContain('> state');
    },
  );

  it.each([
    ['sends-to-nobody', ['1'], '[FL201] server sends "hello" to "nobody"'],
    ['property-throws', ['1', '1'], '[FL302] The property "short" threw an error: no such field'],
  ])('shows the error of %s, and goes back from it', async (name, steps, error) => {
    const words = ['simulate', `${fixtures}/broken-charts.ts#${name}`];
    const { code, stdout } = await say(words, [...steps, 'undo']);
    expect(code).toBe(0);
    const [taken, undone] = stdout.split(/^> /m).slice(-2);
    expect(taken?.replaceAll(/\s+/g, ' ')).toContain(error);
    expect(undone).toMatch(/^undo\nTaken back: one step; \d left\.\n\n {2}1 {2}stimulus /);
    expect(undone).not.toContain('[FL');
  });

  it.each([
    [['--from', '/no/such/file'], '[FL604] The trace file "/no/such/file" cannot be read'],
    [['--from', join(folder, 'text')], `[FL501] ${join(folder, 'text')}: `],
    [['--from', 'x', '--rounds', '1'], '[FL601] There is both --from and --rounds.'],
    [['--from', 'x', '--drops', '1'], '[FL601] There is both --from and --drops.'],
    [['--depth', '1'], '[FL601] "simulate" has no option "--depth"'],
  ])('refuses %s', async (words, error) => {
    writeFileSync(join(folder, 'text'), 'no trace');
    const { code, stderr } = await say([...pingPong, ...words], []);
    expect(code).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(error);
  });

  it('ends on Ctrl-C, with exit code 130', async () => {
    const [file, ...args] = program;
    const child = spawn(file, [...args, ...pingPong], { cwd: top });
    child.stdout.once('data', () => child.kill('SIGINT'));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(130);
  });
});

const hasScript = spawnSync('script', ['--version']).stdout?.toString().includes('util-linux');

describe.runIf(hasScript).concurrent('faultline simulate on a terminal', () => {
  /** Types each text when the session asks for the next line. */
  async function typed(texts: readonly string[]): Promise<readonly [code: unknown, shown: string]> {
    const command = [...program, ...pingPong].map((word) => `'${word}'`).join(' ');
    const child = spawn('script', ['-qec', `stty cols 80; ${command}`, '/dev/null'], { cwd: top });
    let [shown, asked] = ['', 0];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += text;
      for (; asked < shown.split('\u001B[0J> ').length - 1; asked += 1) {
        child.stdin.write(texts[asked] ?? '');
      }
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    return [code, shown];
  }

  it('asks for the next line, goes on after a mistake, and ends on Ctrl-D', async () => {
    const [code, shown] = await typed(['99\n', '1\n', '\u0004']);
    expect(code).toBe(0);
    expect(shown).toMatch(/99[\r\n]+\[FL505\] There is no such action here\./);
    expect(shown).toContain('deliver ping server → returner');
  });

  it('ends on Ctrl-C, with exit code 130', async () => {
    const [code] = await typed(['1\n', '\u0003']);
    expect(code).toBe(130);
  });
});
