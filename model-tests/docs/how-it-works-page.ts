import { checkSync } from '#faultline';
import { everySpec } from '../support/every-spec.ts';
import { withSection, type GeneratedPage } from './generated-page.ts';
import { grouped } from './spec-tables.ts';

/** What the table shows: a few protocols of different kinds, in the size `small`. */
const shown = [
  'two-phase-commit-abstract',
  'two-phase-commit',
  'raft',
  'redlock',
  'zookeeper-lock',
];

/** The page that says how a check works, with what it has counted. */
export const howItWorksPage: GeneratedPage = {
  path: 'docs/how-it-works/index.md',
  render: (present) => withSection(present, 'local steps', localStepTable()),
};

function localStepTable(): string {
  const rows = shown.flatMap((id) => {
    const protocol = everySpec.find((spec) => spec.id === id);
    if (protocol === undefined) return [];
    const { distinctStates, generatedStates, localSteps } = checkSync(protocol, { size: 'small' });
    const cells = [id, grouped(distinctStates), grouped(generatedStates), grouped(localSteps)];
    return [`| ${[...cells, grouped(Math.round(generatedStates / localSteps))].join(' | ')} |`];
  });
  return [
    '| protocol, size `small` | states | generated | local steps | generated for each |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}
