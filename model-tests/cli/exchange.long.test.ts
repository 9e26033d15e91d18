import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { top } from './support/built.ts';
import { faultline } from './support/faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-exchange-'));
afterAll(() => rmSync(folder, { recursive: true }));

const spec = `${top}model-tests/cli/fixtures/ping-pong.ts`;
const violated = ['check', spec, '--mutation', 'twoBalls'];
const name = 'ping-pong.twoBalls.oneBall';

interface Itf {
  readonly '#meta'?: object;
  readonly vars: readonly string[];
  readonly states: readonly Readonly<Record<string, unknown>>[];
}
let itf: Itf;

beforeAll(async () => {
  const words = [...violated, '--format', 'itf', '--save', '.'];
  const { code, stdout, stderr } = await faultline(words, { cwd: folder });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Ping-pong\n/);
  expect(stdout).toBe(readFileSync(join(folder, `${name}.itf.json`), 'utf8'));
  itf = JSON.parse(stdout) as Itf;
});

describe.concurrent('--format', () => {
  it('itf writes the counterexample alone, and with --save every trace in both formats', () => {
    expect(itf.vars).toEqual(['server', 'returner', 'messages', 'faults']);
    expect(itf.states).toHaveLength(3);
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining([
        'ping-pong.twoBalls.allPlayed.itf.json',
        'ping-pong.twoBalls.allPlayed.json',
        'ping-pong.twoBalls.oneBall.itf.json',
        'ping-pong.twoBalls.oneBall.json',
      ]),
    );
  });

  it('svg has one theme when it is asked for, and the others have none', async () => {
    const replay = ['replay', `${name}.json`, '--format'];
    const [auto, dark, checked, mermaid] = await Promise.all([
      faultline([...replay, 'svg'], { cwd: folder }),
      faultline([...replay, 'svg', '--theme', 'dark'], { cwd: folder }),
      faultline([...violated, '--format', 'svg', '--theme', 'dark'], { cwd: folder }),
      faultline([...replay, 'mermaid', '--theme', 'dark'], { cwd: folder }),
    ]);
    expect(auto.stdout).toContain('prefers-color-scheme: dark');
    expect(dark.stdout).toMatch(/^<svg /);
    expect(dark.stdout).not.toMatch(/prefers-color-scheme|var\(/);
    expect(checked.stdout).toBe(dark.stdout);
    expect(mermaid).toMatchObject({ code: 2, stdout: '' });
    expect(mermaid.stderr).toContain('There is --theme, which is for pictures');
  });

  it.each(['json', 'mermaid'])('%s is the long form of a switch', async (format) => {
    const replay = ['replay', `${name}.json`];
    const [long, short, both] = await Promise.all([
      faultline([...replay, '--format', format], { cwd: folder }),
      faultline([...replay, `--${format}`], { cwd: folder }),
      faultline([...replay, `--${format}`, '--format', format], { cwd: folder }),
    ]);
    expect(long).toMatchObject({ code: 1, stderr: '' });
    expect(short).toEqual(long);
    expect(both).toEqual(long);
  });

  it('shiviz writes a log with vector clocks', async () => {
    const words = ['replay', `${name}.json`, '--format', 'shiviz'];
    const { code, stdout, stderr } = await faultline(words, { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout.split('\n').slice(-5)).toEqual([
      'server {"server":2}',
      '1 stimulus serve at server [waiting] left=0',
      'returner {"returner":2,"server":2}',
      '2 deliver ping server → returner',
      '',
    ]);
  });

  it('svg draws a space-time diagram', async () => {
    const words = ['replay', `${name}.json`, '--format', 'svg'];
    const { code, stdout, stderr } = await faultline(words, { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^<svg [^]*<\/svg>\n$/);
    expect(stdout).toContain('. violated after step 2: ');
    expect(stdout.match(/<g class="step"/g)).toHaveLength(2);
  });

  it('refuses two of them, and one that there is not', async () => {
    const [two, unknown] = await Promise.all([
      faultline([...violated, '--json', '--format', 'itf']),
      faultline([...violated, '--format', 'yaml']),
    ]);
    expect(two).toMatchObject({ code: 2, stdout: '' });
    expect(two.stderr).toBe(
      '[FL601] There is both --json and --format itf.\n  Fix: choose one of them.\n',
    );
    expect(unknown.stderr).toContain('The option "--format" has the value "yaml".');
  });
});

describe.concurrent('an ITF trace of Faultline', () => {
  it('is replayed as it is, with the same exit code', async () => {
    const [own, again] = await Promise.all([
      faultline(['replay', `${name}.json`], { cwd: folder }),
      faultline(['replay', `${name}.itf.json`], { cwd: folder }),
    ]);
    expect(own.code).toBe(1);
    expect(again).toEqual(own);
  });

  it('is refused when a state was edited', async () => {
    const text = JSON.stringify(itf).replace('"state":"waiting"', '"state":"idle"');
    const { code, stderr } = await replay('edited', text);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^\[FL503\] edited.itf.json: Step 1 \("stimulus serve at server"\)/);
  });

  it.each([
    ['an action', '"kind":"stimulus"', '"kind":"wish"', 'states[1].#meta.action.kind'],
    ['a process', '"alive":true', '"alive":"yes"', 'states[0].server.alive'],
    ['a network', '"order":"unordered"', '"order":"none"', '#meta.faultline.network.order'],
    ['a value', '{"#bigint":"1"}', '{"#bigint":"one"}', 'states[0].server'],
  ])(
    'is refused when it has %s that there is not, with its place',
    async (what, old, now, place) => {
      const text = JSON.stringify(itf).replace(old, now);
      expect(text).not.toBe(JSON.stringify(itf));
      const { code, stdout, stderr } = await replay(what.replace(' ', '-'), text);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(oneLine(stderr)).toContain(`The text is no trace. At ${place}`);
    },
  );

  it('is refused with the choice of another model', async () => {
    const { code, stderr } = await replay('chosen', JSON.stringify(itf), '--rounds', '3');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: '[FL601] "replay" has no option "--rounds".\n  Fix: see `faultline replay --help`.\n',
    });
    const other = await replay('other', JSON.stringify(itf), '--size', 'tiny');
    expect(oneLine(other.stderr)).toContain('The trace says itself of which model it is: "--size"');
  });
});

describe.concurrent('an ITF trace of another tool', () => {
  const states = [
    { 'game::server': { state: 'idle', left: { '#bigint': '1' } } },
    { 'game::server': { state: 'waiting', left: { '#bigint': '0' } } },
    { 'game::server': { state: 'waiting' }, 'game::messages': { '#set': [] } },
  ];
  const text = JSON.stringify({ '#meta': { format: 'ITF' }, vars: ['game::server'], states });
  const model = ['--spec', spec, '--rounds', '1'];

  it('needs a spec', async () => {
    const { code, stderr } = await replay('no-spec', text);
    expect(code).toBe(2);
    expect(oneLine(stderr)).toContain('does not say of which spec it is. Fix: say it: --spec');
  });

  it('is replayed by its states', async () => {
    const onlyServed = JSON.stringify({ vars: [], states: states.slice(0, 2) });
    const { code, stdout, stderr } = await replay('foreign', onlyServed, ...model, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'faultline-trace',
      property: null,
      steps: [{ label: 'stimulus serve at server' }],
    });
  });

  it('may come from Quint, whose two-phase commit is replayed in ours', async () => {
    // Its variables seen, sent and decision, and its actions, are not known here.
    const path = 'model-tests/cli/fixtures/quint-two-phase-commit.itf.json';
    const twoPhase = ['--spec', 'two-phase-commit-abstract', '--resource-managers', '2'];
    const { code, stdout, stderr } = await faultline(['replay', path, ...twoPhase, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { steps } = JSON.parse(stdout) as { steps: readonly { label: string }[] };
    expect(steps.map(({ label }) => label)).toEqual([
      'stimulus prepare at resourceManager2',
      'stimulus prepare at resourceManager1',
      // The trace does not say which of the two comes first.
      'deliver prepared resourceManager2 → transactionManager',
      'deliver prepared resourceManager1 → transactionManager',
      'stimulus decideCommit at transactionManager',
      'deliver commit transactionManager → resourceManager1',
      'deliver commit transactionManager → resourceManager2',
    ]);
  });

  it('is refused when no steps lead through its states, with the nearest one', async () => {
    const { code, stdout, stderr } = await replay('lost', text, ...model);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(oneLine(stderr)).toMatch(
      /^\[FL504\] lost.itf.json: No 2 steps or fewer lead from state 1 of the trace to state 2\. What comes nearest is the state after .*: there /,
    );
  });

  it('may leave out more steps, as far as it says so', async () => {
    const words = ['returner-hits', text.replace('{"#set":[]}', '[]'), ...model] as const;
    const both = await Promise.all([
      replay(...words, '--mutation', 'twoBalls', '--hidden-steps', '0'),
      replay(...words, '--hidden-steps', '-1'),
    ]);
    expect(oneLine(both[0].stderr)).toContain('No step leads from state 1 of the trace to state 2');
    expect(oneLine(both[1].stderr)).toContain('give a whole number, 0 or more');
  });

  it('is refused when it is cut off', async () => {
    const { code, stderr } = await replay('cut', text.slice(0, 80), ...model);
    expect(code).toBe(2);
    expect(oneLine(stderr)).toContain('[FL501] cut.itf.json: The text is no trace. It ends in the');
  });
});

async function replay(title: string, text: string, ...words: readonly string[]) {
  const path = join(folder, `${title}.itf.json`);
  if (!existsSync(path)) writeFileSync(path, text);
  return faultline(['replay', `${title}.itf.json`, ...words], { cwd: folder });
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
