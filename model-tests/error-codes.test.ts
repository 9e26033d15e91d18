import { errorCodes } from '#faultline';
import { expect, it } from 'vitest';
import { readTree, repositoryRoot } from './support/read-tree.ts';
import { isTest } from './support/source-text.ts';

const files = readTree(repositoryRoot).filter(({ path }) => /\.tsx?$/.test(path));
const codes = Object.keys(errorCodes);

it('throws every error code somewhere in src', () => {
  const sources = files.filter(
    ({ path }) => path.startsWith('src/') && !isTest(path) && path !== 'src/errors.ts',
  );
  const unused = codes.filter((code) => !sources.some(({ text }) => text.includes(`'${code}'`)));
  expect(unused).toEqual([]);
});

it('tests every error code somewhere', () => {
  const tests = files.filter(
    ({ path }) => isTest(path) && path !== 'model-tests/error-codes.test.ts',
  );
  const untested = codes.filter((code) => !tests.some(({ text }) => text.includes(code)));
  expect(untested).toEqual([]);
});
