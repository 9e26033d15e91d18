import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { enabledAfter } from './enabled-after.ts';
import { askerAndWorker, writerAndReader, type Failing } from './samples.ts';

const go = 'stimulus go at writer';
const promise = 'deliver promise writer → reader';
const fifo = { order: 'fifo' } as const;

/** By property: `holds`, or the labels of the shortest counterexample. */
function resultsOf(failing: Failing) {
  const { properties } = checkSync(writerAndReader(failing), { keepGoing: true });
  return Object.fromEntries(
    properties.map(({ name, verdict, trace }) => [
      name,
      verdict === 'violated' ? trace?.steps.map(({ label }) => label) : verdict,
    ]),
  );
}

describe('Without failures', () => {
  it('everything holds', () => {
    expect(new Set(Object.values(resultsOf({ network: fifo })))).toEqual(new Set(['holds']));
  });
});

describe('Reordering', () => {
  it('lets a message overtake those before it in a queue', () => {
    const network = { ...fifo, reordering: { max: 1 } };
    expect(resultsOf({ network }).inOrder).toEqual([
      go,
      'reorder decide writer → reader',
      'deliver decide writer → reader',
    ]);
    expect(enabledAfter(writerAndReader({ network }), go)).toEqual([
      promise,
      'reorder decide writer → reader',
    ]);
  });
});

describe('Crashes', () => {
  const crash = { max: 1, roles: ['writer'], restart: true };

  it('come between two steps, and leave what is durable', () => {
    const results = resultsOf({ network: fifo, faults: { crash } });
    expect([results.promiseKept, results.decisionKept]).toEqual(['holds', 'holds']);
  });

  it('come in the middle of a step, where the order of its effects counts', () => {
    const cut = { network: fifo, faults: { crash: { ...crash, cutsBroadcast: true } } };
    const results = resultsOf(cut);
    expect(results.promiseKept).toBe('holds');
    expect(results.decisionKept).toEqual([
      'crash writer during stimulus go at writer, message 2 sent, 1 write made',
      'deliver decide writer → reader',
    ]);
    // Nothing written and nothing sent; the promise written, and any of two messages sent; or the decision
    // too, and not both messages.
    const cuts = enabledAfter(writerAndReader(cut)).filter((label) => label.includes('during'));
    expect(cuts).toHaveLength(1 + 4 + 3);
  });

  it('of a disk leave nothing', () => {
    const faults = { crash: { ...crash, amnesia: 1 } };
    expect(resultsOf({ network: fifo, faults }).promiseKept).toEqual([
      go,
      'crash writer',
      'restart writer without what was durable',
      promise,
    ]);
  });
});

describe('A partition', () => {
  const parted = (partition: object) =>
    writerAndReader({ network: fifo, faults: { partition: { max: 1, ...partition } } });
  const apart = 'partition writer | reader';

  it('holds messages until the network has come together again', () => {
    expect(enabledAfter(parted({}), go, apart)).toEqual(['heal']);
    expect(enabledAfter(parted({}), go, apart, 'heal')).toEqual([promise]);
    expect(enabledAfter(parted({ heal: false }), go, apart)).toEqual([]);
  });

  it('drops the messages on their way, and those that are sent while it lasts', () => {
    const dropping = parted({ messages: 'dropped' });
    expect(enabledAfter(dropping, go, apart, 'heal')).toEqual([]);
    expect(enabledAfter(dropping, apart, go, 'heal')).toEqual([]);
    expect(enabledAfter(dropping, apart, 'heal', go)).toEqual([promise]);
  });

  it('may cut one way only', () => {
    const oneWay = parted({ shapes: ['oneWay'] });
    expect(enabledAfter(oneWay, go)).toEqual([
      promise,
      'partition reader ↛ writer',
      'partition writer ↛ reader',
    ]);
    expect(enabledAfter(oneWay, go, 'partition writer ↛ reader')).toEqual(['heal']);
    expect(enabledAfter(oneWay, go, 'partition reader ↛ writer')).toEqual([promise, 'heal']);
  });
});

describe('A pause', () => {
  it('keeps a process from receiving until it goes on', () => {
    const pausing = writerAndReader({ network: fifo, faults: { pause: { max: 1 } } });
    expect(enabledAfter(pausing, go, 'pause reader')).toEqual(['resume reader']);
    expect(enabledAfter(pausing, go, 'pause reader', 'resume reader')).toEqual([promise]);
    expect(enabledAfter(pausing, 'pause writer')).toEqual(['resume writer']);
  });
});

describe('A budget', () => {
  it('counts for each process by itself, and for those only that it names', () => {
    const pause = { max: 'unbounded', maxEach: 1, processes: ['reader'] } as const;
    const pausing = writerAndReader({ network: fifo, faults: { pause } });
    expect(enabledAfter(pausing)).toEqual(['pause reader', go]);
    expect(enabledAfter(pausing, 'pause reader', 'resume reader')).toEqual([go]);
  });

  it('of all faults together is used up by each of them, and not by repairs', () => {
    const failing = writerAndReader({
      network: { ...fifo, loss: { max: 'unbounded' } },
      faults: { crash: { max: 1, roles: ['writer'], restart: true }, total: 2 },
    });
    const drop = 'drop promise writer → reader';
    expect(enabledAfter(failing, go, drop, 'crash writer')).toEqual([
      'deliver decide writer → reader',
      'restart writer',
    ]);
    expect(enabledAfter(failing, go, drop, 'crash writer', 'restart writer')).toEqual([
      'deliver decide writer → reader',
      go,
    ]);
  });
});

describe('An accurate timeout', () => {
  const crash = { max: 1, roles: ['worker'] };
  const resultOf = (failing: Failing) => {
    const { properties } = checkSync(askerAndWorker(failing), { keepGoing: true });
    return properties.map(({ verdict }) => verdict);
  };

  it('comes only when the awaited process has crashed and nothing from it is on its way', () => {
    // In order: gives up only when nothing can come any more; gives up at all; gets an answer at all.
    expect(resultOf({})).toEqual(['violated', 'holds', 'holds']);
    for (const order of ['unordered', 'fifo', 'set'] as const) {
      const time = { timeouts: 'accurate' } as const;
      expect(resultOf({ network: { order }, time })).toEqual(['holds', 'violated', 'holds']);
      expect(resultOf({ network: { order }, time, faults: { crash } })).toEqual([
        'holds',
        'holds',
        'holds',
      ]);
    }
  });

  it('is deceived by a partition, in either direction', () => {
    const time = { timeouts: 'accurate' } as const;
    for (const order of ['unordered', 'fifo'] as const) {
      const partition = { max: 1, shapes: ['oneWay'], heal: false } as const;
      const [kept, gaveUp] = resultOf({ network: { order }, time, faults: { partition } });
      expect([kept, gaveUp]).toEqual(['violated', 'holds']);
    }
  });

  it('never comes to who waits for itself, even when it may crash in the middle of the step', () => {
    const failing: Failing = {
      network: { order: 'fifo' },
      time: { timeouts: 'accurate' },
      faults: { crash: { max: 1, cutsBroadcast: true } },
    };
    const labels = enabledAfter(askerAndWorker(failing, 'asker'));
    expect(labels.filter((label) => label.includes('patience'))).toEqual([]);
    expect(labels).toContain('crash asker');
  });

  it('awaits only processes that there are', () => {
    const protocol = askerAndWorker({ time: { timeouts: 'accurate' } }, 'nobody');
    expect(() => checkSync(protocol)).toThrow(
      '[FL104] The timer "patience" of asker awaits "nobody", which does not exist.',
    );
  });

  it('has to be said of a role whom it awaits', () => {
    expect(() => checkSync(writerAndReader({ time: { timeouts: 'accurate' } }))).toThrow(
      '[FL104] The declaration has accurate timeouts and no role that says whom its timers await.',
    );
  });
});
