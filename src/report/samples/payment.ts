import type { Network } from '../../protocol/network.ts';
import type { Trace } from '../../trace/trace.ts';
import { onTheWay, sampleTrace, stimulus } from './sample-trace.ts';

const pay = { type: 'pay', from: 'client', to: 'server' };
const paid = { type: 'paid', from: 'server', to: 'client' };

/** A client that pays a server, with an action of every kind. */
export function payment(network: Network): Trace {
  return sampleTrace({
    processes: { client: 'idle', server: 'ready' },
    model: { network },
    steps: [
      {
        action: stimulus('buy', 'client'),
        becomes: { state: 'waiting', context: { cents: 5 } },
        inFlight: [pay],
      },
      { action: onTheWay('duplicate', 'pay', 'client', 'server'), inFlight: [pay, pay] },
      { action: onTheWay('drop', 'pay', 'client', 'server'), inFlight: [pay] },
      {
        action: onTheWay('deliver', 'pay', 'client', 'server'),
        becomes: { state: { open: 'busy' } },
        inFlight: [paid],
      },
      { action: { kind: 'timeout', process: 'client', timer: 'retry' }, inFlight: [paid, pay] },
      { action: { kind: 'crash', process: 'server' }, becomes: { state: null, alive: false } },
      { action: { kind: 'restart', process: 'server' }, becomes: { state: 'ready', alive: true } },
      {
        action: onTheWay('deliver', 'paid', 'server', 'client'),
        becomes: { state: 'done', context: { cents: 0 } },
        inFlight: [pay],
      },
    ],
  });
}
