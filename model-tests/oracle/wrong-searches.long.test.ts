import { Reference, type ReferenceState } from '#faultline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNoticed, type Wrong } from './comparison.ts';
import type { FailuresSketch } from './failures-sketch.ts';
import { protocolSketch, type ProtocolSketch } from './protocol-sketch.ts';

const seed = 20_261_124;
const statesMax = 200;

describe('The naive search', () => {
  class WithoutStutters extends Reference {
    override successors(state: ReferenceState) {
      const key = this.key(state);
      return super.successors(state).filter((next) => this.key(next.state) !== key);
    }
  }

  class BlindToBudgets extends Reference {
    override key(state: ReferenceState) {
      return super.key({ ...state, used: {} });
    }
  }

  class BlindToPartitions extends Reference {
    override key(state: ReferenceState) {
      return super.key({ ...state, partition: undefined });
    }
  }

  class BlindToClocks extends Reference {
    override key(state: ReferenceState) {
      const processes = state.processes.map((process) => ({ ...process, ticks: {}, ahead: 0 }));
      return super.key({ ...state, processes });
    }
  }

  class BlindToMonitors extends Reference {
    override key(state: ReferenceState) {
      return super.key({ ...state, monitors: [] });
    }
  }

  class BlindToOrder extends Reference {
    override key(state: ReferenceState) {
      const letters = [...state.letters].sort((one, other) => (one.key < other.key ? -1 : 1));
      return super.key({ ...state, letters });
    }
  }

  const wrongs: readonly (Wrong & { readonly how: string })[] = [
    { how: 'does not count steps that change nothing', reference: WithoutStutters },
    { how: 'takes states for one that differ in what is spent', reference: BlindToBudgets },
    { how: 'takes queues for one that differ in order', reference: BlindToOrder },
    { how: 'does not see which partition is in force', reference: BlindToPartitions },
    { how: 'does not look at clocks', reference: BlindToClocks },
    { how: 'does not see what monitors have heard', reference: BlindToMonitors },
    {
      how: 'never cuts a broadcast off',
      sketch: altered(({ crash, ...rest }) => ({
        ...rest,
        ...(crash && { crash: { ...crash, cutsBroadcast: false } }),
      })),
    },
    {
      how: 'holds the messages that partitions drop',
      sketch: altered(({ partition, ...rest }) => ({
        ...rest,
        ...(partition && { partition: { ...partition, messages: 'held' } }),
      })),
    },
    {
      how: 'gives up waiting at any time',
      sketch: altered(({ time, ...rest }) => ({
        ...rest,
        time: time.timeouts === 'accurate' ? { timeouts: 'nondeterministic' } : time,
      })),
    },
    {
      how: 'lets messages take any time',
      sketch: altered(({ time: { delayMax: _, ...time }, ...rest }) => ({ ...rest, time })),
    },
    {
      how: 'does not drift',
      sketch: altered(({ drift: _, ...rest }) => rest),
    },
    {
      how: 'keeps what is durable in any case',
      sketch: altered(({ crash, ...rest }) => {
        const { amnesia: _, ...kept } = crash ?? {};
        return { ...rest, ...(crash && { crash: { ...crash, ...kept, amnesia: 0 } }) };
      }),
    },
    {
      how: 'counts no faults together',
      sketch: altered(({ total: _, ...rest }) => rest),
    },
    {
      how: 'lets one process more crash',
      sketch: altered(({ crash, ...rest }) => ({
        ...rest,
        ...(crash && { crash: { ...crash, max: 'unbounded' } }),
      })),
    },
    {
      how: 'lets messages overtake one another',
      sketch: altered(({ network: { reordering: _, ...network }, ...rest }) => ({
        ...rest,
        network: network.delivery === 'keeps' ? network : { ...network, order: 'unordered' },
      })),
    },
    {
      how: 'makes everything durable',
      sketch: (sketch) => ({
        ...sketch,
        roles: sketch.roles.map((role) => ({ ...role, durable: ['count', 'peer'] })),
      }),
    },
    {
      how: 'looks for the negation of an invariant',
      sketch: (sketch) => ({
        ...sketch,
        invariant: {
          join: sketch.invariant.join === 'and' ? 'or' : 'and',
          literals: sketch.invariant.literals.map(({ atom, is }) => ({ atom, is: !is })),
        },
      }),
    },
  ];

  it.each(wrongs)('is told from one that $how', (wrong) => {
    const sketches = fc.sample(protocolSketch, { seed, numRuns: 200 });
    expect(sketches.some((sketch) => isNoticed(sketch, wrong, statesMax))).toBe(true);
  });
});

/** A sketch that fails in another way. */
function altered(change: (failures: FailuresSketch) => FailuresSketch) {
  return (sketch: ProtocolSketch): ProtocolSketch => ({
    ...sketch,
    failures: change(sketch.failures),
  });
}
