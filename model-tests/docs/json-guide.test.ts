import { traceToJson, type Trace } from '#faultline';
import { beforeAll, describe, expect, it } from 'vitest';
import { faultline } from '../cli/support/faultline.ts';
import { tracesOfFailures } from './everything-fails.ts';
import { readPage } from './page-files.ts';

const guide = readPage('docs/guide/json.md');

type Json = Readonly<Record<string, unknown>>;

/** What stands in the first column of the tables below a heading; a row may have several names. */
function namesUnder(heading: string): readonly string[] {
  const [, after] = guide.split(`\n${heading}\n`);
  const section = after?.split(/\n#+ /)[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  const cells = rows.map((row) => row.split(' | ')[0] ?? '');
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''));
}

/** The keys that at least one of some objects has, in order. */
function keysOf(objects: readonly object[]): readonly string[] {
  return [...new Set(objects.flatMap((object) => Object.keys(object)))].sort();
}

/** Objects whose keys are the kinds of some items. */
function kindsOf(items: readonly Json[]): readonly object[] {
  return items.map(({ kind }) => ({ [String(kind)]: true }));
}

function statesOf(shown: readonly Trace[]) {
  return shown.flatMap(({ start, steps }) => [start, ...steps.map(({ state }) => state)]);
}

/** The abstract levels of those traces that have one. */
function abstracts(): readonly { readonly steps: readonly Json[] }[] {
  return traces.flatMap(({ abstract }) => (abstract === undefined ? [] : [abstract as never]));
}

async function jsonOf(...words: readonly string[]): Promise<unknown> {
  return JSON.parse((await faultline(words)).stdout);
}

const spec = 'two-phase-commit';
const small = ['--participants', '1', '--crashes', '1', '--drops', '1', '--duplicates', '1'];
let check: Json & {
  readonly properties: readonly Json[];
  readonly coverage: Json & { readonly items: readonly Json[] };
};
let graph: Json & { readonly states: readonly Json[]; readonly edges: readonly Json[] };
let listed: readonly (Json & Readonly<Record<'properties' | 'mutations', readonly Json[]>>)[];
let traces: readonly (Json & { readonly start: Json; readonly steps: readonly Json[] })[];
let failures: readonly Trace[];
let ofMutation: Json;
let walk: typeof check;
let levels: Json & { readonly levels: readonly Json[] };

beforeAll(async () => {
  const mutated = ['--mutation', 'send-before-log', '--json'];
  const unrefined = ['--mutation', 'unilateral-commit-after-yes', '--json'];
  const [first, second, third, fourth, fifth, sixth, seventh] = await Promise.all([
    jsonOf('check', spec, ...small, '--json'),
    jsonOf('graph', spec, '--participants', '1', '--crashes', '0', '--format', 'json'),
    jsonOf('list', '--json'),
    jsonOf('check', spec, ...mutated),
    jsonOf('walk', spec, ...small, '--json'),
    jsonOf('check', spec, ...unrefined),
    jsonOf('check', spec, ...mutated, '--faults-up-to', '2'),
  ]);
  check = first as typeof check;
  graph = second as typeof graph;
  listed = third as typeof listed;
  ofMutation = fourth as typeof check;
  walk = fifth as typeof check;
  const all = [first, fourth, sixth].flatMap((one) => (one as typeof check).properties);
  levels = seventh as typeof levels;
  failures = tracesOfFailures();
  traces = [
    ...all.flatMap(({ trace }) => (trace === null ? [] : [trace as (typeof traces)[number]])),
    ...failures.map(
      (trace) => traceToJson(trace, { spec: '' }) as unknown as (typeof traces)[number],
    ),
  ];
});

describe('the guide to the JSON output', () => {
  it.each<[heading: string, objects: () => readonly object[]]>([
    ['## `check --json`', () => [check, ofMutation]],
    ['### A property of a check', () => check.properties],
    ['## `check --faults-up-to --json`', () => [levels]],
    ['### A level', () => levels.levels],
    ['## `walk --json`', () => [walk]],
    ['### A property of a walk', () => walk.properties],
    ['### Coverage', () => [check.coverage]],
    ['### An item of the coverage', () => check.coverage.items],
    ['### The kinds of items', () => kindsOf(check.coverage.items)],
    ['## The trace file', () => traces],
    ['### The abstract level', abstracts],
    ['### An abstract step', () => abstracts().flatMap(({ steps }) => steps)],
    ['### A state', () => statesOf(failures)],
    ['### A process', () => statesOf(failures).flatMap(({ processes }) => processes)],
    ['## `graph --format json`', () => [graph]],
    ['### A state of a graph', () => graph.states],
    ['### An edge of a graph', () => graph.edges],
    ['## `list --json`', () => listed],
    ['### A property of a spec', () => listed.flatMap(({ properties }) => properties)],
    ['### A mutation of a spec', () => listed.flatMap(({ mutations }) => mutations)],
  ])('names the fields that there are: %s', (heading, objects) => {
    expect([...namesUnder(heading)].sort()).toEqual(keysOf(objects()));
  });

  it('names the fields of a step and the kinds of actions', () => {
    const steps = traces.flatMap(({ steps: taken }) => taken);
    const names = namesUnder('### A step');
    expect(names.slice(0, 3)).toEqual(['label', 'action', 'changes']);
    expect(keysOf(steps)).toEqual(['action', 'changes', 'label']);
    const kinds = new Set(steps.map(({ action }) => (action as Json).kind));
    expect(names.slice(3)).toEqual(expect.arrayContaining([...kinds]));
    expect([...kinds]).toEqual(
      expect.arrayContaining(['pause', 'drift', 'partition', 'tick', 'crash', 'timeout']),
    );
    expect(names.slice(3)).toEqual([
      ...['deliver', 'drop', 'duplicate', 'reorder', 'timeout', 'stimulus', 'crash', 'restart'],
      ...['pause', 'resume', 'drift', 'partition', 'heal', 'tick'],
    ]);
  });

  it('names the kinds of changes', () => {
    const changes = traces.flatMap(({ steps }) =>
      steps.flatMap(({ changes: all }) => all as readonly Json[]),
    );
    const kinds = [...new Set(changes.map(({ kind }) => String(kind)))].sort();
    expect(kinds).toEqual(['gone', 'monitor', 'process', 'sent']);
    expect([...namesUnder('### A change')].sort()).toEqual(kinds);
  });

  it('names the exit codes of the help', async () => {
    const { stdout } = await faultline(['check', '--help']);
    const [, after = ''] = stdout.split('Exit code\n');
    const codes = [...after.matchAll(/^ {2}(\d+) /gm)].map(([, code]) => code);
    const [, section = ''] = guide.split('\n## Exit codes\n');
    expect([...section.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => code)).toEqual(codes);
    expect(codes).toHaveLength(6);
  });

  it('links to headings that exist', () => {
    const slugs = [...guide.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^a-z -]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...guide.matchAll(/\]\(#([^)]+)\)/g)].map(([, link]) => link);
    expect(links.filter((link) => !slugs.includes(link ?? ''))).toEqual([]);
  });
});
