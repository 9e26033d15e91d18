import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { program, run } from './support/faultline.ts';

const hasScript = spawnSync('script', ['--version']).stdout?.toString().includes('util-linux');

// `script` runs a command on a terminal of its own and hands on what it shows.
describe.runIf(hasScript)('on a terminal', () => {
  it('shows a line of progress, redraws it in place, and takes it away', async () => {
    const words = ['check', 'model-tests/cli/fixtures/endless.ts', '--states-max', '10000'];
    const command = [...program, ...words].map((word) => `'${word}'`).join(' ');
    const { code, stdout } = await run(['script', '-qec', `stty cols 80; ${command}`, '/dev/null']);
    expect(code).toBe(3);
    const redrawn = stdout.split('\r').filter((text) => text.endsWith('\u001B[K'));
    expect(redrawn[0]).toMatch(
      /^\d[\d ]* distinct {2}[\d ]+ generated {2}1 frontier {2}depth [\d ]+ {2}[\d ]+ states\/s/,
    );
    for (const line of redrawn) expect(line.length).toBeLessThanOrEqual(79 + '\u001B[K'.length);
    // The result stands where the line was, and its title is bold.
    expect(stdout).toContain('\r\u001B[K\u001B[1mA counter without end\u001B[22m');
  });
});
