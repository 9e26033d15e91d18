import type { Model } from '../../protocol/model.ts';
import type { FaultCounts } from '../../protocol/view.ts';
import type { ActionKind } from '../../system/action.ts';

/** A kind of failure, as the palette shows it. */
export interface Failure {
  readonly kind: ActionKind;
  readonly title: string;
  /** How often it may happen in all; undefined for a repair, which is not counted. */
  readonly max: number | 'unbounded' | undefined;
  /** How often it has happened. */
  readonly used: number;
  /** Why it cannot happen where no action of its kind is enabled. */
  readonly whyNot: string;
}

/** What may fail in a model, and be repaired, with what is left of each budget. */
export function failuresOf(model: Model, counts: FaultCounts): readonly Failure[] {
  const { crash, partition } = model.faults;
  const repairs: readonly (readonly [ActionKind, string, string, boolean])[] = [
    ['restart', 'Restart', 'nobody is down', crash?.restart === true],
    ['resume', 'Go on', 'nobody stands still', model.faults.pause !== undefined],
    [
      'heal',
      'Heal the network',
      'no partition is in force',
      (partition?.heal ?? true) && !!partition,
    ],
  ];
  return [
    ...faultRows(model, counts).flatMap(([kind, title, max, used, whyNot]) =>
      max === undefined ? [] : [{ kind, title, max, used, whyNot }],
    ),
    ...repairs.flatMap(([kind, title, whyNot, isPossible]) =>
      isPossible ? [{ kind, title, whyNot, max: undefined, used: 0 }] : [],
    ),
  ];
}

type FaultRow = readonly [
  kind: ActionKind,
  title: string,
  max: Failure['max'],
  used: number,
  whyNot: string,
];

function faultRows({ network, faults }: Model, counts: FaultCounts): readonly FaultRow[] {
  const { loss, duplication, reordering } = network;
  const { crash, pause, partition, drift } = faults;
  const none = 'no message is in flight';
  const drifts = drift && (drift.max ?? 'unbounded');
  return [
    ['drop', 'Lose a message', loss?.max, counts.drops, none],
    ['duplicate', 'Double a message', duplication?.max, counts.duplicates, none],
    [
      'reorder',
      'Let a message overtake',
      reordering?.max,
      counts.reorders,
      'none waits behind others',
    ],
    ['crash', 'Crash', crash?.max, counts.crashes, 'whoever may crash is down'],
    ['pause', 'Pause', pause?.max, counts.pauses, 'whoever may pause stands still'],
    ['partition', 'Partition', partition?.max, counts.partitions, 'one is in force'],
    ['drift', 'Let a clock go wrong', drifts, counts.drifts, 'no clock may be further off'],
  ];
}

/** What is left of a budget, in words. */
export function leftText({ max, used }: Failure): string {
  if (max === undefined) return '';
  if (max === 'unbounded') return 'as often as you like';
  return `${Math.max(0, max - used)} of ${max} left`;
}

/** Why nothing of a kind can be done now. */
export function whyNone({ max, used, whyNot }: Failure): string {
  if (max === 0) return 'not allowed in this model';
  return typeof max === 'number' && used >= max ? 'the budget is used up' : whyNot;
}
