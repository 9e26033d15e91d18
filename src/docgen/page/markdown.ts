/** A part of a page: its lines, without a line break at the end; undefined when there is nothing to say. */
export type Part = string | undefined;

/** A page or a section of the parts that there are, with an empty line between them. */
export function joined(...parts: readonly Part[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/**
 * A table. Columns in which no row has anything are left out.
 *
 * @returns undefined when there are no rows.
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): Part {
  if (rows.length === 0) return undefined;
  const used = head.map((_, column) => rows.some((row) => (row[column] ?? '') !== ''));
  const line = (cells: readonly string[]) =>
    `| ${cells.filter((_, column) => used[column]).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Words of code: names, values. Empty for an empty text. */
export function code(text: string): string {
  if (text === '') return '';
  const fence = text.includes('`') ? '``' : '`';
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  // In a table a bar ends the cell, in code too.
  const inside = text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
  return `${fence}${padding}${inside}${padding}${fence}`;
}

/** Several words of code, or a dash of their own. */
export function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}

/** Text that is to be read as it stands: nothing in it is markup. */
export function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~]/g, (sign) => `\\${sign}`)
    .replaceAll('{{', '{\u200B{')
    .replace(/\s*\n\s*/g, ' ');
}

/** A block of code. */
export function codeBlock(language: string, lines: readonly string[]): string {
  return ['```' + language, ...lines, '```'].join('\n');
}

/** A number in groups of three digits, with a space that does not break. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u00A0');
}

/** What the reader sees at first folded. */
export function folded(summary: string, inside: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${inside}\n\n</details>`;
}
