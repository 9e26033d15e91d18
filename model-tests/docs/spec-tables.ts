import { checkSync, mermaidSequence, type CheckResult, type Protocol } from '#faultline';
import type { SizeCounts } from '../size-counts.ts';
import { sectionsOf, withSection, type GeneratedPage } from './generated-page.ts';

/**
 * The README of a spec: its tables of sizes, properties and mutations are written by a program, and
 * so is the diagram of each section that is named after a property, drawn of its trace in size tiny.
 */
export function specPage(
  protocol: Protocol,
  counts: Readonly<Record<string, SizeCounts>>,
): GeneratedPage {
  return {
    path: `specs/${protocol.id}/README.md`,
    render: (present) => {
      const result = checkSync(protocol, { size: 'tiny' });
      const tables = new Map([
        ['properties', propertyTable(result)],
        ['sizes', sizeTable(protocol, counts)],
        ['mutations', mutationTable(protocol)],
      ]);
      const drawn = sectionsOf(present).filter((name) => !tables.has(name));
      for (const name of drawn) tables.set(name, diagram(result, name));
      return [...tables].reduce(
        (page, [name, content]) => withSection(page, name, content),
        present,
      );
    },
  };
}

function propertyTable({ properties }: CheckResult): string {
  const rows = properties.map(({ name, kind, says, source, verdict, expected, trace }) => [
    `\`${name}\``,
    `${quantifiers[kind]} ${says}`,
    source ?? '',
    [
      verdict,
      ...(verdict === 'violated' && expected === 'violated' ? ['as expected'] : []),
      ...(trace === undefined ? [] : [`${trace.steps.length} steps`]),
    ].join(', '),
  ]);
  return table(['property', 'says', 'source', 'verdict'], rows);
}

const quantifiers = {
  invariant: 'always:',
  stepInvariant: 'in every step:',
  reachable: 'possible:',
  deadlockFree: 'never stuck:',
  refines: 'in every step:',
  eventually: 'some time:',
  leadsTo: 'each time:',
  alwaysEventually: 'again and again:',
  eventuallyAlways: 'from some time on:',
  ltl: 'in every behavior:',
} as const satisfies Readonly<Record<CheckResult['properties'][number]['kind'], string>>;

function sizeTable(
  { parameters, sizes }: Protocol,
  counts: Readonly<Record<string, SizeCounts>>,
): string {
  const names = Object.keys(parameters);
  const rows = Object.entries(sizes).map(([size, values]) => {
    const count = counts[size];
    if (count === undefined) throw new Error(`The counts of size "${size}" are missing.`);
    return [
      `\`${size}\``,
      ...names.map((name) => valueText(values[name] ?? parameters[name]?.default)),
      ...[count.distinct, count.generated, count.depth].map(grouped),
      secondsText(count.cpuSeconds),
    ];
  });
  const columns = ['distinct', 'generated', 'depth', 'CPU time'];
  return table(['size', ...names.map(wordsOf), ...columns], rows);
}

function mutationTable({ mutations }: Protocol): string {
  const rows = Object.entries(mutations).map(
    ([name, { says, violates, steps, parameters = {} }]) => [
      `\`${name}\``,
      says,
      `\`${violates}\``,
      String(steps),
      Object.entries(parameters)
        .map(([parameter, value]) => `${wordsOf(parameter)} ${valueText(value)}`)
        .join(', '),
    ],
  );
  return table(['mutation', 'what is broken', 'violates', 'steps', 'with'], rows);
}

function diagram({ properties }: CheckResult, name: string): string {
  const property = properties.find((one) => one.name === name);
  if (property?.trace === undefined) throw new Error(`The property "${name}" has no trace.`);
  return `\`\`\`mermaid\n${mermaidSequence(property.trace, property)}\`\`\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** `resourceManagers` is `resource managers`. */
function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function valueText(value: unknown): string {
  return value === true ? 'yes' : value === false ? 'no' : String(value);
}

/** Groups of three digits, with a space that does not break. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u00A0');
}

function secondsText(seconds: number): string {
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)}\u00A0s`;
}
