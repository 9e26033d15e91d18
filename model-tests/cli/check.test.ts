import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { top } from './support/built.ts';
import { faultline } from './support/faultline.ts';

const fixtures = 'model-tests/cli/fixtures';
const pingPong = `${fixtures}/ping-pong.ts`;
const abstract = 'two-phase-commit-abstract';

describe.concurrent('faultline check', () => {
  it('prints a verdict for people, with exit code 0', async () => {
    const { code, stdout, stderr } = await faultline(['check', pingPong, '--size', 'tiny']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [model, ...rest] = stdout.split('\n\n');
    expect(model).toBe(`Ping-pong (size tiny)
  rounds = 1
  Messages arrive in any order; none is lost or duplicated.
  No process crashes.`);
    expect(rest[0]).toBe(`  ✓ oneBall    holds
      always: at most one ball is in the air
  ✓ allPlayed  holds, witnessed in 1 step
      possible: every ball is played`);
    // 1 + 3 states for a single ball; TLC counts the initial one as generated, too.
    expect(rest[1]).toMatch(/^4 distinct states, 4 generated, depth 4; /);
    expect(rest[1]).toMatch(/\nHolds\. Every reachable state was visited\.\n$/);
  });

  it('draws a violation and says how to see it again, with exit code 1', async () => {
    const { code, stdout, stderr } = await faultline([
      ...['check', pingPong, '--mutation', 'twoBalls'],
    ]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain(`
       server     returner
       [idle]      [ready]
 1        ● serve     │
      [waiting]       │
       left=0         │
 2        ├── ping ──►│
      [waiting]    [ready]

Still in flight: pong returner → server (2 times)
✗ violated after step 2: at most one ball is in the air (oneBall)

To see it again:
  faultline check model-tests/cli/fixtures/ping-pong.ts --mutation twoBalls \\
    --save traces
  faultline replay traces/ping-pong.twoBalls.oneBall.json

To play with it, start \`faultline lab model-tests/cli/fixtures/ping-pong.ts\` and open:
  http://localhost:4173/#ping-pong/-?m=twoBalls&t=0.0.0&k=`);
  });

  it('gives a link to what it has found, and takes the same steps again from it', async () => {
    const { stdout } = await faultline(['check', 'ping-pong', '--mutation', 'first-pong-wins']);
    const [link = ''] = /http:\S+/.exec(stdout) ?? [];
    const again = await faultline(['replay', link]);
    expect(again.code).toBe(1);
    expect(again.stdout).toContain('✗ violated after step 3: every ponger has heard');
    const broken = link.replace('t=0.0', 't=0.9');
    expect(await faultline(['replay', broken])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[FL503] The link goes on after step 0') as string,
    });
    const other = link.replace(/k=\w+/, 'k=000000');
    expect((await faultline(['replay', other])).stderr).toContain('another version');
  });

  it('gives no link where a link cannot hold what was chosen', async () => {
    const words = ['check', 'ping-pong', '--mutation', 'first-pong-wins', '--drops', 'unbounded'];
    const { stdout } = await faultline(words);
    expect(stdout).toContain('To see it again:');
    expect(stdout).not.toContain('http:');
  });

  it('says of a depth-first search what it gives up', async () => {
    const words = ['check', pingPong, '--mutation', 'twoBalls', '--depth-first'];
    const { code, stdout, stderr } = await faultline(words);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/ generated, longest path 3; /);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'The search was depth-first: no step can be left out of what it found, but there may be shorter ways',
    );
    const whole = await faultline([...words, '--no-shorten']);
    expect(whole.stdout).toContain('there may be much shorter ways to what it found');
    expect(await faultline([...words, '--depth-max', '5'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[FL403] A depth-first search is asked') as string,
    });
  });

  it('looks for the number of faults that break a property', async () => {
    const words = ['check', 'two-phase-commit', '--mutation', 'send-before-log'];
    const levels = [...words, '--faults-up-to', '3'];
    const { code, stdout, stderr } = await faultline(levels);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/\n {2}✓ 0 faults: [^\n]+\n {2}✗ 1 fault: [^\n]+; violated: agreement,/);
    expect(stdout).toContain('\nViolated with 1 fault, and not with fewer: agreement, ');
    expect(stdout.replaceAll(/ \\\n\s+/g, ' ')).toContain('--faults-up-to 3 --save traces\n');
    const json = await faultline([...levels, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ faultsThatBreak: 1, verdict: 'violated' });
    expect(await faultline([...levels, '--mermaid'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[FL601] The option "--format"') as string,
    });
    const none = await faultline(['check', pingPong, '--faults-up-to', '2']);
    expect(none).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Holds without a fault, and none can happen.') as string,
    });
  });

  it('prints only the diagram with --mermaid, and the verdict to stderr', async () => {
    const words = ['check', pingPong, '--mutation', 'twoBalls', '--mermaid'];
    const { code, stdout, stderr } = await faultline(words);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^sequenceDiagram\n/);
    expect(stdout).toContain('server ->> returner: 2 ping\n');
    expect(stderr).toMatch(/^Ping-pong\n/);
    expect(stderr).toContain('✗ violated after step 2');
  });
});

describe.concurrent('faultline check --json', () => {
  it('prints one object on stdout and nothing else', async () => {
    const { code, stdout, stderr } = await faultline(['check', abstract, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { seconds, bytes, localSteps, properties, coverage, ...object } = JSON.parse(
      stdout,
    ) as Checked;
    // Gray & Lamport's figures for three resource managers, in the terms of TLC.
    expect(object).toEqual({
      schemaVersion: 1,
      protocol: 'two-phase-commit-abstract',
      spec: 'two-phase-commit-abstract',
      size: null,
      parameters: { resourceManagers: 3 },
      mutation: null,
      network: { order: 'set', delivery: 'keeps' },
      faults: {},
      time: { timeouts: 'nondeterministic' },
      verdict: 'holds',
      search: 'breadth-first',
      traces: 'shortest',
      distinctStates: 288,
      generatedStates: 1146,
      depth: 11,
      ending: 'complete',
      frontier: 0,
      endStates: 0,
      constrainedStates: 0,
    });
    for (const figure of [seconds, bytes, localSteps]) expect(figure).toBeGreaterThan(0);
    // Nothing in this spec is idle.
    expect(coverage.items.filter(({ exercised }) => !exercised)).toEqual([]);
    expect(coverage.items.length).toBeGreaterThan(20);
    expect(properties.map(({ says, trace, ...property }) => property)).toEqual([
      { name: 'consistent', kind: 'invariant', verdict: 'holds', expected: 'holds', steps: null },
      { name: 'canCommit', kind: 'reachable', verdict: 'holds', expected: 'holds', steps: 10 },
      { name: 'canAbort', kind: 'reachable', verdict: 'holds', expected: 'holds', steps: 3 },
    ]);
  });

  it('is not mixed with what a spec prints', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'faultline-check-'));
    const text = `console.log('loading');\nexport { pingPong } from '${top}${pingPong}';\n`;
    writeFileSync(join(folder, 'talks.ts'), text);
    const outcome = await faultline(['check', 'talks.ts', '--json'], { cwd: folder });
    rmSync(folder, { recursive: true });
    expect(outcome).toMatchObject({ code: 0, stderr: 'loading\n' });
    expect(JSON.parse(outcome.stdout)).toMatchObject({ protocol: 'ping-pong', verdict: 'holds' });
  });

  it('prints the counterexample in the object, with exit code 1', async () => {
    const words = ['check', pingPong, '--mutation', 'twoBalls', '--json'];
    const { code, stdout, stderr } = await faultline(words);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'violated',
      mutation: 'twoBalls',
      properties: [
        { name: 'oneBall', verdict: 'violated', steps: 2, trace: { format: 'faultline-trace' } },
        { name: 'allPlayed', verdict: 'holds', steps: 1 },
      ],
    });
  });
});

describe.concurrent('options of faultline check', () => {
  it('take parameters, over those of the size', async () => {
    const object = await checked([pingPong, '--size', 'small', '--rounds', '3']);
    expect(object).toMatchObject({ size: 'small', parameters: { rounds: 3 }, distinctStates: 10 });
  });

  it('take faults for parameters of the same name, and for faults otherwise', async () => {
    const parameter = ['two-phase-commit', '--participants', '1', '--crashes', '2', '--drops', '1'];
    expect(await checked([...parameter, '--duplicates', 'unbounded'])).toMatchObject({
      parameters: { participants: 1, crashes: 2, cooperative: false },
      network: { order: 'set', loss: { max: 1 }, duplication: { max: 'unbounded' } },
      faults: { crash: { max: 2, restart: true } },
    });
    expect(await checked([pingPong, '--crashes', '2', '--restart', '--drops', '1'])).toMatchObject({
      parameters: { rounds: 2 },
      network: { order: 'unordered', loss: { max: 1 } },
      faults: { crash: { max: 2, restart: true } },
    });
  });

  it('bound the depth, with exit code 3 when something is left open', async () => {
    // The second ball, which is the last, is served in the fourth step only.
    const { code, stdout } = await faultline(['check', pingPong, '--depth-max', '3', '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'unknown',
      properties: [
        { name: 'oneBall', verdict: 'holds in bounds' },
        { name: 'allPlayed', verdict: 'unknown' },
      ],
    });
  });
});

describe.concurrent('a limit that is reached', () => {
  it('gives the verdict unknown, with exit code 3, and says what was covered', async () => {
    const { code, stdout, stderr } = await faultline(['check', pingPong, '--states-max', '5']);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(stdout).toContain('  … oneBall    unknown\n');
    expect(lastLines(stdout)).toBe(
      'Unknown. The limit on the number of states was reached at depth 5: 4 of the 5 states found were explored; what lies beyond the other 1 is not known.',
    );
  });

  it('may be that on memory', async () => {
    const words = [abstract, '--size', 'large', '--memory-max', '1'];
    const { code, stdout, stderr } = await faultline(['check', ...words]);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(lastLines(stdout)).toMatch(
      /^Unknown\. The limit on memory was reached at depth \d+: [\d ]+ of the [\d ]+ states found were explored; what lies beyond the other [\d ]+ is not known\.$/,
    );
  });

  it('may be the heap, when what is large is the contexts of charts', async () => {
    const words = [`${fixtures}/endless.ts`, '--padding', '8000'];
    const env = { NODE_OPTIONS: '--max-old-space-size=300' };
    const { code, stdout } = await faultline(['check', ...words], { env });
    expect(code).toBe(3);
    expect(lastLines(stdout)).toContain('Unknown. The limit on memory was reached at depth ');
  });

  it('may be memory that the machine does not have', async () => {
    const words = [`${fixtures}/no-memory.ts`, '--size', 'large'];
    const { code, stdout, stderr } = await faultline(['check', ...words]);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(lastLines(stdout)).toContain('Unknown. The limit on memory was reached at depth ');
  });
});

interface Checked extends Record<string, unknown> {
  readonly properties: readonly Record<string, unknown>[];
  readonly coverage: { readonly items: readonly Record<string, unknown>[] };
}

async function checked(words: readonly string[]): Promise<Checked> {
  const { stdout } = await faultline(['check', ...words, '--json']);
  return JSON.parse(stdout) as Checked;
}

/** The last paragraph from its verdict on, on one line. */
function lastLines(stdout: string): string {
  return stdout.slice(stdout.lastIndexOf('Unknown.')).trimEnd().replaceAll('\n', ' ');
}
