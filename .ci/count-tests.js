import { existsSync, readFileSync } from 'node:fs';

// Prints "PASSED FAILED" for a JSON report of Vitest; a test file that did not load is one failure.
const path = process.argv[2] ?? '';
const report = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
const unloaded = (report?.testResults ?? []).filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
).length;
console.log(report?.numPassedTests ?? 0, (report?.numFailedTests ?? 0) + unloaded);
