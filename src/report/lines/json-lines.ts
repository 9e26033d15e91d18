/**
 * An object as JSON text with a line for each of its fields and, in its lists, for each item: so that two
 * of them can be compared line by line. Line break at the end.
 */
export function jsonLines(object: object): string {
  const members = Object.entries(object).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${memberText(value)}`,
  );
  return `{\n${members.join(',\n')}\n}\n`;
}

function memberText(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value);
  return `[\n${value.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;
}
