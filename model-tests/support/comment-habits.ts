import { isCode, type SourceText } from './source-text.ts';
import { commentsOf, type Comment } from './syntax.ts';

/**
 * Comments that promise work without an issue, or send the reader to a page that is not there.
 *
 * @param files - The whole repository: the pages that may be named are found among them.
 */
export function commentViolations(files: readonly SourceText[]): readonly string[] {
  const pages = new Set(files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)));
  return files
    .filter(isCode)
    .flatMap((file) =>
      commentsOf(file).flatMap((comment) =>
        [...promises(comment), ...missingPages(comment, pages)].map(
          (problem) => `${file.path}:${comment.line} ${problem}`,
        ),
      ),
    );
}

function promises({ text }: Comment): readonly string[] {
  const marks = /\b(?:TODO|FIXME|XXX|HACK)\b(?![:(\s]*#\d)/g;
  return [...text.matchAll(marks)].map(([mark]) => `${mark} without an issue number`);
}

function missingPages({ text }: Comment, pages: ReadonlySet<string>): readonly string[] {
  return [...text.matchAll(/(?<![\w*<>-])[\w-]+\.md\b/g)]
    .filter(([page]) => !pages.has(page))
    .map(([page]) => `names ${page}, which is not in the repository`);
}
