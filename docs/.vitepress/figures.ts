import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

/**
 * Shows each picture of ours in the theme that the reader has chosen, in a frame that scrolls where it is
 * wider than the screen. The picture that is not shown is not loaded.
 */
export function showFigures(md: MarkdownRenderer): void {
  const plain = md.renderer.rules.image;
  if (plain === undefined) throw new Error('There is no rule for images.');
  md.renderer.rules.image = (tokens, index, ...more) => {
    const token = tokens[index];
    const path = token?.attrGet('src') ?? '';
    if (token === undefined || !/^(?!https?:).*\.svg$/.test(path)) {
      return plain(tokens, index, ...more);
    }
    const { path: page } = more[1] as { readonly path: string };
    for (const [name, value] of sizeOf(join(dirname(page), path))) token.attrSet(name, value);
    const shown = (['light', 'dark'] as const).map((theme) => {
      token.attrSet('src', `${path}#${theme}`);
      token.attrSet('class', `in-${theme}`);
      return plain(tokens, index, ...more);
    });
    token.attrSet('src', path);
    return `<span class="figure" role="group" aria-label="${md.utils.escapeHtml(token.content)}" tabindex="0">${shown.join('')}</span>`;
  };
}

/** Room is left for a picture that is not loaded yet, so that nothing moves when it is. */
function sizeOf(path: string): readonly (readonly [string, string])[] {
  const [start = ''] = readFileSync(path, 'utf8').split('>', 1);
  return ['width', 'height'].flatMap((name) => {
    const value = new RegExp(` ${name}="([\\d.]+)"`).exec(start)?.[1];
    return value === undefined ? [] : [[name, String(Math.ceil(Number(value)))] as const];
  });
}
