import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { faultline } from './support/faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-pictures-'));
afterAll(() => rmSync(folder, { recursive: true }));

const participant = ['draw', 'two-phase-commit', '--chart', 'participant'];

describe.concurrent('faultline draw', () => {
  it('draws a statechart as SVG, to a file when there is one to write to', async () => {
    const path = join(folder, 'participant.svg');
    const [shown, written] = await Promise.all([
      faultline(participant),
      faultline([...participant, '--out', path]),
    ]);
    expect(written).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    expect(shown).toMatchObject({ code: 0, stderr: '', stdout: readFileSync(path, 'utf8') });
    expect(shown.stdout).toMatch(/^<svg [^>]*class="faultline-chart" role="img"/);
    expect(shown.stdout).toContain('prefers-color-scheme: dark');
    expect(shown.stdout).toContain('>decisionTimeout</tspan>');
  });

  it('draws in one theme', async () => {
    const { code, stdout } = await faultline([...participant, '--theme', 'dark']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('var(');
  });

  it.each([
    ['mermaid', /^stateDiagram-v2\n/, '  s3 --> s4 : prepare\n'],
    ['dot', /^digraph "participant" \{\n/, '  s3 -> s4 [label="prepare"]\n'],
    ['json', /^\{\n/, '"name": "working.waiting.on.prepare"'],
  ])('writes it as %s', async (format, begins, contains) => {
    const { code, stdout } = await faultline([...participant, '--format', format]);
    expect(code).toBe(0);
    expect(stdout).toMatch(begins);
    expect(stdout).toContain(contains);
  });

  it('counts how often each arrow is taken, and dashes those that never are', async () => {
    const covered = [...participant, '--size', 'tiny', '--coverage', '--theme', 'light'];
    const { code, stdout, stderr } = await faultline(covered);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('<g class="arrow never" data-arrow="working.on.decisionRequest">');
    expect(stdout).toContain('between all 8 041 states take each arrow');
  });

  it('shows in a chart the way of a trace, whole or up to a step, of all processes or one', async () => {
    await faultline(['check', 'two-phase-commit', '--size', 'tiny', '--save', folder]);
    const trace = [...participant, '--trace', join(folder, 'two-phase-commit.canCommit.json')];
    const [whole, begun, step, format, size, process] = await Promise.all([
      faultline(trace),
      faultline([...trace, '--step', '0', '--process', 'participant2']),
      faultline([...trace, '--step', '99']),
      faultline([...trace, '--format', 'dot']),
      faultline([...trace, '--size', 'tiny']),
      faultline([...participant, '--process', 'participant2']),
    ]);
    expect(whole).toMatchObject({ code: 0, stderr: '' });
    expect(whole.stdout).toContain('<g class="state active taken" data-state="committed">');
    expect(whole.stdout).toContain('the way of participant1, participant2 in the trace');
    expect(begun.stdout).toContain('>here: participant2</text>');
    expect(begun.stdout).not.toContain('participant1');
    expect(step.stderr).toMatch(/The option "--step" has the value 99\.\n +Fix: the trace has/);
    expect(format.stderr).toContain('use svg or json with --trace.');
    expect(size.stderr).toContain('the trace says itself what it is of.');
    expect(process.stderr).toContain('add --trace.');
  });

  it('draws who sends what to whom', async () => {
    const flow = ['draw', 'two-phase-commit', '--size', 'tiny', '--flow'];
    const [picture, mermaid, dot] = await Promise.all([
      faultline(flow),
      faultline([...flow, '--format', 'mermaid']),
      faultline([...flow, '--format', 'dot']),
    ]);
    expect(picture).toMatchObject({ code: 0, stderr: '' });
    expect(picture.stdout).toContain(
      '<title id="flow-title">Message flow of Two-phase commit</title>',
    );
    expect(mermaid.stdout).toContain('r0 -- "prepare<br/>abort<br/>commit" --> r1\n');
    expect(dot.code).toBe(2);
    expect(dot.stderr).toContain('use svg, mermaid or json with --flow.');
  });

  it('asks which chart when there are several, and suggests one', async () => {
    const [none, wrong] = await Promise.all([
      faultline(['draw', 'two-phase-commit']),
      faultline(['draw', 'two-phase-commit', '--chart', 'particpant']),
    ]);
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toBe(`[FL601] There are several charts.
  Fix: use --chart with one of coordinator, participant.
`);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('did you mean "participant"?');
  });

  it('takes the only chart without being told', async () => {
    const only = ['draw', 'vector-clocks', '--format', 'mermaid'];
    expect(await faultline(only)).toMatchObject({ code: 0, stderr: '' });
  });
});
