import { shortenTrace, strong, weak, type Protocol, type Trace } from '#faultline';
import { describe, expect, it } from 'vitest';
import { twoPhaseCommit } from '../../specs/two-phase-commit/spec.ts';
import { alternatingBit } from './alternating-bit.ts';
import {
  askedOf,
  contextOf,
  eventually,
  eventuallyAlways,
  leadsTo,
  stimulus,
  type AnyTest,
  type Fair,
} from './asking.ts';
import { lamportMutex } from './lamport-mutex.ts';
import { pingPong } from './ping-pong.ts';

describe('The ping-pong of Stateright', () => {
  // "must reach max" in src/actor/actor_test_util.rs; the tests of src/actor/model.rs have the verdicts.
  const numberMax = 3;
  const count = (view: Parameters<AnyTest>[0], id: string) =>
    contextOf<{ readonly count: number }>(view, id).count;
  const reaches = eventually('a count reaches the largest', (view) =>
    ['pinger', 'ponger'].some((id) => count(view, id) === numberMax),
  );
  const asked = (network: string) =>
    askedOf(pingPong, reaches, { parameters: { numberMax, network } });

  it('reaches the largest number where everything is delivered', () => {
    expect(asked('lossless').verdict).toBe('holds in bounds');
  });

  it('may not reach it where the first message is lost', () => {
    const { verdict, trace } = asked('lossyDuplicating');
    expect(verdict).toBe('violated');
    // Stateright's discovery is this one action, too.
    expect(trace?.steps.map(({ label }) => label)).toEqual(['drop ping(value=0) pinger → ponger']);
  });
});

describe('Two-phase commit', () => {
  // Bernstein, Hadzilacos & Goodman 1987, §7.3 and §7.4: with AC2, who has decided has done so for good.
  const decided: AnyTest = (view) =>
    view.processes.every(({ context }) => (context as { decision: unknown }).decision !== null);
  const parameters = { participants: 2, crashes: 1 };
  const fair = [weak('deliver'), weak('timeout'), weak('stimulus')];
  const kinds = { eventually, eventuallyAlways };

  it.each(['eventually', 'eventuallyAlways'] as const)(
    'decides, if crashes are repaired: %s',
    (kind) => {
      const decide = (fairness: Fair) => kinds[kind]('all decide', decided, { fairness });
      const choices = { parameters };
      expect(askedOf(twoPhaseCommit, decide([...fair, weak('restart')]), choices).verdict).toBe(
        'holds',
      );
      const { verdict, trace } = askedOf(twoPhaseCommit, decide(fair), choices);
      expect(verdict).toBe('violated');
      expect(trace?.steps.some(({ action }) => action.kind === 'crash')).toBe(true);
      expect(askedOf(twoPhaseCommit, decide([weak('timeout')]), choices).verdict).toBe('violated');
    },
  );
});

describe('The alternating-bit protocol', () => {
  interface Bits {
    readonly sBit: 0 | 1;
    readonly sAck: 0 | 1;
    readonly sent: string;
    readonly rBit: 0 | 1;
    readonly rcvd: string;
  }
  const bitsOf = (view: Parameters<AnyTest>[0]) => ({
    ...contextOf<Bits>(view, 'sender'),
    ...contextOf<Bits>(view, 'receiver'),
  });
  // Lamport 2002, §14.3: SentLeadsToRcvd, for one of the values.
  const arrives = (fairness: Fair) =>
    leadsTo(
      'd1 that is sent is received',
      {
        whenever: (view) => bitsOf(view).sent === 'd1' && bitsOf(view).sBit !== bitsOf(view).sAck,
        eventually: (view) => bitsOf(view).rcvd === 'd1',
      },
      { fairness },
    );
  const verdictUnder = (fairness: Fair) =>
    askedOf(alternatingBit, arrives(fairness), { parameters: { queueMax: 1 } }).verdict;
  const resends = [weak(stimulus('reSndMsg')), weak(stimulus('sndAck'))];

  it('delivers what is sent, under the fairness of its source: ABFairness', () => {
    expect(verdictUnder([...resends, strong('deliver')])).toBe('holds in bounds');
  });

  it('needs strong fairness of what the channels lose, and the repetition', () => {
    expect(verdictUnder([...resends, weak('deliver')])).toBe('violated');
    expect(verdictUnder([strong('deliver')])).toBe('violated');
  });

  it('does not come to stay with one bit: PermanentBitDisagreement, which TLC refutes', () => {
    const disagree = eventuallyAlways(
      'the bits differ',
      (view) => {
        const { sBit, rBit } = bitsOf(view);
        return sBit !== rBit;
      },
      { fairness: [...resends, strong('deliver')] },
    );
    const choices = { parameters: { queueMax: 1 } };
    const { verdict, trace } = askedOf(alternatingBit, disagree, choices);
    expect(verdict).toBe('violated');
    // TLC's counterexample is the end of this one: SndAck and RcvAck in turn, from the beginning on.
    const { model, initial, steps } = trace as Trace;
    const theirs = { model, initial, steps: steps.slice(-2), cycle: { start: 0 } };
    const short = shortenTrace(theirs, 'asked');
    expect(short.cycle?.start).toBe(0);
    expect(short.steps.map(({ label }) => label)).toEqual([
      'stimulus sndAck at receiver',
      'deliver ack(bit=0) receiver → sender',
    ]);
  });
});

describe("Lamport's mutual exclusion", () => {
  // Lamport 1978: "If every process which is granted the resource eventually releases it, then every
  // request is eventually granted" (condition III).
  const requests = (view: Parameters<AnyTest>[0]) =>
    contextOf<{ readonly requests: Readonly<Record<string, number>> }>(view, 'process1').requests;
  const granted = (protocol: Protocol, fairness: Fair) =>
    askedOf(
      protocol,
      leadsTo(
        'the first request is granted',
        {
          whenever: (view) => requests(view).process1 !== 0,
          eventually: (view) => view.processes[0]?.matches('critical') === true,
        },
        { fairness },
      ),
      { parameters: { processes: 2, clockMax: 3 } },
    );
  const goesOn = [weak('deliver'), weak(stimulus('enter'))];

  it('grants every request, if whoever is granted it releases it', () => {
    const fairness = [...goesOn, weak(stimulus('exit'))];
    expect(granted(lamportMutex, fairness).verdict).toBe('holds in bounds');
  });

  it('does not, when the other keeps what it was granted', () => {
    const { verdict, trace } = granted(lamportMutex, goesOn);
    expect(verdict).toBe('violated');
    const last = trace?.steps.at(-1)?.state.processes.map(({ state }) => state);
    expect(last).toEqual(['outside', 'critical']);
  });
});
