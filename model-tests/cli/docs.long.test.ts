import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultline } from './support/faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-docs-'));
const spec = join(folder, 'lamp.ts');
const out = join(folder, 'out');
const page = join(out, 'lamp.md');
const docs = (...more: readonly string[]) => faultline(['docs', spec, '--out', out, ...more]);

/** A lamp that is switched on, and breaks after so many presses. */
const lamp = (presses: number) => `
import { alterChart, defineProtocol, integer, role } from 'faultline';
import { assign, setup } from 'xstate';
const lamp = setup({
  types: { context: {} as { presses: number }, events: {} as { type: 'press' } },
  guards: { lasts: ({ context }) => context.presses < ${presses} },
  actions: { count: assign({ presses: ({ context }) => context.presses + 1 }) },
}).createMachine({
  id: 'lamp', context: { presses: 0 }, initial: 'off',
  states: {
    off: { on: { press: [{ guard: 'lasts', target: 'on', actions: 'count' }, 'broken'] } },
    on: { on: { press: 'off' } },
    broken: {},
  },
});
export const protocol = defineProtocol({
  id: 'lamp', title: 'A lamp | that breaks', source: 'Edison 1880',
  parameters: { lamps: integer({ min: 1, max: 2, default: 1 }) },
  sizes: { one: {}, two: { lamps: 2 } },
  roles: ({ lamps }: { lamps: number }) => ({
    lamp: role(lamp, { count: lamps, stimuli: [{ type: 'press' }] }),
  }),
  properties: ({ invariant, reachable }) => ({
    whole: invariant('no lamp breaks', (view) => !view.all('lamp').some((one) => one.matches('broken'))),
    canShine: reachable('a lamp shines', (view) => view.all('lamp').some((one) => one.matches('on'))),
  }),
  expectations: { whole: 'violated' },
  mutations: {
    'weak': {
      says: 'a lamp breaks at once', violates: 'whole', steps: 1,
      charts: { lamp: (chart) => alterChart(chart, { states: { off: { on: { press: 'broken' } } } }) },
    },
  },
});
`;

beforeAll(() => {
  writeFileSync(spec, lamp(2));
  writeFileSync(
    join(folder, 'README.md'),
    '# The lamp\n\nIt *shines*, see [the rest](rest.md).\n\n## Elsewhere\n\nNothing.\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('faultline docs', () => {
  it('writes a page about a spec outside this repository, with its pictures', async () => {
    const { code, stdout, stderr } = await docs();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('(3 checks made, 0 known)');
    const text = readFileSync(page, 'utf8');
    expect(text).toContain('# A lamp \\| that breaks\n\nIt *shines*, see the rest.\n\n## What was');
    expect(text).toContain('| `one` | 1 | as expected | 6 |');
    expect(text).toContain('| violated, as expected, 5 steps | violated, as expected, 5 steps |');
    expect(text).toContain('| `off` | `press` | `lasts` | `count` | `on` |');
    expect(readFileSync(join(out, 'lamp/chart-lamp.svg'), 'utf8')).toContain('2 ×');
    expect(text).toContain('faultline check');
    expect(text).toContain('### `weak`\n\nA lamp breaks at once. It is caught:');
    const pictures = [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path = '']) => path);
    expect(pictures).toEqual([
      'lamp/chart-lamp.svg',
      'lamp/one.whole.svg',
      'lamp/way-lamp.svg',
      'lamp/weak.whole.svg',
      'lamp/one.canShine.svg',
    ]);
    expect(readFileSync(join(out, 'lamp/way-lamp.svg'), 'utf8')).toContain('here: lamp');
    for (const path of pictures) {
      expect(readFileSync(join(out, path), 'utf8')).toMatch(/^<svg [^]*<\/svg>\n$/);
    }
  });

  it('checks nothing again as long as the spec is the same', async () => {
    const { code, stdout } = await docs();
    expect(code).toBe(0);
    expect(stdout).toMatch(/up to date \(0 checks made, 3 known\)\.\n$/);
  });

  it('says with --check what is out of date, and changes nothing', async () => {
    expect(await docs('--check')).toMatchObject({ code: 0 });
    const before = readFileSync(page, 'utf8');
    writeFileSync(spec, lamp(3));
    const { code, stdout, stderr } = await docs('--check');
    expect(code).toBe(1);
    expect(stdout).toContain('out of date: lamp.md, lamp/chart-lamp.svg, lamp/one.whole.svg');
    expect(stderr).toContain(`faultline docs ${spec} --out ${out}`);
    expect(readFileSync(page, 'utf8')).toBe(before);
    expect(await docs()).toMatchObject({ code: 0 });
    expect(readFileSync(page, 'utf8')).toContain('violated, as expected, 7 steps');
    expect(await docs('--check')).toMatchObject({ code: 0 });
  });

  it('checks everything again when it cannot read what it has kept', async () => {
    writeFileSync(join(out, '.faultline-docs.json'), '{ "format": "faultline-docs", ');
    expect((await docs()).stdout).toContain('(3 checks made, 0 known)');
  });

  it('checks only the sizes and mutations that are named, and says what it left out', async () => {
    const few = join(folder, 'few');
    const named = (...more: readonly string[]) => faultline(['docs', spec, '--out', few, ...more]);
    const text = () => readFileSync(join(few, 'lamp.md'), 'utf8');
    expect((await named('--size', 'two')).stdout).toContain('(1 check made, 0 known)');
    expect(text()).toContain(
      '**Not checked for this page:** the sizes `one`, and 1 of 1 mutations. For a page about all',
    );
    expect(text()).toContain('| a lamp breaks at once | `whole` | `faultline check');
    expect(text()).not.toContain('It is caught');
    expect(text()).not.toContain('check ' + spec + ' --size one');
    const chartOfTwo = readFileSync(join(few, 'lamp/chart-lamp.svg'), 'utf8');
    // The arrows are counted anew for another first size, and what was found is not lost.
    const both = await named('--size', 'one,two', '--mutation', 'weak');
    expect(both.stdout).toContain('(2 checks made, 1 known)');
    expect(text()).not.toContain('Not checked');
    expect(text()).toBe(readFileSync(page, 'utf8'));
    expect((await named('--size', 'two')).stdout).toContain('(0 checks made, 1 known)');
    expect(readFileSync(join(few, 'lamp/chart-lamp.svg'), 'utf8')).toBe(chartOfTwo);
    expect((await named()).stdout).toContain('(0 checks made, 3 known)');
    expect(text()).toBe(readFileSync(page, 'utf8'));
  });

  it('refuses a size and a mutation that the spec does not have', async () => {
    expect((await docs('--size', 'three')).stderr).toContain('[FL103]');
    expect((await docs('--mutation', 'strong')).stderr).toContain('[FL105]');
    expect((await docs('--size', 'one,')).stderr).toContain('give names with commas');
  });

  it('leaves alone what it has not written: FL605', async () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'lamp.md'), 'Mine.\n');
    const { code, stderr } = await faultline(['docs', spec, '--out', other]);
    expect(code).toBe(2);
    expect(stderr).toContain('[FL605]');
    expect(readFileSync(join(other, 'lamp.md'), 'utf8')).toBe('Mine.\n');
    expect(existsSync(join(other, 'lamp'))).toBe(false);
  });

  it('refuses a folder that cannot be one, and a call without a spec', async () => {
    const folders = await faultline(['docs', spec, '--out', join(spec, 'out')]);
    expect(folders.code).toBe(2);
    expect(folders.stderr).toContain('[FL604]');
    expect((await faultline(['docs'])).stderr).toContain('"docs" needs a <spec…>.');
  });
});
