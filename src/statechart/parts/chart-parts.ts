import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { nodesOf } from '../restrictions.ts';
import { guardText } from './part-words.ts';

/** A state of a chart, or one arrow of it. */
export type ChartPart =
  | {
      readonly kind: 'state';
      /** The path from the root: `working.waiting`. */
      readonly name: string;
    }
  | {
      readonly kind: 'transition';
      /**
       * Where it stands in the chart: `prepared.on.commit`, `waiting.after.voteTimeout`. Of several that
       * are tried in order, which one: `starting.always[2]`.
       */
      readonly name: string;
      /** The guard by its name and parameters; null when there is none. */
      readonly guard: string | null;
    };

/** A part, and where XState keeps it. */
export interface PlacedPart {
  readonly part: ChartPart;
  /** The state itself, or the one that the transition leaves. */
  readonly node: AnyStateNode;
  /** Undefined for a state. */
  readonly transition: AnyTransitionDefinition | undefined;
}

/**
 * Lists every state of a chart but the root, which it never leaves, and every transition, in document
 * order. A history state stands for others and is not listed.
 */
export function partsOf(chart: AnyStateMachine): readonly PlacedPart[] {
  return nodesOf(chart).flatMap((node) => [...statePart(node), ...transitionParts(node)]);
}

function statePart(node: AnyStateNode): readonly PlacedPart[] {
  if (node.path.length === 0 || node.type === 'history') return [];
  return [{ part: { kind: 'state', name: node.path.join('.') }, node, transition: undefined }];
}

function transitionParts(node: AnyStateNode): readonly PlacedPart[] {
  const lists = [...node.transitions].map(([descriptor, transitions]) => ({
    place: placeOf(node, descriptor),
    transitions,
  }));
  return [...lists, { place: 'always', transitions: node.always ?? [] }].flatMap(
    ({ place, transitions }) =>
      transitions.map((transition, index): PlacedPart => {
        const which = transitions.length > 1 ? `[${index}]` : '';
        const name = [...node.path, `${place}${which}`].join('.');
        return {
          part: { kind: 'transition', name, guard: guardOf(transition) },
          node,
          transition,
        };
      }),
  );
}

/** Where the author wrote the transitions that XState keeps under this descriptor. */
function placeOf(node: AnyStateNode, descriptor: string): string {
  const delayed = node.after.find(({ eventType }) => eventType === descriptor);
  if (delayed !== undefined) return `after.${String(delayed.delay)}`;
  return descriptor === `xstate.done.state.${node.id}` ? 'onDone' : `on.${descriptor}`;
}

function guardOf({ guard }: AnyTransitionDefinition): string | null {
  return guard === undefined ? null : guardText(guard);
}
