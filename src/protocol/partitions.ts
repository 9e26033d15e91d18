import type { ProcessId } from './messages.ts';
import { isInScope, type PartitionFault, type PartitionShape } from './network.ts';

/**
 * One way in which the network falls apart.
 *
 * Two processes that both are in groups reach each other when they share a group. When it is `oneWay`, there
 * are two groups: what the first sends does not reach the second, and all else gets through.
 */
export interface Partition {
  readonly groups: readonly (readonly ProcessId[])[];
  readonly oneWay: boolean;
}

/** Whether messages from one process do not get through to another. */
export function separates({ groups, oneWay }: Partition, from: ProcessId, to: ProcessId): boolean {
  if (from === to) return false;
  const [first = [], second = []] = groups;
  if (oneWay) return first.includes(from) && second.includes(to);
  const [some, others] = [from, to].map((id) => groups.filter((group) => group.includes(id)));
  if (some === undefined || others === undefined) return false;
  return some.length > 0 && others.length > 0 && !some.some((group) => others.includes(group));
}

/**
 * Every partition that a fault allows, each relation between processes once.
 *
 * Source of the shapes: Jepsen's nemesis (partition-halves, partition-random-node, bridge).
 */
export function partitionsOf(
  fault: PartitionFault,
  processes: readonly { readonly id: ProcessId; readonly role: string }[],
): readonly Partition[] {
  const { shapes = ['halves', 'isolated'] } = fault;
  const ids = processes.filter((process) => isInScope(fault, process)).map(({ id }) => id);
  const all = shapes.flatMap((shape) =>
    typeof shape === 'string' ? shaped(shape, ids) : [{ groups: shape, oneWay: false }],
  );
  const known = new Set<string>();
  return all.filter((partition) => {
    const relation = processes.flatMap(({ id: from }) =>
      processes.map(({ id: to }) => Number(separates(partition, from, to))),
    );
    const key = relation.join('');
    if (known.has(key) || !relation.includes(1)) return false;
    known.add(key);
    return true;
  });
}

function shaped(shape: PartitionShape, ids: readonly ProcessId[]): readonly Partition[] {
  switch (shape) {
    case 'isolated':
      return ids.map((id) => ({ groups: [[id], without(ids, id)], oneWay: false }));
    case 'halves':
      return halvesOf(ids).map((groups) => ({ groups, oneWay: false }));
    case 'oneWay':
      return ids.flatMap((id) => [
        { groups: [[id], without(ids, id)], oneWay: true },
        { groups: [without(ids, id), [id]], oneWay: true },
      ]);
    case 'bridge':
      return ids.flatMap((bridge) =>
        halvesOf(without(ids, bridge)).map((halves) => ({
          groups: halves.map((half) => ids.filter((id) => id === bridge || half.includes(id))),
          oneWay: false,
        })),
      );
  }
}

/** Every split into two groups that differ by one at most, the group of the first process first. */
function halvesOf(ids: readonly ProcessId[]): readonly (readonly (readonly ProcessId[])[])[] {
  const smaller = Math.floor(ids.length / 2);
  const sizes = new Set([smaller, ids.length - smaller]);
  return subsetsOf(ids)
    .filter((group) => sizes.has(group.length) && group[0] === ids[0])
    .map((group) => [group, ids.filter((id) => !group.includes(id))]);
}

/** Every part of a list, in the order of the list. */
export function subsetsOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.reduceRight<readonly (readonly Item[])[]>(
    (rest, item) => [...rest.map((part) => [item, ...part]), ...rest],
    [[]],
  );
}

function without(ids: readonly ProcessId[], left: ProcessId): readonly ProcessId[] {
  return ids.filter((id) => id !== left);
}
