import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { faultline } from './support/faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-specs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fixtures = 'model-tests/cli/fixtures';

/** The chart of a spec that goes wrong in its second step. */
const firstStep = `
The steps that lead there:

       server
       [start]
 1        ● go
       [ready]
`;

describe.concurrent('a spec that cannot be loaded', () => {
  it('is refused when it does not compile, with the place', async () => {
    const text = 'export const protocol = defineProtocol({\n  id = 3,\n});\n';
    writeFileSync(join(folder, 'broken.ts'), text);
    await expectRefusal(
      'broken.ts',
      `[FL603] The spec file "broken.ts" could not be loaded (broken.ts:2:5):
Unexpected "="
  Fix: mend the file; \`npx tsc --noEmit\` or an editor shows such mistakes as
  they are made.
`,
    );
  });

  it('is refused when it is JavaScript that does not compile', async () => {
    writeFileSync(join(folder, 'broken.mjs'), 'export const protocol = {;\n');
    await expectRefusal(
      'broken.mjs',
      `[FL603] The spec file "broken.mjs" could not be loaded: Unexpected token ';'
  Fix: mend the file; \`npx tsc --noEmit\` or an editor shows such mistakes as
  they are made.
`,
    );
  });

  it('is refused when it imports what Faultline does not export', async () => {
    const text = `import { defineProtocl } from 'faultline';\nexport const p = defineProtocl({});\n`;
    writeFileSync(join(folder, 'misspelt.ts'), text);
    await expectRefusal(
      'misspelt.ts',
      `[FL603] The spec file "misspelt.ts" could not be loaded (misspelt.ts:1): The
requested module 'faultline' does not provide an export named 'defineProtocl'
  Fix: mend the file; \`npx tsc --noEmit\` or an editor shows such mistakes as
  they are made.
`,
    );
  });

  it('is refused when it throws, with the place', async () => {
    writeFileSync(join(folder, 'throws.ts'), `\nthrow new Error('not today');\n`);
    await expectRefusal(
      'throws.ts',
      `[FL603] The spec file "throws.ts" could not be loaded (throws.ts:2:7): not today
  Fix: mend what it does when it is loaded.
`,
    );
  });

  it('is refused when it throws what is no error', async () => {
    writeFileSync(join(folder, 'throws-text.ts'), `throw 'not today';\n`);
    await expectRefusal(
      'throws-text.ts',
      `[FL603] The spec file "throws-text.ts" could not be loaded: it throws not today
  Fix: mend what it does when it is loaded.
`,
    );
  });

  it('is refused when it is not there, and the file is named that was meant', async () => {
    writeFileSync(join(folder, 'commit.ts'), '');
    await expectRefusal(
      './comit.ts',
      `[FL602] There is no file "./comit.ts".
  Fix: did you mean "./commit.ts"? Check the path; it is taken from the present
  folder.
`,
    );
  });

  it('is refused when it is nowhere, is a folder, or is no program', async () => {
    await expectRefusal(
      './nowhere.ts',
      `[FL602] There is no file "./nowhere.ts".
  Fix: check the path; it is taken from the present folder.
`,
    );
    await expectRefusal(
      '.',
      `[FL602] "." is a folder.
  Fix: name the file in it that exports the protocol.
`,
    );
    writeFileSync(join(folder, 'notes.txt'), '');
    await expectRefusal(
      './notes.txt',
      `[FL602] "./notes.txt" cannot hold a spec.
  Fix: a spec is a file ending in .ts, .mts, .js, .mjs.
`,
    );
  });

  async function expectRefusal(spec: string, says: string): Promise<void> {
    const outcome = await faultline(['check', spec], { cwd: folder });
    expect(outcome).toEqual({ code: 2, signal: null, stdout: '', stderr: says });
  }
});

describe.concurrent('a spec that declares what cannot be', () => {
  it.each([
    {
      what: 'a chart with an unknown target',
      spec: 'unknown-target.ts',
      says: `[FL211] XState does not accept a chart of
"model-tests/cli/fixtures/unknown-target.ts"
(model-tests/cli/fixtures/unknown-target.ts:4:26): Invalid transition definition
for state node 'server.open': Child state 'shut' does not exist on 'server'
  Fix: mend the chart: a target is the name of a sibling state, ".child", or
  "#id".
`,
    },
    {
      what: 'no protocol',
      spec: 'no-protocol.ts',
      says: `[FL603] The spec file "model-tests/cli/fixtures/no-protocol.ts" exports no
protocol.
  Fix: export what defineProtocol gives: export const myProtocol =
  defineProtocol({ … }).
`,
    },
    {
      what: 'several protocols',
      spec: 'broken-charts.ts',
      says: `[FL603] The spec file "model-tests/cli/fixtures/broken-charts.ts" exports 5
protocols: guard-reads-clock, guard-throws, mutates-context, property-throws,
sends-to-nobody.
  Fix: say which one:
  model-tests/cli/fixtures/broken-charts.ts#guard-reads-clock,
  model-tests/cli/fixtures/broken-charts.ts#guard-throws,
  model-tests/cli/fixtures/broken-charts.ts#mutates-context,
  model-tests/cli/fixtures/broken-charts.ts#property-throws,
  model-tests/cli/fixtures/broken-charts.ts#sends-to-nobody.
`,
    },
    {
      what: 'roles that throw',
      spec: 'roles-throw.ts',
      says: `[FL603] The spec file "model-tests/cli/fixtures/roles-throw.ts" could not be set
up (model-tests/cli/fixtures/roles-throw.ts:8:11): the roles are not written yet
  Fix: mend what it does when it is set up.
`,
    },
    {
      what: 'a message to a process that does not exist',
      spec: 'broken-charts.ts#sends-to-nobody',
      says: `[FL201] server sends "hello" to "nobody", which does not exist.
  Fix: send to one of server.
${firstStep}`,
    },
    {
      what: 'a context that is changed in place',
      spec: 'broken-charts.ts#mutates-context',
      says: `[FL207] Chart "server", in state "ready" on event "fail", changes its context,
its input or an event in place: Cannot add property 0, object is not extensible.
  Fix: return the new value from assign() instead: assign({ list: ({ context })
  => [...context.list, item] }).
${firstStep}`,
    },
    {
      what: 'a guard that throws',
      spec: 'broken-charts.ts#guard-throws',
      says: `[FL203] Chart "server", in state "ready" on event "fail", threw an error: Unable
to evaluate guard 'isLong' in transition for event 'fail' in state node
'server.ready': there are no names
  Fix: mend the guard, effect or expression; it must be defined for every event
  that can arrive here.
${firstStep}`,
    },
    {
      what: 'a guard that reads the clock',
      spec: 'broken-charts.ts#guard-reads-clock',
      says: `[FL206] Chart "server", in state "ready" on event "fail", reads Date.now().
  Fix: use a timer (\`after\`), or pass the value in through the message, the
  input or a stimulus.
${firstStep}`,
    },
    {
      what: 'a property that throws',
      spec: 'broken-charts.ts#property-throws',
      says: `[FL302] The property "short" threw an error: no such field
  Fix: mend it: it must be defined in every reachable state.
${firstStep} 2        ● fail
      [failed]
`,
    },
  ])('is refused with exit code 2: $what', async ({ spec, says }) => {
    const { code, stdout, stderr } = await faultline(['check', `${fixtures}/${spec}`, '--json']);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: says });
  });
});
