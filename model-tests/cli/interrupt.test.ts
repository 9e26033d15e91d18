import { describe, expect, it } from 'vitest';
import { faultline } from './support/faultline.ts';

const endless = ['check', 'model-tests/cli/fixtures/endless.ts'];

/** Presses Ctrl-C the first time that stderr holds each of these words. */
function pressWhen(words: readonly string[]) {
  const awaited = [...words];
  return (stderr: string, child: { kill: (signal: 'SIGINT') => boolean }) => {
    if (awaited[0] === undefined || !stderr.includes(awaited[0])) return;
    awaited.shift();
    child.kill('SIGINT');
  };
}

describe.concurrent('Ctrl-C', () => {
  it('prints what was established so far, and gives exit code 130', async () => {
    const { code, stdout } = await faultline(endless, { onStderr: pressWhen(['under way']) });
    expect(code).toBe(130);
    const [, depth, explored, found] =
      /interrupted at depth (\d+): (\d+) of the (\d+) states found/.exec(oneLine(stdout)) ?? [];
    expect(stdout).toContain('… counts  unknown');
    // The states stand in a line that grows at its end: all but the last are explored.
    expect(Number(found)).toBeGreaterThan(2000);
    expect(Number(explored)).toBe(Number(found) - 1);
    expect(depth).toBe(found);
  });

  it('says the same as JSON', async () => {
    const { code, stdout } = await faultline([...endless, '--json'], {
      onStderr: pressWhen(['under way']),
    });
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({
      protocol: 'endless',
      verdict: 'unknown',
      ending: 'interrupted',
      frontier: 1,
      properties: [{ name: 'counts', verdict: 'unknown', steps: null }],
    });
  });

  it('keeps what was decided about behaviors, and says of the rest that it is unknown', async () => {
    const { code, stdout } = await faultline(
      ['check', 'model-tests/cli/fixtures/slow-liveness.ts'],
      {
        onStderr: pressWhen(['under way']),
      },
    );
    expect(code).toBe(130);
    expect(stdout).toContain('✓ quick  holds');
    expect(stdout).toContain('… slow   unknown');
    expect(oneLine(stdout)).toContain(
      'Unknown. Every reachable state was visited. The check was interrupted before every property of behaviors was decided.',
    );
  });

  it('ends the program at once when it comes a second time', async () => {
    const { code, signal, stdout } = await faultline([...endless, '--slow-end'], {
      onStderr: pressWhen(['under way', 'nearly done']),
    });
    expect({ code, signal, stdout }).toEqual({ code: null, signal: 'SIGINT', stdout: '' });
  });
});

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/(?<=\d) (?=\d{3}\b)/g, '');
}
