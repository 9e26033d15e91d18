import { describe, expect, it } from 'vitest';
import { faultline } from './support/faultline.ts';

// More of these messages, without a process for each: src/cli/command-line.test.ts.
const refused = [
  {
    words: 'chek two-phase-commit',
    says: `[FL601] There is no command "chek".
  Fix: did you mean "check"? Use list, check, walk, simulate, replay, graph,
  draw, docs, lab; see \`faultline --help\`.
`,
  },
  {
    words: 'check two-phase-comit',
    says: `[FL602] There is no spec "two-phase-comit".
  Fix: did you mean "two-phase-commit"? See \`faultline list\`; a file is named by
  its path, such as ./two-phase-comit.ts.
`,
  },
  {
    words: 'check',
    says: `[FL601] "check" needs a <spec>.
  Fix: write \`faultline check <spec>\`, the <spec> before the options; \`faultline
  list\` names the specs.
`,
  },
  {
    words: 'check two-phase-commit --participant 4',
    says: `[FL601] "check" has no option "--participant", and "two-phase-commit" has no
parameter of that name.
  Fix: did you mean "--participants"? See \`faultline check --help\`.
`,
  },
  {
    words: 'check two-phase-commit --participants 10',
    says: `[FL102] The parameter "participants" is 10, which is not a whole number from 1
to 9.
  Fix: give a whole number from 1 to 9.
`,
  },
  {
    words: 'check model-tests/cli/fixtures/ping-pong.ts --size tyni',
    says: `[FL103] There is no size "tyni".
  Fix: did you mean "tiny"? Use tiny, small.
`,
  },
  {
    words: 'check model-tests/cli/fixtures/ping-pong.ts --mutation two-balls',
    says: `[FL105] There is no mutation "two-balls".
  Fix: did you mean "twoBalls"? Use twoBalls.
`,
  },
  {
    words: 'check model-tests/cli/fixtures/endless.ts --mutation none',
    says: `[FL105] There is no mutation "none".
  Fix: the spec has none.
`,
  },
];

describe.concurrent('a command line that is wrong', () => {
  it.each(refused)('is refused with exit code 2: faultline $words', async ({ words, says }) => {
    const { code, stdout, stderr } = await faultline(words.split(' '));
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: says });
  });
});
