export { expectCaught } from './expect-caught.ts';
export { expectHolds } from './expect-holds.ts';
