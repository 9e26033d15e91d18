import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { top } from './support/built.ts';
import { faultline, linesTooLong, shell, type Outcome } from './support/faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-help-'));
afterAll(() => rmSync(folder, { recursive: true }));

const myProtocol = `
import { defineProtocol, integer, role } from 'faultline';
import { createMachine } from 'xstate';

const idler = createMachine({ id: 'idler', initial: 'idle', states: { idle: {} } });

export const myProtocol = defineProtocol({
  id: 'my-protocol',
  title: 'My protocol',
  parameters: { participants: integer({ min: 1, max: 9, default: 1 }) },
  roles: ({ participants }) => ({ participant: role(idler, { count: participants }) }),
});
`;

const commands = ['list', 'check', 'walk', 'simulate', 'replay', 'graph', 'draw'] as const;
const helps = new Map<string, Outcome>();

beforeAll(async () => {
  const outcomes = await Promise.all(commands.map((command) => faultline([command, '--help'])));
  outcomes.forEach((outcome, index) => helps.set(commands[index] as string, outcome));
});

describe.concurrent('faultline --help', () => {
  it('names every command, with exit code 0', async () => {
    const outcomes = await Promise.all([faultline(['--help']), faultline(['help'])]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ code: 0, stderr: '' });
      expect(outcome.stdout)
        .toBe(`Faultline checks distributed protocols written as XState statecharts.

Usage
  faultline <command> [options]

Commands
  list             Lists the specs that come with Faultline.
  check <spec>     Visits every reachable state and says what holds.
  walk <spec>      Takes random walks, where there are too many states to check.
  simulate <spec>  Takes the steps that you choose, one by one.
  replay <trace>   Takes the steps of a saved trace, or of a link to the lab, again.
  graph <spec>     Writes the graph of all states and transitions.
  draw <spec>      Draws the statechart of a role, or who sends what to whom.
  docs <spec…>     Documents specs: charts, verdicts, counterexamples.
  lab [<spec>]     Opens the lab: a page in which you play the network and the failures.

Options
  -h, --help     print this help; after a command, its own
  -v, --version  print the version

Example
  faultline check two-phase-commit --size tiny
`);
    }
  });

  it('is printed when there is no command, with exit code 2: nothing was checked', async () => {
    const outcome = await faultline([]);
    expect(outcome).toMatchObject({ code: 2, stderr: '' });
    expect(outcome.stdout).toContain('Usage\n  faultline <command> [options]\n');
  });
});

describe('the help of a command', () => {
  it.each(commands)('of %s has a usage and an example, and fits 80 columns', (command) => {
    const { code, stdout, stderr } = helps.get(command) as Outcome;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`\\nUsage\\n  faultline ${command}.* \\[options\\]\\n`));
    expect(stdout).toMatch(
      new RegExp(
        `\\nExamples?\\n(  (printf .+ )?faultline ${command} .+\\n)+$|^[^]*Example\\n  faultline list\\n$`,
      ),
    );
    expect(linesTooLong(stdout)).toEqual([]);
  });

  it('gives examples that work', async () => {
    writeFileSync(join(folder, 'my-protocol.ts'), myProtocol);
    const saving = 'faultline check two-phase-commit-abstract --save traces';
    expect(await shell(saving, { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
    const examples = [...helps.values()].flatMap(({ stdout }) =>
      [...stdout.matchAll(/^ {2}((?:printf .+)?faultline .+)$/gm)].map(
        ([, example]) => example as string,
      ),
    );
    const runnable = examples.filter((example) => !example.includes('[options]'));
    expect(runnable).toHaveLength(9);
    const outcomes = await Promise.all(
      // Not everybody has Graphviz: what `dot` would read is thrown away.
      runnable.map((line) => shell(line.replace('| dot -Tsvg', '| cat'), { cwd: folder })),
    );
    for (const { code, stderr } of outcomes)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('faultline --version', () => {
  it('prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(`${top}package.json`, 'utf8')) as {
      version: string;
    };
    const outcome = await faultline(['--version']);
    expect(outcome).toMatchObject({ code: 0, stdout: `faultline ${version}\n`, stderr: '' });
  });
});
