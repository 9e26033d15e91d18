import type { Protocol } from '../../protocol/protocol.ts';
import type { Role } from '../../protocol/role.ts';
import {
  chartOutline,
  type ChartOutline,
  type OutlineArrow,
  type OutlineState,
} from '../../statechart/parts/chart-outline.ts';
import type { Figures } from '../figures.ts';
import { rolesOf, type Study } from '../study.ts';
import { exercisedIn } from './exercised.ts';
import { code, codes, joined, plain, table, type Part } from './markdown.ts';

/** Who takes part: for each role its chart, and its states, transitions and timers as tables. */
export function rolesSection(protocol: Protocol, study: Study, figures: Figures): Part {
  const roles = rolesOf(protocol, study);
  return joined(
    '## Roles',
    ...roles.map(([name, role]) => roleText(name, role, { study, figures })),
  );
}

function roleText(
  name: string,
  role: Role,
  { study, figures }: { readonly study: Study; readonly figures: Figures },
): string {
  const outline = chartOutline(role.chart);
  const isExercised = exercisedIn(study, name);
  return joined(
    `### ${plain(name)}`,
    outline.states[0]?.description ? plain(outline.states[0].description) : undefined,
    roleFacts(name, role, outline),
    figures.chart(name),
    table(['state', 'kind', 'tags', 'on entry', 'on exit', 'means'], stateRows(outline)),
    table(
      ['in', 'when', 'if', 'then', 'goes to', 'means', 'taken'],
      outline.arrows.map((arrow) => arrowRow(arrow, isExercised)),
    ),
  );
}

function roleFacts(name: string, { count, durable, stimuliOf }: Role, outline: ChartOutline): Part {
  const id = count === undefined ? name : `${name}1`;
  const stimuli = [...new Set(stimuliOf({ id, index: 0 }).map(({ type }) => type))];
  const timers = outline.arrows.filter(({ kind }) => kind === 'after');
  const delays = [...new Set(timers.map(({ trigger }) => trigger))];
  const facts = [
    ['Processes', count === undefined ? 'one' : String(count)],
    ['Survives a crash', durable.length === 0 ? 'nothing' : codes(durable)],
    ['Decides by itself when', codes(stimuli)],
    ['Timers', codes(delays)],
  ] as const;
  return facts
    .filter(([, text]) => text !== '')
    .map(([what, text]) => `- ${what}: ${text}`)
    .join('\n');
}

function stateRows({ states }: ChartOutline): readonly (readonly string[])[] {
  return states
    .slice(1)
    .map(({ path, kind, tags, entry, exit, description, initial }) => [
      code(path),
      kind === 'atomic' ? '' : kindText(kind, initial),
      codes(tags),
      codes(entry),
      codes(exit),
      plain(description ?? ''),
    ]);
}

function kindText(kind: OutlineState['kind'], initial: string | null): string {
  if (kind === 'compound') return `begins in ${code(initial ?? '')}`;
  return kind.endsWith('history') && initial !== null ? `${kind}, or ${code(initial)}` : kind;
}

function arrowRow(
  arrow: OutlineArrow,
  isExercised: (kind: 'transition', name: string) => boolean | undefined,
): readonly string[] {
  const { name, source, guard, effects, targets, description } = arrow;
  return [
    source === '' ? 'any state' : code(source),
    triggerText(arrow),
    code(guard ?? ''),
    codes(effects),
    codes(targets),
    plain(description ?? ''),
    isExercised('transition', name) === false ? 'never' : '',
  ];
}

function triggerText({ kind, trigger }: OutlineArrow): string {
  switch (kind) {
    case 'event':
      return code(trigger);
    case 'after':
      return `after ${code(trigger)}`;
    case 'always':
      return 'at once';
    case 'done':
      return 'when done';
  }
}
