import { describe, expect, it } from 'vitest';
import { payment } from '../samples/payment.ts';
import { sampleTrace, stimulus } from '../samples/sample-trace.ts';
import { causality } from './causality.ts';

describe('causality', () => {
  it('follows processes and messages, and a copy back to its original', () => {
    // 1 client sends, 2 doubled, 3 the original lost, 4 the copy arrives, 5 client sends again,
    // 6 and 7 the server crashes and restarts, 8 the answer of step 4 arrives.
    expect(causality(payment({ order: 'unordered' }))).toEqual([
      { past: [], future: [2, 3, 4, 5, 6, 7, 8] },
      { past: [1], future: [4, 6, 7, 8] },
      { past: [1], future: [] },
      { past: [1, 2], future: [6, 7, 8] },
      { past: [1], future: [8] },
      { past: [1, 2, 4], future: [7] },
      { past: [1, 2, 4, 6], future: [] },
      { past: [1, 2, 4, 5], future: [] },
    ]);
  });

  it('orders what happens at two processes by a tick of the clock only', () => {
    const trace = sampleTrace({
      processes: { a: 's', b: 's' },
      steps: [
        { action: stimulus('go', 'a') },
        { action: stimulus('go', 'b') },
        { action: { kind: 'heal' } },
        { action: { kind: 'tick' } },
      ],
    });
    expect(causality(trace)).toEqual([
      { past: [], future: [4] },
      { past: [], future: [4] },
      { past: [], future: [] },
      { past: [1, 2], future: [] },
    ]);
  });
});
