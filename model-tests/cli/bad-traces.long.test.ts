import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { top } from './support/built.ts';
import { faultline } from './support/faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-traces-'));
afterAll(() => rmSync(folder, { recursive: true }));

const spec = `${top}model-tests/cli/fixtures/ping-pong.ts`;
let whole = '';

beforeAll(async () => {
  await faultline(['check', spec, '--mutation', 'twoBalls', '--save', '.'], { cwd: folder });
  whole = readFileSync(join(folder, 'ping-pong.twoBalls.oneBall.json'), 'utf8');
});

const changed = `find the trace again with the present spec.`;
const mangled = `give a file that was written by Faultline, whole and unchanged.`;

describe.concurrent('a trace file', () => {
  it('shows its violation again, with exit code 1', async () => {
    const outcome = await faultline(['replay', 'ping-pong.twoBalls.oneBall.json'], { cwd: folder });
    expect(outcome).toMatchObject({ code: 1, stderr: '' });
    expect(outcome.stdout).toContain(
      '✗ violated after step 2: at most one ball is in the air (oneBall)\n',
    );
  });

  it('shows its witness again, with exit code 0', async () => {
    const words = ['replay', 'ping-pong.twoBalls.allPlayed.json', '--json'];
    const { code, stdout, stderr } = await faultline(words, { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const saved = readFileSync(join(folder, 'ping-pong.twoBalls.allPlayed.json'), 'utf8');
    expect(stdout).toBe(saved);
  });

  it('is refused when it was cut off', async () => {
    await expectRefusal(
      whole.slice(0, 399),
      `[FL501] cut.json: The text is no trace. It ends in the middle, after 399
characters.
  Fix: ${mangled}
`,
    );
  });

  it('is refused when it is empty', async () => {
    const problem = 'The text is no trace. It is empty.';
    await expectRefusal('', `[FL501] empty.json: ${problem}\n  Fix: ${mangled}\n`);
  });

  it('is refused when it is not JSON', async () => {
    await expectRefusal(
      whole.replace('"version": 1', 'version: 1'),
      `[FL501] not-json.json: The text is no trace. It is not JSON from line 3, column
3 on.
  Fix: ${mangled}
`,
    );
  });

  it('is refused when it has an action that there is not', async () => {
    await expectRefusal(
      whole.replace('"kind": "stimulus"', '"kind": "wish"'),
      `[FL501] wish.json: The text is no trace. At steps[0].action.kind "deliver",
"drop", "duplicate", "reorder", "timeout", "stimulus", "restart", "crash",
"pause", "resume", "drift", "partition", "heal", "tick" was expected.
  Fix: ${mangled}
`,
    );
  });

  it('is refused when it is of another version', async () => {
    await expectRefusal(
      whole.replace('"version": 1', '"version": 2'),
      `[FL502] version.json: The trace is of version 2 of the trace format; this
Faultline reads version 1.
  Fix: find the trace again with this Faultline, or replay it with the one that
  wrote it.
`,
    );
  });

  it('is refused when a change was edited', async () => {
    await expectRefusal(
      whole.replace('"after": 0', '"after": 5'),
      `[FL503] edited.json: Step 1 ("stimulus serve at server") does something else
than the trace says: server state "idle" → "waiting", server context.left 1 → 0,
ping server → returner sent, where the trace has server state "idle" →
"waiting", server context.left 1 → 5, ping server → returner sent.
  Fix: ${changed}
`,
    );
  });

  it('is refused when a step was taken out', async () => {
    const trace = JSON.parse(whole) as { steps: unknown[] };
    await expectRefusal(
      JSON.stringify({ ...trace, steps: trace.steps.slice(1) }),
      `[FL503] step-out.json: Step 1 ("deliver ping server → returner") cannot be
taken; enabled there is: stimulus serve at server.
  Fix: ${changed}
`,
    );
  });

  it('is refused when it does not show its property', async () => {
    const trace = JSON.parse(whole) as { steps: unknown[] };
    await expectRefusal(
      JSON.stringify({ ...trace, steps: trace.steps.slice(0, 1) }),
      `[FL503] too-short.json: The property "oneBall" is not violated after step 1: at
most one ball is in the air.
  Fix: check the protocol again: the spec has changed, or the file was edited.
`,
    );
  });

  it('is refused when its spec has moved, until it is said where', async () => {
    const moved = whole.replace(spec, 'old/ping-pong.ts');
    await expectRefusal(
      moved,
      `[FL602] The trace was found with the spec "old/ping-pong.ts", which is not there
any more.
  Fix: go to the folder where it was found, or say where the spec is now: --spec
  <spec>.
`,
    );
    const words = ['replay', 'moved.json', '--spec', spec];
    expect(await faultline(words, { cwd: folder })).toMatchObject({ code: 1, stderr: '' });
  });

  it('is refused when it is not there', async () => {
    const { code, stdout, stderr } = await faultline(['replay', 'nowhere.json'], { cwd: folder });
    const says = `[FL604] The trace file "nowhere.json" cannot be read: ENOENT: no such file or
directory, open 'nowhere.json'.
  Fix: check the path; \`faultline check <spec> --save <folder>\` writes traces.
`;
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: says });
  });
});

/** Replays a file with this text, under the name that the message speaks of. */
async function expectRefusal(text: string, says: string): Promise<void> {
  const name = /[\w-]+\.json(?=:)/.exec(says)?.[0] ?? 'moved.json';
  writeFileSync(join(folder, name), text);
  const { code, stdout, stderr } = await faultline(['replay', name], { cwd: folder });
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: says });
}
