import type { Envelope } from '../../protocol/messages.ts';
import type { Network } from '../../protocol/network.ts';
import { canonical } from '../../statechart/canonical.ts';
import type { Action } from '../../system/action.ts';
import type { Trace } from '../../trace/trace.ts';

/** One message on its way, from the step that sent it on. The state of a system does not know it. */
export interface Letter {
  readonly message: Envelope;
  /** The number of the step that sent it, from 1; of a copy, that made it. 0 when it was there at first. */
  readonly sentIn: number;
  /** Of a copy that the network made: its original, an index among the letters. */
  readonly copyOf: number | undefined;
  /** The steps in which it arrived: several where the network keeps what it delivers. */
  readonly receivedIn: readonly number[];
  /** The step in which it was lost, by itself or with all that a partition cuts off. */
  readonly lostIn: number | undefined;
  /** The steps in which it overtook those before it in its queue. */
  readonly overtookIn: readonly number[];
  /** Whether it is still in flight at the end. */
  readonly isInFlight: boolean;
}

/** All letters so far, and which of them are in flight, in the order in which they were sent. */
interface Post {
  readonly letters: Letter[];
  readonly flying: readonly number[];
}

/**
 * Follows every message of a trace from where it was sent to where it ended, in the order of sending.
 *
 * Of equal messages from one process to another, which nobody can tell apart, the one that was sent
 * first arrives first. Where the network is a set, a message that is sent again while it is in flight
 * is the one that was sent before.
 */
export function lettersOf({ start, steps, model }: Trace): readonly Letter[] {
  let post: Post = inFlight({ letters: [], flying: [] }, start.messages, 0);
  for (const [index, { action, state }] of steps.entries()) {
    // A process that crashes in the middle of a step has begun it.
    const begun = action.kind === 'crash' ? (action.during?.action ?? action) : action;
    const carried = afterAction(post, { action: begun, step: index + 1, network: model.network });
    post = inFlight(carried, state.messages, index + 1);
  }
  const flying = new Set(post.flying);
  return post.letters.map((letter, index) => ({ ...letter, isInFlight: flying.has(index) }));
}

interface Carrying {
  readonly action: Action;
  readonly step: number;
  readonly network: Network;
}

/** The post when the network has done its part of a step, and nothing has been sent yet. */
function afterAction(post: Post, { action, step, network }: Carrying): Post {
  if (!('from' in action)) return post;
  const { letters, flying } = post;
  const meant = letterMeant(post, action);
  const letter = meant === undefined ? undefined : letters[meant];
  if (meant === undefined || letter === undefined) return post;
  const without = flying.filter((index) => index !== meant);
  switch (action.kind) {
    case 'deliver':
      letters[meant] = { ...letter, receivedIn: [...letter.receivedIn, step] };
      return { letters, flying: network.delivery === 'keeps' ? flying : without };
    case 'drop':
      letters[meant] = { ...letter, lostIn: step };
      return { letters, flying: without };
    case 'reorder':
      letters[meant] = { ...letter, overtookIn: [...letter.overtookIn, step] };
      return { letters, flying: [meant, ...without] };
    case 'duplicate':
      if (network.order === 'set') {
        letters[meant] = { ...letter, receivedIn: [...letter.receivedIn, step] };
        return post;
      }
      letters.push({ ...fresh(letter.message, step), copyOf: meant });
      // The copy is behind its original, in a queue too.
      return {
        letters,
        flying: flying.flatMap((index) =>
          index === meant ? [index, letters.length - 1] : [index],
        ),
      };
  }
}

/** The letter that an action is about: the first of equal ones, or that at a place in the queue. */
function letterMeant(
  { letters, flying }: Post,
  { from, process, message, place }: Extract<Action, { readonly from: string }>,
): number | undefined {
  const queue = flying.filter((index) => {
    const { message: other } = letters[index] as Letter;
    return other.from === from && other.to === process;
  });
  if (place !== undefined) return queue[place - 1];
  const text = textOf({ ...message, from, to: process });
  return queue.find((index) => textOf((letters[index] as Letter).message) === text);
}

/** The post after a step: of the letters that were in flight, those that still are, and those it sent. */
function inFlight({ letters, flying }: Post, messages: readonly Envelope[], step: number): Post {
  const now = counted(messages.map(textOf));
  const stay = new Map<string, number>();
  const left = flying.filter((index) => {
    const letter = letters[index] as Letter;
    const text = textOf(letter.message);
    const count = stay.get(text) ?? 0;
    // Whatever made others vanish, the oldest of equal ones stay.
    if (count < (now.get(text) ?? 0)) {
      stay.set(text, count + 1);
      return true;
    }
    letters[index] = { ...letter, lostIn: step };
    return false;
  });
  const met = new Map<string, number>();
  const sent = messages.filter((message) => {
    const text = textOf(message);
    met.set(text, (met.get(text) ?? 0) + 1);
    return (met.get(text) ?? 0) > (stay.get(text) ?? 0);
  });
  const first = letters.length;
  letters.push(...sent.map((message) => fresh(message, step)));
  return { letters, flying: [...left, ...sent.map((_, index) => first + index)] };
}

function fresh(message: Envelope, sentIn: number): Letter {
  const [copyOf, lostIn] = [undefined, undefined];
  return { message, sentIn, copyOf, receivedIn: [], lostIn, overtookIn: [], isInFlight: true };
}

function counted(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function textOf(message: Envelope): string {
  return canonical(message, 'a message');
}
