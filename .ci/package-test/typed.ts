import { check, checkText, plainPalette, type CheckResult } from 'faultline';
import { twoPhaseCommit } from 'faultline/specs/two-phase-commit';
import { expectCaught, expectHolds } from 'faultline/testing';
import { questions } from './spec.ts';

/** What a user's own program may do with the package; only its types are checked. */
export async function report(): Promise<string> {
  const result: CheckResult = await check(questions, { parameters: { losses: 1 } });
  expectHolds(twoPhaseCommit, { size: 'tiny' });
  expectCaught(twoPhaseCommit, 'vote-not-logged');
  return checkText(result, { columns: 80, unicode: true, palette: plainPalette, seconds: 0 });
}

// @ts-expect-error -- The types have come along: a size is a text.
expectHolds(twoPhaseCommit, { size: 1 });
