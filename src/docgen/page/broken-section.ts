import type { Protocol } from '../../protocol/protocol.ts';
import type { CheckJson, CheckJsonProperty } from '../../report/check-json.ts';
import type { Figures } from '../figures.ts';
import type { Study } from '../study.ts';
import { code, codeBlock, folded, grouped, joined, plain, table, type Part } from './markdown.ts';
import { commandOf } from './sizes-section.ts';
import { storyOf } from './story.ts';

/** What is violated: properties of the protocol as it is, each in the smallest size that shows it. */
export function violationsSection({ sizes }: Study, figures: Figures): Part {
  const seen = new Set<string>();
  const shown = sizes.flatMap((check) =>
    check.properties
      .filter(({ name, verdict, trace }) => {
        const isNew = verdict === 'violated' && trace !== null && !seen.has(name);
        if (isNew) seen.add(name);
        return isNew;
      })
      .map((property) => exampleOf(check, property, figures)),
  );
  if (shown.length === 0) return undefined;
  return joined('## What does not hold', ...shown);
}

/** How the protocol breaks when a rule of it is broken: the shortest counterexample of each mutation. */
export function mutationsSection({ mutations }: Protocol, study: Study, figures: Figures): Part {
  if (Object.keys(mutations).length === 0) return undefined;
  const parts = study.mutations.map((check) => {
    const declared = mutations[check.mutation ?? ''];
    const property = check.properties.find(({ name }) => name === declared?.violates);
    const caught = (property?.trace ?? null) !== null;
    return joined(
      `### ${code(check.mutation ?? '')}`,
      `${sentence(declared?.says ?? '')} ${caught ? 'It is caught:' : notCaught(check)}`,
      property === undefined || !caught ? undefined : exampleOf(check, property, figures),
    );
  });
  return joined('## What breaks it', ...parts, notTried(mutations, study));
}

/** The mutations that nobody asked for, so that their names are not missed. */
function notTried(mutations: Protocol['mutations'], { sizes, leftOut }: Study): Part {
  if (leftOut.mutations.length === 0) return undefined;
  const spec = sizes[0]?.spec ?? '';
  const rows = leftOut.mutations.map((name) => [
    plain(mutations[name]?.says ?? ''),
    code(mutations[name]?.violates ?? ''),
    code(`faultline check ${spec} --mutation ${name}`),
  ]);
  return joined(
    'Not tried for this page:',
    table(['what is broken', 'should be caught by', 'command'], rows),
  );
}

function notCaught({ distinctStates, ending }: CheckJson): string {
  return ending === 'complete'
    ? '**It is not caught.**'
    : `It is not caught within ${grouped(distinctStates)} states.`;
}

/** What is possible: the shortest witness of each. */
export function witnessesSection({ sizes }: Study, figures: Figures): Part {
  const seen = new Set<string>();
  const shown = sizes.flatMap((check) =>
    check.properties
      .filter(({ name, kind, trace }) => {
        const isNew = kind === 'reachable' && trace !== null && !seen.has(name);
        if (isNew) seen.add(name);
        return isNew;
      })
      .map((property) =>
        folded(`${property.name}: ${property.says}`, exampleOf(check, property, figures)),
      ),
  );
  return shown.length === 0 ? undefined : joined('## What can happen', ...shown);
}

/** A trace: the picture of it, its steps as sentences, and the command that finds it. */
function exampleOf(check: CheckJson, property: CheckJsonProperty, figures: Figures): string {
  const { name, says, trace, verdict } = property;
  if (trace === null) return '';
  const what = verdict === 'violated' ? 'is violated' : 'is shown';
  return joined(
    `${code(name)} (${plain(says)}) ${what} in ${trace.steps.length} steps:`,
    figures.trace(check, property),
    inCharts(figures.way(check, property)),
    folded('The steps in words', storyOf(trace)),
    codeBlock('sh', [commandOf(check)]),
  );
}

function inCharts(pictures: Part): Part {
  if (pictures === undefined || pictures === '') return undefined;
  return folded(
    'The same in the charts: who has taken which arrow, and where they are now',
    pictures,
  );
}

function sentence(says: string): string {
  const text = plain(says);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
