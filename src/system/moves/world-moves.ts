import type { ActionTable } from '../action-table.ts';
import { disabled } from '../tables/slot-tables.ts';
import type { Effect, Move } from '../tables/arena.ts';
import type { Wiring } from '../wiring.ts';

/** What happens to all at once, when the fault record has this value: time passes, the network parts. */
export function worldMoves(wiring: Wiring, actions: ActionTable, value: number): readonly Move[] {
  const { faults, isTimed, partitions } = wiring;
  const { partition: fault } = wiring.model.faults;
  const inForce = faults.partition(value);
  const moves: Move[] = [];
  if (isTimed) {
    moves.push({ own: value, action: actions.world('tick'), effects: tickEffects(wiring) });
  }
  if (inForce === 0) {
    const spent = faults.after('partition', undefined, value);
    if (spent === disabled) return moves;
    for (const [at, partition] of partitions.entries()) {
      moves.push({
        own: wiring.worldValue(faults.partitioned(spent, at + 1)),
        action: actions.partition(partition, at),
        effects: partingEffects(wiring, at + 1, true),
      });
    }
  } else if (fault?.heal !== false) {
    moves.push({
      own: wiring.worldValue(faults.partitioned(value, 0)),
      action: actions.world('heal'),
      effects: partingEffects(wiring, inForce, false),
    });
  }
  return moves;
}

/** Every clock and every message on its way a tick later: not while something is due that comes first. */
function tickEffects(wiring: Wiring): readonly Effect[] {
  const { processes, inboxes, post, channels, model } = wiring;
  const aged = [...processes.entries()].map(([index, table]) =>
    wiring.effect('tick', index, (value) => {
      const { local, inbox } = wiring.pair(index, value);
      const { alive, paused, deafTo } = table.local(local);
      const ticked = table.ticked(local);
      const later = inboxes.tickLater(
        inbox,
        (message) => !alive || paused || deafTo.includes(post.letter(message).from),
      );
      return ticked < 0 || later < 0 ? disabled : wiring.pairValue(index, ticked, later);
    }),
  );
  if (model.time.delayMax === undefined) return aged;
  return [
    ...aged,
    ...channels.map(({ slot, channel }) =>
      wiring.effect('tick', slot, (value) => {
        const later = channel.tickLater(value);
        return later < 0 ? disabled : wiring.queueValue(slot, later);
      }),
    ),
  ];
}

/** What it does to processes and channels when a partition begins or ends. */
function partingEffects(wiring: Wiring, partition: number, begins: boolean): readonly Effect[] {
  const { processes, inboxes, post, channels, model } = wiring;
  const drops = model.faults.partition?.messages === 'dropped';
  const words = begins ? `part ${partition}` : `join ${partition}`;
  const indices = [...processes.keys()];
  const hearing = [...processes.entries()].flatMap(([index, table]) => {
    const senders = indices.filter((from) => wiring.isCut(partition, from, index));
    if (senders.length === 0) return [];
    return wiring.effect(words, index, (value) => {
      const { local, inbox } = wiring.pair(index, value);
      const isKept = (message: number) => !senders.includes(post.letter(message).from);
      const rest = begins && drops ? inboxes.keep(inbox, isKept) : inbox;
      return wiring.pairValue(index, table.deafTo(local, begins ? senders : []), rest);
    });
  });
  // Whether a channel is cut matters to the channel only where messages are lost, or due.
  if (!drops && model.time.delayMax === undefined) return hearing;
  const cut = channels
    .filter(({ from, to }) => wiring.isCut(partition, from, to))
    .map(({ slot, channel }) =>
      wiring.effect(words, slot, (value) =>
        wiring.queueValue(slot, channel.cut(value, begins, !(begins && drops))),
      ),
    );
  return [...hearing, ...cut];
}
