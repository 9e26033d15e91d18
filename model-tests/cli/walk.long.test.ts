import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { WalkJson } from '#faultline';
import { describe, expect, it } from 'vitest';
import { faultline } from './support/faultline.ts';

const fixtures = 'model-tests/cli/fixtures';
const pingPong = `${fixtures}/ping-pong.ts`;
const spec = 'two-phase-commit';
const mutation = ['--mutation', 'decision-not-requested'];

describe.concurrent('faultline walk', () => {
  it('says what it did not find, with exit code 0', async () => {
    const { code, stdout, stderr } = await faultline(['walk', pingPong, '--seed', '3']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replace(/[\d.]+ s,/, '… s,')).toBe(`Ping-pong
  rounds = 2
  Messages arrive in any order; none is lost or duplicated.
  No process crashes.

  · oneBall    no violation found
      always: at most one ball is in the air
  ✓ allPlayed  witnessed in 4 steps
      possible: every ball is played

1 000 walks, 6 000 steps, depth 7; 3 different actions, … s, seed 3
No violation found. All walks were taken; what they did not come by is not
known.
`);
  });

  it('draws what it finds and says how to see it again, with exit code 1', async () => {
    const { code, stdout, stderr } = await faultline(['walk', spec, ...mutation, '--seed', '3']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('✗ termination          violated, as expected, shown in 5 steps\n');
    expect(stdout).toContain('seed 3\nViolated. The walks stopped when the mutation was caught.\n');
    expect(stdout).toContain(' 5            ├── drop commit ─✗  │\n');
    expect(stdout).not.toMatch(/\bholds\b/);
    expect(stdout).toMatch(
      /\nTo see it again:\n {2}faultline walk two-phase-commit .+ --seed 3 \\\n/,
    );
  });

  it('prints a seed of its own, with which the walks are the same again', async () => {
    const first = await faultline(['walk', spec, '--size', 'tiny', '--walks', '200']);
    const [, seed = ''] = /seed (\d+)\n/.exec(first.stdout) ?? [];
    const words = ['walk', spec, '--size', 'tiny', '--walks', '200', '--seed', seed];
    const again = await faultline(words);
    const withoutTime = (text: string) => text.replace(/[\d.]+ s,/, '');
    expect(withoutTime(again.stdout)).toBe(withoutTime(first.stdout));
  });

  it('saves traces that can be replayed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'faultline-walk-'));
    const words = ['walk', spec, ...mutation, '--seed', '3', '--save', folder];
    const { stdout } = await faultline(words);
    const file = join(folder, 'two-phase-commit.decision-not-requested.termination.json');
    expect(stdout.replaceAll(/ \\\n\s+/g, ' ')).toContain(`  faultline replay ${file}\n`);
    expect(readdirSync(folder)).toContain(basename(file));
    expect(await faultline(['replay', file])).toMatchObject({ code: 1, stderr: '' });
    rmSync(folder, { recursive: true });
  });

  it('prints one object with --json', async () => {
    const words = ['walk', spec, ...mutation, '--seed', '3', '--json'];
    const { code, stdout, stderr } = await faultline(words);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      protocol: spec,
      mutation: 'decision-not-requested',
      verdict: 'violated',
      ending: 'stopped',
      ...{ seed: 3, walks: 36, steps: 200, actions: 15, depth: 7 },
    });
  });

  it('takes walks as they are asked for', async () => {
    const words = ['walk', spec, '--seed', '1', '--walks', '9', '--depth', '5', '--json'];
    const { stdout } = await faultline([...words, '--fault-weight', '0', '--guided', 'all']);
    expect(JSON.parse(stdout)).toMatchObject({ walks: 9, depth: 5, steps: 36 });
    const long = [...['walk', spec, '--mutation', 'count-duplicates'], '--seed', '3', '--json'];
    const lengths = [long, [...long, '--no-shorten']].map(async (line) => {
      const { properties } = JSON.parse((await faultline(line)).stdout) as WalkJson;
      return properties.find(({ name }) => name === 'commitValidity')?.steps;
    });
    expect(await Promise.all(lengths)).toEqual([5, 11]);
  });

  it('prints what was established so far on Ctrl-C, with exit code 130', async () => {
    let pressed = false;
    const words = ['walk', `${fixtures}/endless.ts`, '--depth', '100000000', '--seed', '1'];
    const { code, stdout } = await faultline(words, {
      onStderr: (stderr, child) => {
        if (pressed || !stderr.includes('under way')) return;
        pressed = true;
        child.kill('SIGINT');
      },
    });
    expect(code).toBe(130);
    expect(stdout).toContain('No violation found. The walks were interrupted;');
  });

  it.each([
    ['--seed', '-1', 'whole number, 0 or more'],
    ['--walks', '0', 'whole number, 1 or more'],
    ['--depth', 'deep', 'whole number, 1 or more'],
    ['--fault-weight', 'few', 'a number, 0 or more'],
    ['--guided', 'some', 'one of half, all, none'],
  ])('refuses %s %s', async (option, value, fix) => {
    const { code, stderr } = await faultline(['walk', spec, option, value]);
    expect(code).toBe(2);
    expect(stderr).toContain(`[FL601] The option "${option}" has the value`);
    expect(stderr).toContain(fix);
  });
});
