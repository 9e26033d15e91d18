/**
 * Whether a resource takes what comes with this fence. A holder may send more than once: equality is allowed.
 *
 * @param last - The fence of what it has taken last; 0 before the first.
 */
export function isFresh(last: number, fence: number): boolean {
  return fence >= last;
}

/**
 * What a resource does before it looks at a request: it refuses one with an old fence, and remembers a new one. It goes
 * in front of what the resource does otherwise, in a chart that says what the words mean.
 *
 * Source: Kleppmann 2016, "How to do distributed locking", section "Making the lock safe with fencing".
 */
export const fencing = [
  { guard: 'isLate', actions: 'refuse' },
  { guard: 'isAhead', actions: ['keepFence', 'takeAgain'] },
] as const;
