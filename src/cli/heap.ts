import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';

/** Beyond this V8 spends its time on collecting garbage, and in the end it gives up. */
const fullShare = 0.8;

/**
 * Makes a test of whether V8's heap is nearly full.
 *
 * The states of a search are not on the heap, but what XState computes is: a context may grow for ever.
 */
export function heapTest(): () => boolean {
  let youngMax = 0;
  return () => {
    const { heap_size_limit: limit, used_heap_size: used } = getHeapStatistics();
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    // The limit covers the young objects too: both halves of their space, and half as much for large ones.
    youngMax = Math.max(youngMax, 1.5 * (young?.space_size ?? 0));
    return used - (young?.space_used_size ?? 0) > fullShare * (limit - youngMax);
  };
}
