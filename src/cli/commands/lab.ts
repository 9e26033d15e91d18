import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes } from '../exit-codes.ts';
import { countOption, textOption, type Run } from '../given.ts';
import { bundledNames } from '../spec/bundled.ts';
import { findSpec } from '../spec/find.ts';
import { buildLab, topFolder, type ListedSpec } from '../lab/build-lab.ts';
import { labPort } from '../lab/lab-link.ts';
import { ownSpec } from '../lab/own-spec.ts';
import { serveLab } from '../lab/serve-lab.ts';

/** `faultline lab`. */
export const run: Run = async (given) => {
  const port = countOption(given, 'port', 0) ?? labPort;
  const out = textOption(given, 'out');
  if (out !== undefined) {
    cpSync(await labFolder(), out, { recursive: true });
    process.stdout.write(`The lab is in ${out}: any server of static files can serve it.\n`);
    return exitCodes.holds;
  }
  const found = given.argument === '' ? undefined : await findSpec(given.argument);
  const isBundled = found !== undefined && bundledNames().includes(found.spec);
  const folder = await labFolder();
  const own = found === undefined || isBundled ? undefined : await ownSpec(found);
  const files = new Map<string, string>();
  if (own !== undefined) {
    const listed = JSON.parse(readFileSync(join(folder, 'specs.json'), 'utf8')) as ListedSpec[];
    const others = listed.filter(({ name }) => name !== own.listed.name);
    files.set('specs.json', JSON.stringify([own.listed, ...others]));
    files.set(own.module, own.text);
    for (const [path, text] of own.charts) files.set(path, text);
  }
  const { server, address } = await serveLab(folder, files, port);
  const place = found === undefined ? '' : `#${own?.listed.name ?? found.spec}`;
  process.stdout.write(`The lab is at ${address}${place} (Ctrl-C ends it)\n`);
  await new Promise((resolve) => server.once('close', resolve));
  return exitCodes.holds;
};

/** The lab that came with the package; run from the sources, one that is built now. */
async function labFolder(): Promise<string> {
  const top = topFolder();
  const brought = join(top, 'dist/lab');
  if (!import.meta.url.endsWith('.ts') && existsSync(join(brought, 'index.html'))) return brought;
  const folder = join(top, '.faultline/lab');
  await buildLab(top, folder);
  return folder;
}
