import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultline } from '../cli/support/faultline.ts';
import { codeBlocksIn } from './code-blocks.ts';
import { readPage } from './page-files.ts';

/** A line that stands for any number of lines of an output that is too long to show. */
const leftOut = '…';

/** A command alone in a block, and the block with its output after it. */
const shown = /```sh\n([^\n]+)\n```\n\n```(text|mermaid|json)\n([\s\S]*?)```/g;

/**
 * Runs every command of a page whose output is shown, and puts the output in the place of the old one
 * where the two differ in more than the time that the command took. The files that the page shows are there
 * when the commands are run.
 *
 * An output that leaves lines out, with a line `…`, stays as it is when the lines that are left are
 * those of the output, in order; otherwise the whole output takes its place.
 */
export async function withShownOutput(page: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-'));
  try {
    for (const { name, text } of codeBlocksIn(page)) {
      if (name !== undefined) writeFileSync(join(folder, name), text);
    }
    let result = page;
    for (const [block = '', command = '', language = '', old = ''] of page.matchAll(shown)) {
      const { stdout } = await faultline(wordsOf(command), { cwd: folder });
      if (isShownBy(old, stdout)) continue;
      const now = `\`\`\`sh\n${command}\n\`\`\`\n\n\`\`\`${language}\n${stdout}\`\`\``;
      result = result.replace(block, () => now);
    }
    return result;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The words after `faultline` in a command as users of the repository write it. */
export function wordsOf(command: string): readonly string[] {
  const { scripts } = JSON.parse(readPage('package.json')) as { scripts: { start: string } };
  const [, words] =
    /^(?:npm run faultline --|node dist\/src\/cli\/main\.js) (.+)$/.exec(
      command.replace(/^npm start$/, scripts.start),
    ) ?? [];
  if (words === undefined) throw new Error(`"${command}" does not run Faultline.`);
  return words.split(' ');
}

/** Whether an output, with lines left out or not, is what a command writes; times may differ. */
export function isShownBy(text: string, output: string): boolean {
  const lines = withoutTimes(text).split('\n').slice(0, -1);
  const patterns = lines.map((line) =>
    line === leftOut ? '(?:.*\\n)+?' : `${line.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}\\n`,
  );
  return new RegExp(`^${patterns.join('')}$`).test(withoutTimes(output));
}

/** What differs from run to run: how long it took, and how much memory. */
function withoutTimes(text: string): string {
  return text.replace(/(generated, depth \d+;)\s[\s\S]*?(?:iB|bytes\/state)\n/g, '$1 …\n');
}
