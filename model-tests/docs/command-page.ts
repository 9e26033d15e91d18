import { faultline } from '../cli/support/faultline.ts';
import type { GeneratedPage } from './generated-page.ts';

/** The reference of the command line: it is what every command says of itself. */
export const commandPage: GeneratedPage = {
  path: 'docs/reference/cli.md',
  render: async () => {
    const { stdout: general } = await faultline(['--help']);
    const [, list = ''] = /\nCommands\n([^]*?)\n\n/.exec(general) ?? [];
    const names = [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name);
    const helps = await Promise.all(
      names.map(async (name) => ({ name, ...(await faultline([name, '--help'])) })),
    );
    const sections = helps.map(({ name, stdout }) => `## ${name}\n\n${block(stdout)}`);
    return `${['# Command line', block(general), ...sections].join('\n\n')}\n`;
  },
};

function block(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
}
