import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Writes the pages of the site that come from the specs and from the source. They are not committed.
const top = fileURLToPath(new URL('../..', import.meta.url));
const run = (program, ...words) =>
  execFileSync(process.execPath, [program, ...words], { cwd: top, stdio: 'inherit' });

const specs = readdirSync(`${top}/dist/specs`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((name) => readdirSync(`${top}/specs/${name}`).includes('spec.ts'))
  .sort();
// Each spec by its source, so that the README beside it is taken in.
// Whoever only wants to see the site need not wait for the checks: FAULTLINE_DOCS_STATES_MAX=2000
const statesMax = process.env.FAULTLINE_DOCS_STATES_MAX;
const limit = statesMax === undefined ? [] : ['--states-max', statesMax];
run('dist/src/cli/main.js', 'docs', ...specs, '--out', 'docs/protocols', ...limit);
run('node_modules/typedoc/bin/typedoc', '--options', '.config/typedoc.json');
cpSync(`${top}/docs/reference/trace.schema.json`, `${top}/docs/public/reference/trace.schema.json`);
// The lab lies beside the pages: figures that can be played with load it from there.
rmSync(`${top}/docs/public/lab`, { recursive: true, force: true });
cpSync(`${top}/dist/lab`, `${top}/docs/public/lab`, { recursive: true });
