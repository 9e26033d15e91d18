import assert from 'node:assert/strict';
import { checkJson, checkSync } from 'faultline';
import { twoPhaseCommit } from 'faultline/specs/two-phase-commit';
import { expectHolds } from 'faultline/testing';

const { distinctStates } = expectHolds(twoPhaseCommit, { size: 'tiny' });
assert.equal(checkSync(twoPhaseCommit, { size: 'tiny' }).distinctStates, distinctStates);

const broken = checkSync(twoPhaseCommit, { mutation: 'vote-not-logged' });
const { properties } = checkJson(broken, { seconds: 0, spec: 'two-phase-commit' });
assert.equal(properties.find(({ name }) => name === 'agreement').steps, 6);
assert.throws(
  () => expectHolds(twoPhaseCommit, { mutation: 'vote-not-logged' }),
  /"two-phase-commit" does not hold\.[^]*violated after step 6: no two processes decide/,
);
