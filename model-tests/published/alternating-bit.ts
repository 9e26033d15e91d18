import { defineProtocol, integer, role, send, type Received, type Sent } from '#faultline';
import { assign, not, setup } from 'xstate';

type Bit = 0 | 1;
type Data = 'd1' | 'd2';
type Message = { readonly type: 'msg'; readonly bit: Bit; readonly data: Data };
type Acknowledgement = { readonly type: 'ack'; readonly bit: Bit };

const bits = [0, 1] as const;
const values = ['d1', 'd2'] as const;

/** Sends one value after the other, each of them again and again until it is acknowledged. */
const sender = setup({
  types: {
    input: {} as { readonly bit: Bit; readonly data: Data },
    context: {} as { readonly sBit: Bit; readonly sAck: Bit; readonly sent: Data },
    events: {} as
      | { readonly type: 'sndNewValue'; readonly data: Data }
      | { readonly type: 'reSndMsg' }
      | Received<Acknowledgement>,
    emitted: {} as Sent<Message>,
  },
  guards: { isAcknowledged: ({ context }) => context.sAck === context.sBit },
  actions: {
    takeNew: assign(({ context }, data: Data) => ({ sBit: flipped(context.sBit), sent: data })),
    noteAck: assign((_, bit: Bit) => ({ sAck: bit })),
    sendMsg: send('receiver', ({ context: { sBit, sent } }) => {
      return { type: 'msg', bit: sBit, data: sent };
    }),
  },
}).createMachine({
  id: 'sender',
  context: ({ input: { bit, data } }) => ({ sBit: bit, sAck: bit, sent: data }),
  on: {
    sndNewValue: {
      guard: 'isAcknowledged',
      actions: [{ type: 'takeNew', params: ({ event }) => event.data }, 'sendMsg'],
    },
    reSndMsg: { guard: not('isAcknowledged'), actions: 'sendMsg' },
    ack: { actions: { type: 'noteAck', params: ({ event }) => event.bit } },
  },
});

/** Takes what comes, and acknowledges what it has taken last whenever it likes. */
const receiver = setup({
  types: {
    input: {} as { readonly bit: Bit; readonly data: Data },
    context: {} as { readonly rBit: Bit; readonly rcvd: Data },
    events: {} as Received<Message> | { readonly type: 'sndAck' },
    emitted: {} as Sent<Acknowledgement>,
  },
  actions: {
    take: assign((_, { bit, data }: Message) => ({ rBit: bit, rcvd: data })),
    sendAck: send('sender', ({ context: { rBit } }) => ({ type: 'ack', bit: rBit })),
  },
}).createMachine({
  id: 'receiver',
  context: ({ input: { bit, data } }) => ({ rBit: bit, rcvd: data }),
  on: {
    msg: { actions: { type: 'take', params: ({ event }) => event } },
    sndAck: { actions: 'sendAck' },
  },
});

/**
 * The alternating-bit protocol over channels that keep the order and lose messages.
 *
 * Left out: ABTypeInv, which the compiler checks; SentLeadsToRcvd, which is asked in
 * `liveness-of-networks.test.ts`.
 */
export const alternatingBit = defineProtocol({
  id: 'published-alternating-bit',
  title: 'Alternating bit (AlternatingBit.tla)',
  source: 'Lamport, Specifying Systems, 2002, §14.3: AlternatingBit.tla with MCAlternatingBit.cfg',
  parameters: {
    queueMax: integer({ min: 1, max: 4, default: 2, says: 'messages in a channel (`msgQLen`)' }),
  },
  roles: () => {
    const inputs = bits.flatMap((bit) => values.map((data) => ({ bit, data })));
    return {
      sender: role(sender, {
        inputs,
        stimuli: [
          ...values.map((data) => ({ type: 'sndNewValue' as const, data })),
          { type: 'reSndMsg' },
        ],
      }),
      receiver: role(receiver, { inputs, stimuli: [{ type: 'sndAck' }] }),
    };
  },
  // ABInit: the bits of sender and receiver agree.
  initially: (inputs) => inputs.sender.bit === inputs.receiver.bit,
  network: { order: 'fifo', loss: { max: 'unbounded' } },
  constraint: (view) => {
    const { queueMax } = view.parameters;
    return view.inFlight('msg').length <= queueMax && view.inFlight('ack').length <= queueMax;
  },
  properties: ({ stepInvariant, reachable }) => ({
    correctness: stepInvariant(
      'a value is sent, received and acknowledged before the next one is sent',
      (before, after) => {
        const old = { ...before.process('sender').context, ...before.process('receiver').context };
        const now = { ...after.process('sender').context, ...after.process('receiver').context };
        return isStep(old, now);
      },
      { source: 'Lamport, Specifying Systems, 2002: ABCorrectness.tla, [ABCNext]_cvars' },
    ),
    canFill: reachable('both channels are full', (view) =>
      (['msg', 'ack'] as const).every(
        (type) => view.inFlight(type).length === view.parameters.queueMax,
      ),
    ),
  }),
});

/** The variables of ABCorrectness.tla, which has no channels. */
interface Abstract {
  readonly sBit: Bit;
  readonly sAck: Bit;
  readonly rBit: Bit;
  readonly sent: Data;
  readonly rcvd: Data;
}

/** Whether one state may follow another when there are no channels, or is the same. */
function isStep(old: Abstract, now: Abstract): boolean {
  const { sBit, sAck, rBit, sent } = old;
  return [
    old,
    ...(sAck === sBit ? [{ ...old, sBit: flipped(sBit), sent: now.sent }] : []),
    ...(rBit !== sBit ? [{ ...old, rBit: sBit, rcvd: sent }] : []),
    ...(rBit !== sAck ? [{ ...old, sAck: rBit }] : []),
  ].some((next) => variables.every((variable) => next[variable] === now[variable]));
}

const variables = ['sBit', 'sAck', 'rBit', 'sent', 'rcvd'] as const;

function flipped(bit: Bit): Bit {
  return bit === 0 ? 1 : 0;
}
