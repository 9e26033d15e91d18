import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { top } from './support/built.ts';
import { faultline, linesTooLong } from './support/faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-graphs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every folder of `specs` that holds a protocol, in order. */
const specs = readdirSync(`${top}specs`)
  .filter((name) => existsSync(`${top}specs/${name}/spec.ts`))
  .sort();

describe.concurrent('faultline list', () => {
  it('shows every spec with what can be chosen, within 80 columns', async () => {
    const { code, stdout, stderr } = await faultline(['list']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/^[a-z].*$/gm)).toEqual(specs);
    expect(stdout).toContain(`
two-phase-commit-abstract
  Two-phase commit (TwoPhase.tla)
  sizes       tiny, small, medium, large
  parameters  --resource-managers 1..12 (3)
  properties  consistent, canCommit, canAbort
`);
    expect(linesTooLong(stdout)).toEqual([]);
  });

  it('prints an array with --json, and nothing else', async () => {
    const { code, stdout, stderr } = await faultline(['list', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const listed = JSON.parse(stdout) as readonly Record<string, unknown>[];
    expect(listed.map(({ id }) => id)).toEqual(specs);
    expect(listed.find(({ id }) => id === 'two-phase-commit-abstract')).toMatchObject({
      title: 'Two-phase commit (TwoPhase.tla)',
      parameters: { resourceManagers: { kind: 'integer', min: 1, max: 12, default: 3 } },
      sizes: { tiny: { resourceManagers: 3 } },
      properties: [
        { name: 'consistent', kind: 'invariant', expected: 'holds' },
        { name: 'canCommit', kind: 'reachable', expected: 'holds' },
        { name: 'canAbort', kind: 'reachable', expected: 'holds' },
      ],
    });
    expect(listed.find(({ id }) => id === 'two-phase-commit')).toMatchObject({
      mutations: expect.arrayContaining([
        {
          name: 'vote-not-logged',
          says: 'a participant sends its yes without having it in the log',
          violates: 'agreement',
          steps: 6,
        },
      ]) as unknown,
    });
  });
});

describe.concurrent('faultline graph', () => {
  const spec = 'model-tests/cli/fixtures/ping-pong.ts';
  const tiny = ['graph', spec, '--size', 'tiny'];

  it('draws the state graph as DOT', async () => {
    const outcome = await faultline(tiny);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toMatch(/^digraph "ping-pong" \{\n/);
    expect(outcome.stdout).toContain('  2 -> 3 [label="deliver pong returner → server"]\n');
  });

  it('writes it in the format of Aldebaran', async () => {
    const outcome = await faultline([...tiny, '--format', 'aut']);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toBe(`des (0, 3, 4)
(0, "stimulus serve at server", 1)
(1, "deliver ping server -> returner", 2)
(2, "deliver pong returner -> server", 3)
`);
  });

  it('draws it as a state diagram of Mermaid, of 100 states unless more are asked for', async () => {
    const outcome = await faultline([...tiny, '--format', 'mermaid']);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toMatch(/^stateDiagram-v2\n/);
    expect(outcome.stdout).toContain('  s2 --> s3 : deliver pong returner → server\n');
    const spec = 'model-tests/cli/fixtures/ping-pong.ts';
    const many = ['graph', spec, '--rounds', '40', '--format', 'mermaid'];
    const [guarded, whole] = await Promise.all([
      faultline(many),
      faultline([...many, '--states-max', '200']),
    ]);
    expect(guarded.code).toBe(3);
    expect(guarded.stdout).toContain('The first 100 states#59; more are reachable.');
    expect(whole.code).toBe(0);
    expect(whole.stdout).toContain('%% 121 states, 120 transitions');
  });

  it('writes it as JSON, to a file when there is one to write to', async () => {
    const path = join(folder, 'ping-pong.json');
    const outcomes = await Promise.all([
      faultline([...tiny, '--json']),
      faultline([...tiny, '--format', 'json', '--out', path]),
    ]);
    expect(outcomes[1]).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    const text = readFileSync(path, 'utf8');
    expect(outcomes[0]).toEqual({ code: 0, signal: null, stdout: text, stderr: '' });
    expect(JSON.parse(text)).toMatchObject({
      protocol: 'ping-pong',
      size: 'tiny',
      parameters: { rounds: 1 },
      mutation: null,
      network: { order: 'unordered' },
      faults: {},
      complete: true,
      states: [{ id: 0, initial: true }, { id: 1 }, { id: 2 }, { id: 3 }],
      edges: [
        { from: 0, to: 1 },
        { from: 1, to: 2 },
        { from: 2, to: 3 },
      ],
    });
  });

  it('says that states are missing, with exit code 3', async () => {
    const { code, stdout, stderr } = await faultline([...tiny, '--states-max', '2', '--json']);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'The graph has the first 2 states; more are reachable. See --states-max.\n',
    });
    expect(JSON.parse(stdout)).toMatchObject({ complete: false, states: [{ id: 0 }, { id: 1 }] });
  });

  it('draws it, states that look the same as one when asked to', async () => {
    const svg = [...tiny, '--format', 'svg'];
    const [all, one, dark, unknown, useless] = await Promise.all([
      faultline(svg),
      faultline([...svg, '--view', 'server']),
      faultline([...svg, '--theme', 'dark']),
      faultline([...svg, '--view', 'judge']),
      faultline([...tiny, '--view', 'counts']),
    ]);
    expect(all).toMatchObject({ code: 0, stderr: '' });
    expect(all.stdout).toMatch(/^<svg [^]*<\/svg>\n$/);
    expect(all.stdout.match(/<g class="node">/g)).toHaveLength(4);
    expect(one.stdout.match(/<g class="node">/g)?.length).toBeLessThan(4);
    expect(all.stdout).toContain('prefers-color-scheme: dark');
    expect(dark.stdout).not.toMatch(/prefers-color-scheme|var\(/);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('use all, charts, counts, or some of server');
    expect(useless.stderr).toBe(
      '[FL601] There is --view, which is for pictures, and the format is dot.\n' +
        '  Fix: add --format svg, or leave it out.\n',
    );
  });

  it('shows the way of a saved trace, if it is one of the same model', async () => {
    const broken = ['--mutation', 'twoBalls'];
    const { code } = await faultline(['check', spec, ...broken, '--save', folder]);
    expect(code).toBe(1);
    const trace = ['--format', 'svg', '--trace', join(folder, 'ping-pong.twoBalls.oneBall.json')];
    const [fits, not] = await Promise.all([
      faultline(['graph', spec, ...broken, ...trace]),
      faultline([...tiny, ...trace]),
    ]);
    expect(fits).toMatchObject({ code: 0, stderr: '' });
    expect(fits.stdout).toContain('class="edge stem"');
    expect(fits.stdout).toContain('class="mark lost"');
    expect(not.stderr).toContain('[FL601] The graph does not have the states of the trace.');
  });

  it('is an error when the file cannot be written', async () => {
    expect(await faultline([...tiny, '--out', '/dev/full'])).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: `[FL604] "/dev/full" cannot be written: ENOSPC: no space left on device, write.
  Fix: name a place where you may write.
`,
    });
  });
});
