import { FaultlineError } from '../errors.ts';
import { withoutClock } from './forbid-clock.ts';
import { placeText, type Place } from './place.ts';

/**
 * Lets XState compute something with the clock out of reach, and says in plain words what went
 * wrong when it throws.
 *
 * @throws FaultlineError `FL203`, `FL204`, `FL206`, `FL207`, `FL209` or `FL210`.
 */
export function attempt<Value>(place: Place, compute: () => Value): Value {
  const { value, failure, read } = withoutClock(compute);
  if (read !== undefined) {
    throw new FaultlineError(
      'FL206',
      `${placeText(place)} reads ${read}.`,
      'use a timer (`after`), or pass the value in through the message, the input or a stimulus.',
    );
  }
  if (failure !== undefined) throw explain(place, failure.error);
  return value;
}

/** How browsers and Node word what happens when frozen data is changed. */
const changesFrozen =
  /read[- ]?only|not extensible|(cannot|can't|unable to) (delete|redefine|define) property|can't be (deleted|redefined)/i;

/** How XState words that there is no actor to send to or to spawn, and our own words for `self`. */
const needsActor = /Unable to send event to actor|Actor logic '.*' not implemented|self\.send\(\)/;

/**
 * The error that says in words what a chart did.
 *
 * @param error - What XState or the author's code threw.
 */
export function explain(place: Place, error: unknown): FaultlineError {
  if (error instanceof FaultlineError) return error;
  const where = placeText(place);
  const message = oneLine(error);
  const unimplemented = /Guard '(.+?)' is not implemented/.exec(message)?.[1];
  const because = (
    code: 'FL203' | 'FL204' | 'FL207' | 'FL209' | 'FL210',
    what: string,
    fix: string,
  ) => new FaultlineError(code, `${where} ${what}`, fix, { cause: error });
  if (unimplemented !== undefined) {
    return because(
      'FL210',
      `uses the guard "${unimplemented}", which is not implemented.`,
      'implement it under "guards" in setup({ guards: { … } }).',
    );
  }
  if (message.includes('Infinite loop detected')) {
    return because(
      'FL209',
      `takes more than ${place.chart.options.maxIterations} eventless or raised transitions without coming to rest.`,
      'guard the `always` or `raise` so that it stops.',
    );
  }
  if (needsActor.test(message)) {
    return because(
      'FL204',
      `uses an actor, which cannot be replayed: ${message}`,
      'send a message instead, and let the network deliver the answer.',
    );
  }
  if (changesFrozen.test(message)) {
    return because(
      'FL207',
      `changes its context, its input or an event in place: ${message}.`,
      'return the new value from assign() instead: assign({ list: ({ context }) => [...context.list, item] }).',
    );
  }
  return because(
    'FL203',
    `threw an error: ${message}`,
    'mend the guard, effect or expression; it must be defined for every event that can arrive here.',
  );
}

function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().replace(/\s*\n\s*/g, ' ');
}
