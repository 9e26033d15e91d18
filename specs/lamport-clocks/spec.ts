import { defineProtocol, monitor } from '#faultline';
import { clockCondition } from './clock-condition.ts';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** Lamport's logical clocks, and the mutual exclusion that he shows them with. */
export const lamportClocks = defineProtocol({
  id: 'lamport-clocks',
  title: 'Lamport clocks and mutual exclusion',
  source: 'Lamport 1978',
  parameters,
  sizes: {
    tiny: { processes: 2, rounds: 2 },
    small: { processes: 3, rounds: 1 },
  },
  roles,
  // Nothing is lost, and messages from one process to another keep their order.
  network: { order: 'fifo' },
  properties,
  monitors: {
    clockCondition: monitor(
      'an event is later by the clock than all that happened before it',
      clockCondition,
      { source: 'Lamport 1978, C1 and C2' },
    ),
  },
  // With one round of two processes, whoever has not heard of a request asks with the same time stamp.
  expectations: ({ processes, rounds }) =>
    processes === 2 && rounds === 1 ? { canDifferUnrelated: 'violated' } : {},
  mutations,
});
