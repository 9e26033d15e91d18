import { check, defineProtocol, monitor, role } from '#faultline';
import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { faultline } from '../cli/support/faultline.ts';
import { codeBlocksIn } from './code-blocks.ts';
import { readPage } from './page-files.ts';
import { runBlock } from './run-block.ts';

const blocks = codeBlocksIn(readPage('docs/guide/failures.md'));
const [declared = '', monitored = ''] = blocks.flatMap(({ language, text }) =>
  language === 'ts' ? [text] : [],
);
const commands = blocks.flatMap(({ language, text }) =>
  language === 'sh' ? text.trim().split('\n') : [],
);

/** A protocol in which somebody enters, and leaves, and the coordinator looks on. */
const around = (lines: string) => `
const looksOn = createMachine({ id: 'looksOn' });
const enters = createMachine({
  id: 'enters',
  initial: 'out',
  states: { out: { on: { go: 'in' } }, in: { entry: emit({ type: 'entered' }) } },
});
await see(defineProtocol({
  id: 'guide',
  title: 'Guide',
  roles: () => ({
    coordinator: role(looksOn),
    visitor: role(enters, { count: 2, stimuli: [{ type: 'go' }] }),
  }),
  ${lines}
}));`;

describe('The guide to failures', () => {
  it('declares failures and time as a protocol takes them', async () => {
    let verdict = '';
    await runBlock(around(declared), await given((found) => (verdict = found)));
    expect(verdict).toBe('holds');
  });

  it('declares a monitor that objects to two at a time', async () => {
    const [chart = '', monitors = ''] = monitored.split(/\n(?=monitors: )/);
    let verdict = '';
    await runBlock(chart + around(monitors), await given((found) => (verdict = found)));
    expect(verdict).toBe('violated');
  });

  it.each(commands)('shows a command that finds what the guide says: %s', async (command) => {
    const { code, stdout } = await faultline(command.split(' ').slice(1));
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ decides +violated/);
    expect(stdout).toMatch(/✓ agreement +holds/);
  });
});

/** What the blocks use, and a check whose verdict is told. */
async function given(tell: (verdict: string) => void) {
  const { emit } = await import('xstate');
  const see = async (protocol: Parameters<typeof check>[0]) =>
    tell((await check(protocol)).verdict);
  return { createMachine, defineProtocol, emit, monitor, role, see };
}
