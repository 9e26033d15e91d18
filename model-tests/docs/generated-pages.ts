import { traceJsonSchema } from '#faultline';
import { commandPage } from './command-page.ts';
import { errorPage } from './error-page.ts';
import type { GeneratedPage } from './generated-page.ts';
import { howItWorksPage } from './how-it-works-page.ts';
import { layerPage } from './layer-page.ts';
import { lessonPage } from './lesson-page.ts';
import { picturePages } from './picture-pages.ts';
import { withShownOutput } from './shown-output.ts';
import { specPages } from './spec-pages.ts';

/** Every page that `npm run docs:update` writes, and that a test compares with what is committed. */
export const generatedPages: readonly GeneratedPage[] = [
  {
    path: 'docs/reference/trace.schema.json',
    render: async () => `${JSON.stringify(await traceJsonSchema(), undefined, 2)}\n`,
  },
  { path: 'README.md', render: withShownOutput },
  { path: 'docs/guide/exports.md', render: withShownOutput },
  { path: 'docs/guide/write-a-spec.md', render: withShownOutput },
  { path: 'docs/guide/counterexamples.md', render: withShownOutput },
  { path: 'docs/guide/liveness.md', render: withShownOutput },
  { path: 'docs/learn/2-orders.md', render: withShownOutput },
  { path: 'docs/learn/3-invariants.md', render: withShownOutput },
  { path: 'docs/learn/4-failures.md', render: withShownOutput },
  { path: 'docs/learn/5-liveness.md', render: withShownOutput },
  errorPage,
  commandPage,
  layerPage,
  lessonPage,
  ...picturePages,
  howItWorksPage,
  ...specPages,
];
