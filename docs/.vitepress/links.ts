import type { MarkdownRenderer } from 'vitepress';

/**
 * Leads links out of `docs`, which are right in the repository, to what the site has of it: the README of a
 * spec begins the page of its protocol, and the README of all is the first page.
 */
export function stayInside(md: MarkdownRenderer): void {
  const plain = md.renderer.rules.link_open;
  md.renderer.rules.link_open = (tokens, index, ...more) => {
    const token = tokens[index];
    const path = token?.attrGet('href') ?? '';
    const [, spec] = /^(?:\.\.\/)+specs\/([\w-]+)\/(?:README\.md)?$/.exec(path) ?? [];
    if (spec !== undefined) token?.attrSet('href', `/protocols/${spec}`);
    else if (/^(?:\.\.\/)+README\.md/.test(path)) token?.attrSet('href', '/');
    const [options, , renderer] = more;
    return plain?.(tokens, index, ...more) ?? renderer.renderToken(tokens, index, options);
  };
}

/** The id of a heading, the same as in the repository, so that a link is right in both. */
export function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
