export { expectCaught } from './expect-caught.ts';
export { expectHolds } from './expect-holds.ts';
export {
  expectConforms,
  processPaths,
  type Conformance,
  type ConformanceOptions,
  type ProcessPaths,
  type TestedProcess,
} from './paths/expect-conforms.ts';
export { expectNoViolation, ViolationError, type RunsOptions } from './runs/expect-no-violation.ts';
export { liveActor, type Implementation } from './paths/implementation.ts';
export type { Cause, ProcessStep } from './paths/local-steps.ts';
export type { PathTest, StepTests, TestModelClass } from './paths/test-model.ts';
