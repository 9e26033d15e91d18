import { describe, expect, it } from 'vitest';
import { plainPalette } from '../report/text-options.ts';
import { chosenCommand } from './command-line.ts';
import { failureText } from './failure.ts';

// model-tests/cli/bad-words.test.ts shows that such a message goes to stderr, with exit code 2.
const refused = [
  {
    words: 'check paxoss-with-nothing-near',
    says: `[FL602] There is no spec "paxoss-with-nothing-near".
  Fix: see \`faultline list\`; a file is named by its path, such as
  ./paxoss-with-nothing-near.ts.
`,
  },
  {
    words: 'replay',
    says: `[FL601] "replay" needs a <trace>.
  Fix: write \`faultline replay <trace>\`, the <trace> before the options;
  \`faultline check <spec> --save <folder>\` writes traces.
`,
  },
  {
    words: 'check two-phase-commit 4',
    says: `[FL601] "check" takes one <spec>, and "4" is one word too many.
  Fix: leave it out; or, when it is the value of an option, write --option=4.
`,
  },
  {
    words: 'list two-phase-commit',
    says: `[FL601] "list" takes nothing to work on, and "two-phase-commit" is one word too
many.
  Fix: leave it out; or, when it is the value of an option, write
  --option=two-phase-commit.
`,
  },
  {
    words: 'list --jsn',
    says: `[FL601] "list" has no option "--jsn".
  Fix: did you mean "--json"? See \`faultline list --help\`.
`,
  },
  {
    words: 'check two-phase-commit --json --mermaid',
    says: `[FL601] There is both --json and --mermaid.
  Fix: choose one of them.
`,
  },
  {
    words: 'check two-phase-commit --zzz',
    says: `[FL601] "check" has no option "--zzz", and "two-phase-commit" has no parameter
of that name.
  Fix: see \`faultline check --help\`.
`,
  },
  {
    words: 'check two-phase-commit --participants -1',
    says: `[FL102] The parameter "participants" is -1, which is not a whole number from 1
to 9.
  Fix: give a whole number from 1 to 9.
`,
  },
  {
    words: 'check two-phase-commit --participants two',
    says: `[FL102] The parameter "participants" is "two", which is not a whole number from
1 to 9.
  Fix: give a whole number from 1 to 9.
`,
  },
  {
    words: 'check two-phase-commit --participants',
    says: `[FL601] The option "--participants" has no value.
  Fix: give a whole number from 1 to 9 after it.
`,
  },
  {
    words: 'check two-phase-commit --participants 2 --participants 3',
    says: `[FL601] The option "--participants" is given more than once.
  Fix: give a whole number from 1 to 9 after it.
`,
  },
  {
    words: 'check two-phase-commit-abstract --crashes many',
    says: `[FL601] The option "--crashes" has the value "many".
  Fix: give a whole number, 0 or more, or "unbounded".
`,
  },
  {
    words: 'check two-phase-commit --states-max 0',
    says: `[FL601] The option "--states-max" has the value 0.
  Fix: give a whole number, 1 or more.
`,
  },
  {
    words: 'graph two-phase-commit --format png',
    says: `[FL601] The option "--format" has the value "png".
  Fix: give one of dot, svg, aut, json, mermaid.
`,
  },
];

describe('a command line that is wrong', () => {
  it.each(refused)('is refused: faultline $words', async ({ words, says }) => {
    expect(`${await refusalOf(words.split(' '))}\n`).toBe(says);
  });
});

async function refusalOf(words: readonly string[]): Promise<string> {
  try {
    const { run } = await chosenCommand(words);
    return `exit code ${await run()}`;
  } catch (error) {
    return failureText(error, { columns: 80, unicode: true, palette: plainPalette });
  }
}
